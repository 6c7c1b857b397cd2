#include "tasks/question.h"

#include <algorithm>

namespace modus::tasks {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

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

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
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
