#include "claims/extract/plain_math.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/ascii.h"

namespace modus::claims {
namespace {

constexpr int kMaxBraces = 8;
constexpr std::size_t kMaxGroupBytes = 2000;  // of one brace group or annotation

using Rewrite = std::pair<std::string_view, std::string_view>;
constexpr std::array kRewrites = std::to_array<Rewrite>({
    {"\\times", " * "}, {"\\cdot", " * "}, {"\\div", " / "},  {"\\approx", "~="},
    {"\\left", ""},     {"\\right", ""},   {"\\%", "%"},      {"\\$", "$"},
    {"\\(", ""},        {"\\)", ""},       {"\\[", ";"},      {"\\]", ";"},
    {"$$", ";"},        {"{,}", ","},      {"\\,", ""},       {"\\;", " "},
    {"\\!", ""},        {"\\ ", " "},      {"^\\circ", ""},   {"^{\\circ}", ""},
    {"\u00b0", ""},     {"\\quad", "\t"},  {"\\qquad", "\t"}, {"\\displaystyle", ""},
    {"\u00d7", " * "},  {"\u00f7", " / "}, {"\u2212", "-"},   {"\u2013", "-"},
    {"\u00b7", " * "},  {"\u2248", "~="},  {"\u22c5", " * "}, {"\u2217", " * "},
    {"\u2019", "'"},    {"\u201c", "\""},  {"\u201d", "\""},  {"\u2014", ";"},
    {"\u2022", ";"},    {"\u00b2", "^2"},  {"\u00b3", "^3"},  {"\u00a3", "$"},
    {"\u20ac", "$"},    {"\u00a0", " "},   {"==", "="},       {"=>", ";"},
    {"->", ";"},        {"\u2192", ";"},   {"&", ""},
});
// Commands whose braces only hold what is read anyway.
constexpr std::array kTransparent =
    std::to_array<std::string_view>({"\\text{", "\\textbf{", "\\mathrm{", "\\mathbf{", "\\boxed{"});
constexpr std::array kFractions =
    std::to_array<std::string_view>({"\\frac{", "\\dfrac{", "\\tfrac{", "\\cfrac{"});
// What stands between pieces of mathematics that have nothing to do with each other.
constexpr std::array kEnvironments = std::to_array<std::string_view>({"\\begin{", "\\end{"});

// What one of them begins with: most characters are looked up nowhere.
constexpr bool begins_rewrite(char c) {
  return std::string_view("\\${=-&^").find(c) != std::string_view::npos ||
         static_cast<unsigned char>(c) >= 0x80;
}
static_assert(std::ranges::all_of(kRewrites, [](const Rewrite& rewrite) {
  return begins_rewrite(rewrite.first.front());
}));

bool is_whole_number(std::string_view text) {
  return !text.empty() && text.size() < 18 && std::all_of(text.begin(), text.end(), is_digit);
}

class Plainer {
 public:
  Plainer(std::string_view text, std::size_t begin) : text_(text), begin_(begin) {}

  PlainText run() {
    walk(0, text_.size(), 0);
    result_.offsets.push_back(begin_ + text_.size());
    return std::move(result_);
  }

 private:
  // size: of what is written so, in the text.
  void put(std::string_view written, std::size_t at, std::size_t size = 1) {
    for (const char c : written) {
      result_.text += c;
      result_.offsets.push_back(begin_ + at);
      result_.ends.push_back(begin_ + at + size);
    }
  }

  // The signs between which a formula stands, and \text{...} inside one.
  void begin_formula() {
    if (!formula_) formula_ = result_.text.size();
  }
  void end_formula() {
    if (formula_ && *formula_ < result_.text.size())
      result_.formulas.push_back({*formula_, result_.text.size()});
    formula_.reset();
  }
  void put_sign(std::string_view sign, std::string_view written, std::size_t at) {
    const bool open = formula_.has_value(), dollar = sign == "$" || sign == "$$";
    if (open && (dollar || sign == "\\]")) end_formula();
    put(written, at, sign.size());
    if (!open && (dollar || sign == "\\(" || sign == "\\[")) begin_formula();
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
    if (text_[at] != '^' && text_[at] != '\\') return at;
    const std::string_view rest = text_.substr(at, end - at);
    if (rest.starts_with("^{"))  // a sign of degrees says nothing
      return rest.starts_with("^{\\circ}") ? at : power(at, end, depth);
    if (rest.front() != '\\') return at;
    for (const std::string_view command : kTransparent)
      if (rest.starts_with(command)) return transparent(at + command.size() - 1, at, end, depth);
    for (const std::string_view command : kFractions)
      if (rest.starts_with(command)) return fraction(at + command.size() - 1, at, end, depth);
    for (const std::string_view command : kEnvironments)
      if (rest.starts_with(command)) return environment(at + command.size() - 1, at, end);
    if (rest.starts_with("\\frac") && is_digit(look(at + 5)) && is_digit(look(at + 6)))
      return short_fraction(at);
    if (rest.starts_with("\\\\")) return line_end(at);
    if (rest.starts_with("\\)")) return inline_end(at);
    return at;
  }

  char look(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }
  std::size_t skip(std::size_t i, std::string_view what) const {
    while (i < text_.size() && what.find(text_[i]) != std::string_view::npos) ++i;
    return i;
  }

  // \begin{aligned}, \end{aligned}
  std::size_t environment(std::size_t open, std::size_t at, std::size_t end) {
    const std::size_t behind = group_end(open, end);
    if (behind == std::string_view::npos) return at;
    end_formula();
    put(";", at);
    if (text_.substr(at).starts_with("\\begin{align")) begin_formula();
    return behind;
  }

  // \frac12
  std::size_t short_fraction(std::size_t at) {
    put("((", at);
    put(text_.substr(at + 5, 1), at + 5);
    put(")/(", at + 6);
    put(text_.substr(at + 6, 1), at + 6);
    put("))", at + 6);
    return touching_bracket(at + 7);
  }

  // The next line goes on with the same chain where it begins with an equality sign.
  std::size_t line_end(std::size_t at) {
    const std::size_t next = skip(at + 2, " \t\r\n&");
    const bool goes_on = look(next) == '=' || text_.substr(next).starts_with("\\approx");
    put(goes_on ? "\n" : ";", at);
    return at + 2;
  }

  // "\(c = 2\) \(d = 3\)": two pieces, not one.
  std::size_t inline_end(std::size_t at) {
    end_formula();
    const std::size_t next = skip(at + 2, " \t\r\n");
    if (text_.substr(next).starts_with("\\(")) put(";", at);
    return at + 2;
  }

  // \right) \left(
  std::size_t behind_right(std::size_t at) {
    if (look(at) != ')' && look(at) != ']') return at;
    put(text_.substr(at, 1), at);
    return touching_bracket(at + 1);
  }

  // In LaTeX blanks in front of a bracket say nothing: \frac{1}{2} (3 + 4) is a product.
  std::size_t touching_bracket(std::size_t at) const {
    const std::size_t next = skip(at, " ");
    const std::string_view rest = text_.substr(next);
    return rest.starts_with("(") || rest.starts_with("\\left(") || rest.starts_with("\\left[")
               ? next
               : at;
  }

  std::size_t transparent(std::size_t open, std::size_t at, std::size_t end, int depth) {
    const std::size_t behind = group_end(open, end);
    if (behind == std::string_view::npos) return at;
    const bool words = formula_ && text_.substr(at).starts_with("\\text");
    if (words) end_formula();
    walk(open + 1, behind - 1, depth + 1);
    if (words) begin_formula();
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
    const bool mixed = is_mixed(text_.substr(open + 1, middle - open - 2),
                                text_.substr(middle + 1, behind - middle - 2));
    if (mixed) open_mixed_number(at);
    put("((", at);
    walk(open + 1, middle - 1, depth + 1);
    put(")/(", middle);
    walk(middle + 1, behind - 1, depth + 1);
    put(mixed ? ")))" : "))", behind - 1);
    return touching_bracket(behind);
  }

  // 4\frac{5}{8}: behind a whole number, a proper fraction of whole numbers is added to it.
  bool is_mixed(std::string_view top, std::string_view bottom) const {
    const std::string& text = result_.text;
    std::size_t begin = text.size();
    while (begin > 0 && is_digit(text[begin - 1])) --begin;
    const char before = begin > 0 ? text[begin - 1] : ' ';
    return begin < text.size() && before != '.' && before != '_' && before != '^' &&
           !is_letter(before) && is_whole_number(top) && is_whole_number(bottom) &&
           std::pair(top.size(), top) < std::pair(bottom.size(), bottom);
  }
  void open_mixed_number(std::size_t at) {
    std::size_t begin = result_.text.size();
    while (begin > 0 && is_digit(result_.text[begin - 1])) --begin;
    const auto insert_again = [&](std::vector<std::size_t>& places) {
      const std::size_t place = places[begin];
      places.insert(places.begin() + static_cast<std::ptrdiff_t>(begin), place);
    };
    result_.text.insert(begin, "(");
    insert_again(result_.offsets);
    insert_again(result_.ends);
    put("+", at);
  }

  void walk(std::size_t at, std::size_t end, int depth) {
    while (at < end) {
      if (text_[at] == '<' && text_.substr(at, 2) == "<<") {
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
    if (begins_rewrite(rest.front()))
      for (const auto& [from, to] : kRewrites)
        if (rest.starts_with(from) && !cuts_word(from, rest)) {
          put_sign(from, to, at);
          return from == "\\right" ? behind_right(at + from.size()) : at + from.size();
        }
    put_sign(rest.substr(0, 1), rest.substr(0, 1), at);
    return at + 1;
  }

  // "\cdots" is no "\cdot", "\leftarrow" no "\left".
  static bool cuts_word(std::string_view command, std::string_view rest) {
    return command.front() == '\\' && is_letter(command.back()) && rest.size() > command.size() &&
           is_letter(rest[command.size()]);
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
  std::optional<std::size_t> formula_;  // where the one that is open begins, in the plain text
  PlainText result_;
};

}  // namespace

PlainText plain_math(std::string_view text, std::size_t begin) {
  return Plainer(text, begin).run();
}

}  // namespace modus::claims
