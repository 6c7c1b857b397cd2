#include "claims/extract/final_answer.h"

#include <array>
#include <string>

#include "claims/extract/date_items.h"
#include "claims/extract/plain_math.h"
#include "claims/extract/prose_tokens.h"
#include "claims/extract/terms.h"
#include "claims/extract/words.h"

namespace modus::claims {
namespace {

constexpr auto kMarks =
    std::to_array<std::string_view>({"####", "\\boxed{", "answer is", "answer:", "answer ="});

// Behind the last mark; npos when there is none.
std::size_t behind_mark(std::string_view sentence) {
  const std::string small = lower(sentence);
  std::size_t behind = std::string::npos;
  for (const std::string_view mark : kMarks) {
    const std::size_t at = small.rfind(mark);
    if (at != std::string::npos && (behind == std::string::npos || at + mark.size() > behind))
      behind = at + mark.size();
  }
  return behind;
}

bool ends_value(const std::vector<ProseToken>& tokens, std::size_t end) {
  if (end >= tokens.size() || tokens[end].kind == ProseKind::kStop) return true;
  if (tokens[end].text == "}") return true;  // \boxed{24}
  return tokens[end].kind == ProseKind::kWord && !changes_value_before(tokens[end].text);
}

// "The answer is on 17 March 2024": words of no weight in front of a date.
std::optional<Reading> read_date(const PlainText& plain) {
  for (const DateItem& item : date_items(plain.text)) {
    if (item.kind == DateItemKind::kDate && day_number(item.date)) {
      Reading reading;
      reading.kind = ReadingKind::kAnswer;
      reading.claim = date_term(item.date);
      reading.span = plain.source(item.span);
      return reading;
    }
    const bool idle = item.kind == DateItemKind::kSign || item.kind == DateItemKind::kWeekday ||
                      item.text == "on" || item.text == "the";
    if (!idle) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Reading> read_final_answer(std::string_view sentence, std::size_t begin) {
  const std::size_t value = behind_mark(sentence);
  if (value == std::string::npos) return std::nullopt;
  const PlainText plain = plain_math(sentence.substr(value), begin + value);
  const std::vector<ProseToken> tokens = prose_tokens(plain);
  if (auto date = read_date(plain)) return date;
  std::size_t first = 0;
  if (first < tokens.size() && tokens[first].text == ":") ++first;
  auto term = read_term_from(tokens, first, Percent::kStripped);
  while (term && term->end < tokens.size() && is_equality(tokens[term->end]))  // x = 5 + 3 = 8
    term = read_term_from(tokens, term->end + 1, Percent::kStripped);
  if (!term || !names_in(term->term).empty() || !ends_value(tokens, term->end)) return std::nullopt;
  Reading reading;
  reading.kind = ReadingKind::kAnswer;
  reading.claim = term->term;
  reading.span = plain.source({tokens[term->begin].begin, tokens[term->end - 1].end});
  return reading;
}

}  // namespace modus::claims
