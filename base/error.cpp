#include "base/error.h"

#include <algorithm>

namespace modus {
namespace {

constexpr std::size_t kShownWidth = 100;  // a longer line is shown as a window round the caret

bool continues_code_point(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::size_t code_points(std::string_view text) {
  return text.size() - std::count_if(text.begin(), text.end(), continues_code_point);
}

std::string printable(std::string_view text) {
  std::string shown;
  for (char c : text) shown += (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) ? ' ' : c;
  return shown;
}

std::string with_caret(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  const std::size_t before = text.substr(0, offset).rfind('\n');
  std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  std::size_t end = std::min(text.find('\n', offset), text.size());
  if (offset - begin > kShownWidth / 2) begin = offset - kShownWidth / 2;
  while (begin < offset && continues_code_point(text[begin])) ++begin;
  if (end - begin > kShownWidth) end = begin + kShownWidth;
  while (end < text.size() && continues_code_point(text[end])) --end;
  return "\n  " + printable(text.substr(begin, end - begin)) + "\n  " +
         std::string(code_points(text.substr(begin, offset - begin)), ' ') + "^";
}

std::string whole_message(std::string_view source, std::string_view text, std::size_t offset,
                          std::string_view message) {
  const Position at = position_of(text, offset);
  return fmt::format("{}:{}:{}: {}{}", source, at.line, at.column, message,
                     with_caret(text, offset));
}

}  // namespace

Position position_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const std::size_t newline = before.rfind('\n');
  const std::string_view line = newline == std::string_view::npos ? before : before.substr(newline + 1);
  return {1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')),
          1 + code_points(line)};
}

ParseError::ParseError(std::string_view source, std::string_view text, std::size_t offset,
                       std::string_view message)
    : Error(whole_message(source, text, offset, message)),
      message_(message),
      source_(source),
      position_(position_of(text, offset)),
      offset_(offset) {}

namespace internal {
void check_failed(const char* file, int line, const char* condition, const std::string& detail) {
  throw InternalError(fmt::format("{}:{}: check failed: {}: {}", file, line, condition, detail));
}
}  // namespace internal

}  // namespace modus
