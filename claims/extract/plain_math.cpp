#include "claims/extract/plain_math.h"

#include <algorithm>
#include <array>
#include <utility>

namespace modus::claims {
namespace {

constexpr int kMaxBraces = 8;
constexpr std::size_t kMaxGroupBytes = 2000;  // of one brace group or annotation

using Rewrite = std::pair<std::string_view, std::string_view>;
constexpr std::array kRewrites = std::to_array<Rewrite>({
    {"\\times", " * "}, {"\\cdot", " * "}, {"\\div", " / "},  {"\\approx", "~="}, {"\\left", ""},
    {"\\right", ""},    {"\\%", "%"},      {"\\$", "$"},      {"\\(", ""},        {"\\)", ""},
    {"\\[", ""},        {"\\]", ""},       {"\\,", ""},       {"\\;", ""},        {"\\!", ""},
    {"\\ ", " "},       {"\\quad", " "},   {"\\\\", "\n"},    {"\u00d7", " * "},  {"\u00f7", " / "},
    {"\u2212", "-"},    {"\u2013", "-"},   {"\u00b7", " * "}, {"\u2248", "~="},   {"\u22c5", " * "},
    {"\u2217", " * "},  {"\u2019", "'"},   {"\u201c", "\""},  {"\u201d", "\""},   {"\u2014", ";"},
    {"\u2022", ";"},    {"\u00b2", "^2"},  {"\u00b3", "^3"},  {"\u00a3", "$"},    {"\u20ac", "$"},
    {"\u00a0", " "},    {"==", "="},       {"=>", ";"},       {"->", ";"},        {"\u2192", ";"},
    {"&", ""},
});
// Commands whose braces only hold what is read anyway.
constexpr std::array kTransparent =
    std::to_array<std::string_view>({"\\text{", "\\textbf{", "\\mathrm{", "\\mathbf{", "\\boxed{"});
constexpr std::array kFractions =
    std::to_array<std::string_view>({"\\frac{", "\\dfrac{", "\\tfrac{"});

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Plainer {
 public:
  Plainer(std::string_view text, std::size_t begin) : text_(text), begin_(begin) {}

  PlainText run() {
    walk(0, text_.size(), 0);
    result_.offsets.push_back(begin_ + text_.size());
    return std::move(result_);
  }

 private:
  void put(std::string_view written, std::size_t at) {
    for (const char c : written) {
      result_.text += c;
      result_.offsets.push_back(begin_ + at);
    }
  }

  // The offset behind the brace group that opens at `at`; npos when it is not closed, or too far.
  std::size_t group_end(std::size_t at, std::size_t end) const {
    int depth = 0;
    for (std::size_t i = at; i < std::min(end, at + kMaxGroupBytes); ++i) {
      if (text_[i] == '{') ++depth;
      if (text_[i] == '}' && --depth == 0) return i + 1;
    }
    return std::string_view::npos;
  }

  // Past a construct with brace groups, written plainly; `at` itself when there is none.
  std::size_t groups(std::size_t at, std::size_t end, int depth) {
    const std::string_view rest = text_.substr(at, end - at);
    if (rest.starts_with("^{")) return power(at, end, depth);
    if (rest.front() != '\\') return at;
    for (const std::string_view command : kTransparent)
      if (rest.starts_with(command)) return transparent(at + command.size() - 1, at, end, depth);
    for (const std::string_view command : kFractions)
      if (rest.starts_with(command)) return fraction(at + command.size() - 1, at, end, depth);
    return at;
  }

  std::size_t transparent(std::size_t open, std::size_t at, std::size_t end, int depth) {
    const std::size_t behind = group_end(open, end);
    if (behind == std::string_view::npos) return at;
    walk(open + 1, behind - 1, depth + 1);
    return behind;
  }

  std::size_t power(std::size_t at, std::size_t end, int depth) {
    const std::size_t behind = group_end(at + 1, end);
    if (behind == std::string_view::npos) return at;
    put("^(", at);
    walk(at + 2, behind - 1, depth + 1);
    put(")", behind - 1);
    return behind;
  }

  std::size_t fraction(std::size_t open, std::size_t at, std::size_t end, int depth) {
    const std::size_t middle = group_end(open, end);
    if (middle == std::string_view::npos || middle >= end || text_[middle] != '{') return at;
    const std::size_t behind = group_end(middle, end);
    if (behind == std::string_view::npos) return at;
    put("((", at);
    walk(open + 1, middle - 1, depth + 1);
    put(")/(", middle);
    walk(middle + 1, behind - 1, depth + 1);
    put("))", behind - 1);
    return behind;
  }

  void walk(std::size_t at, std::size_t end, int depth) {
    while (at < end) {
      if (text_.substr(at, 2) == "<<") {
        const std::size_t close =
            text_.substr(0, std::min(end, at + kMaxGroupBytes)).find(">>", at);
        if (close != std::string_view::npos) {
          at = close + 2;
          continue;
        }
      }
      if (depth < kMaxBraces) {
        const std::size_t behind = groups(at, end, depth);
        if (behind != at) {
          at = behind;
          continue;
        }
      }
      at = rewrite(at, end);
    }
  }

  std::size_t rewrite(std::size_t at, std::size_t end) {
    const std::string_view rest = text_.substr(at, end - at);
    if (rest.starts_with("**")) {
      put(is_power(rest) ? "^" : "", at);
      return at + 2;
    }
    for (const auto& [from, to] : kRewrites)
      if (rest.starts_with(from)) {
        put(to, at);
        return at + from.size();
      }
    put(rest.substr(0, 1), at);
    return at + 1;
  }

  // 2**3 is a power; elsewhere two stars are emphasis.
  bool is_power(std::string_view stars) const {
    const char before = result_.text.empty() ? ' ' : result_.text.back();
    const char behind = stars.size() > 2 ? stars[2] : ' ';
    return (is_digit(before) || before == ')') &&
           (is_digit(behind) || behind == '(' || behind == '-');
  }

  std::string_view text_;
  std::size_t begin_;
  PlainText result_;
};

}  // namespace

PlainText plain_math(std::string_view text, std::size_t begin) {
  return Plainer(text, begin).run();
}

}  // namespace modus::claims
