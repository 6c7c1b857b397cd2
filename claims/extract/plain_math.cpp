#include "claims/extract/plain_math.h"

#include <array>
#include <utility>

namespace modus::claims {
namespace {

constexpr int kMaxBraces = 8;

using Rewrite = std::pair<std::string_view, std::string_view>;
constexpr std::array kRewrites = std::to_array<Rewrite>({
    {"\\times", " * "}, {"\\cdot", " * "},  {"\\div", " / "},  {"\\approx", "~="},
    {"\\left", ""},     {"\\right", ""},    {"\\%", "%"},      {"\\$", "$"},
    {"\\(", ""},        {"\\)", ""},        {"\\[", ""},       {"\\]", ""},
    {"\\,", ""},        {"\\;", ""},        {"\\!", ""},       {"\\ ", " "},
    {"\u00d7", " * "},  {"\u00f7", " / "},  {"\u2212", "-"},   {"\u2013", "-"},
    {"\u00b7", " * "},  {"\u2248", "~="},   {"\u22c5", " * "}, {"**", "^"},
    {"==", "="},        {"=>", " "},        {"->", " "},
});

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

  // The offset behind the brace group that opens at `at`; npos when it is not closed.
  std::size_t group_end(std::size_t at, std::size_t end) const {
    int depth = 0;
    for (std::size_t i = at; i < end; ++i) {
      if (text_[i] == '{') ++depth;
      if (text_[i] == '}' && --depth == 0) return i + 1;
    }
    return std::string_view::npos;
  }

  // \frac{a}{b} and ^{n}, \text{...}. Returns the offset behind it, or `at` when nothing matched.
  std::size_t groups(std::size_t at, std::size_t end, int depth) {
    const std::string_view rest = text_.substr(at, end - at);
    const bool fraction = rest.starts_with("\\frac{") || rest.starts_with("\\dfrac{");
    const std::size_t open = rest.starts_with("^{") ? 1 : rest.find('{');
    if (!(fraction || rest.starts_with("^{") || rest.starts_with("\\text{"))) return at;
    const std::size_t first = group_end(at + open, end);
    if (first == std::string_view::npos) return at;
    if (rest.starts_with("\\text{")) {
      walk(at + open + 1, first - 1, depth + 1);
      return first;
    }
    const bool second = fraction && first < end && text_[first] == '{';
    const std::size_t last = second ? group_end(first, end) : first;
    if (last == std::string_view::npos || (fraction && !second)) return at;
    put(fraction ? "((" : "^(", at);
    walk(at + open + 1, first - 1, depth + 1);
    put(")", first);
    if (fraction) {
      put("/(", first);
      walk(first + 1, last - 1, depth + 1);
      put("))", last - 1);
    }
    return last;
  }

  void walk(std::size_t at, std::size_t end, int depth) {
    while (at < end) {
      if (text_.substr(at, 2) == "<<") {
        const std::size_t close = text_.substr(0, end).find(">>", at);
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
    for (const auto& [from, to] : kRewrites)
      if (text_.substr(at, end - at).starts_with(from)) {
        put(to, at);
        return at + from.size();
      }
    put(text_.substr(at, 1), at);
    return at + 1;
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
