// Classes of ASCII characters, whatever the locale. No byte of a longer UTF-8 sequence is in any of
// them.
#pragma once

#include <string_view>

namespace modus {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_letter(char c) { return is_lower(c) || is_upper(c); }

// Without the characters of `blank` at both ends.
constexpr std::string_view trimmed(std::string_view text, std::string_view blank = " \t\r\n") {
  const std::size_t begin = text.find_first_not_of(blank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blank) - begin + 1);
}

}  // namespace modus
