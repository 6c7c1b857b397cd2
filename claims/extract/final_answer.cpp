#include "claims/extract/final_answer.h"

#include <algorithm>
#include <array>
#include <string>

#include "claims/extract/plain_math.h"
#include "claims/extract/prose_tokens.h"
#include "claims/extract/terms.h"

namespace modus::claims {
namespace {

constexpr std::array<std::string_view, 6> kMarks = {"####",    "\\boxed{", "answer is",
                                                    "answer:", "answer =", "answer is:"};

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return result;
}

}  // namespace

std::optional<Reading> read_final_answer(std::string_view sentence, std::size_t begin) {
  const std::string small = lower(sentence);
  std::size_t value = std::string::npos;
  for (const std::string_view mark : kMarks) {
    const std::size_t at = small.rfind(mark);
    if (at != std::string::npos && (value == std::string::npos || at + mark.size() > value))
      value = at + mark.size();
  }
  if (value == std::string::npos) return std::nullopt;
  const PlainText plain = plain_math(sentence.substr(value), begin + value);
  std::vector<ProseToken> tokens = prose_tokens(plain);
  std::size_t first = 0;
  while (first < tokens.size() && tokens[first].kind == ProseKind::kStop &&
         (tokens[first].text == ":" || tokens[first].text == "{" || tokens[first].text == "$"))
    ++first;
  for (std::size_t end = tokens.size(); end > first; --end) {
    const auto term = read_term(tokens, first, end, Percent::kStripped);
    if (!term || !names_in(term->term).empty()) continue;
    Reading reading;
    reading.kind = ReadingKind::kAnswer;
    reading.claim = term->term;
    reading.span = {plain.offsets[tokens[first].begin], plain.offsets[tokens[end - 1].end]};
    return reading;
  }
  return std::nullopt;
}

}  // namespace modus::claims
