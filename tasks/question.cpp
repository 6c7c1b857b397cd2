#include "tasks/question.h"

#include <algorithm>

#include "base/ascii.h"

namespace modus::tasks {
namespace {

bool has_word(std::string_view text, std::string_view word) {
  const auto same = [](char a, char b) { return (a | 0x20) == b; };
  for (std::size_t i = 0; i + word.size() <= text.size(); ++i) {
    const std::size_t end = i + word.size();
    if (!std::equal(word.begin(), word.end(), text.begin() + static_cast<std::ptrdiff_t>(i),
                    [&](char w, char t) { return same(t, w); }))
      continue;
    if ((i == 0 || !is_letter(text[i - 1])) && (end == text.size() || !is_letter(text[end])))
      return true;
  }
  return false;
}

}  // namespace

bool asks_true_or_false(std::string_view sentence) {
  return !sentence.empty() && (sentence.back() == '?' || sentence.back() == ':') &&
         has_word(sentence, "true") && has_word(sentence, "false");
}

std::string plain_question(std::string_view written) {
  written = trimmed(written);
  const std::size_t sign = written.find_first_of("?:");
  if (sign != std::string_view::npos && asks_true_or_false(written.substr(0, sign + 1))) {
    const std::string_view rest = trimmed(written.substr(sign + 1));
    if (!rest.empty()) return std::string(rest);
  }
  return std::string(written);
}

}  // namespace modus::tasks
