#include "claims/extract/algebra.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "claims/extract/words.h"

namespace modus::claims {
namespace {

constexpr std::size_t kMaxGapBytes = 200;  // between two equations of one derivation
constexpr int kMaxDepth = 40;              // of brackets and signs
constexpr std::size_t kMaxEquationBytes = 400;
constexpr std::size_t kMaxDigits = 40;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_blank(char c) { return c == ' ' || c == '\t'; }

// One side after the other, from one place of the text.
class SideParser {
 public:
  SideParser(const std::string& text, std::size_t at) : text_(text), at_(at) {
    limit_ = std::min(text.size(), at + kMaxEquationBytes);
  }

  std::optional<Claim> side() {
    blanks();
    auto value = sum();
    return value;
  }
  std::size_t at() const { return at_; }
  bool accept_equality() {
    blanks();
    if (look(0) != '=' || look(1) == '=') return false;
    ++at_;
    return true;
  }

 private:
  char look(std::size_t ahead) const { return at_ + ahead < limit_ ? text_[at_ + ahead] : '\0'; }
  void blanks() {
    while (is_blank(look(0))) ++at_;
  }

  std::optional<Claim> sum() {
    auto left = product();
    while (left) {
      const std::size_t before = at_;
      blanks();
      const char sign = look(0);
      if (sign != '+' && sign != '-') {
        at_ = before;
        break;
      }
      ++at_;
      const auto right = product();
      if (!right) return std::nullopt;
      left = binary(sign == '+' ? Op::kAdd : Op::kSubtract, *left, *right);
    }
    return left;
  }

  std::optional<Claim> product() {
    auto left = factor();
    while (left) {
      const std::size_t before = at_;
      blanks();
      const char sign = look(0);
      const bool spelled = sign == '*' || sign == '/';
      if (spelled) ++at_;
      if (!spelled) at_ = before;
      if (!spelled && !touches_factor()) break;
      const auto right = factor();
      if (!right) return std::nullopt;
      left = binary(sign == '/' && spelled ? Op::kDivide : Op::kMultiply, *left, *right);
    }
    return left;
  }

  // 2x, 2(x + 1), (x + 1)(x - 1), (x + 1)y; not the argument of f^(-1)(4)
  bool touches_factor() const {
    if (at_ == behind_power_) return false;
    const char last = text_[at_ - 1], next = look(0);
    return (is_digit(last) || last == ')') && (next == '(' || is_letter(next));
  }

  std::optional<Claim> factor() {
    if (++depth_ > kMaxDepth) return std::nullopt;
    blanks();
    std::optional<Claim> value;
    if (look(0) == '-') {
      ++at_;
      if (auto inner = factor()) value = unary(Op::kNegate, *inner);
    } else {
      value = primary();
      if (value && look(0) == '^') {
        ++at_;
        const auto exponent = factor();
        behind_power_ = at_;
        value = exponent ? std::optional(binary(Op::kPower, *value, *exponent)) : std::nullopt;
      }
    }
    --depth_;
    return value;
  }

  std::optional<Claim> primary() {
    if (look(0) == '(') {
      ++at_;
      auto inside = sum();
      blanks();
      if (!inside || look(0) != ')') return std::nullopt;
      ++at_;
      return inside;
    }
    if (is_digit(look(0))) return literal();
    if (!is_letter(look(0)) || look(0) == 'i' || look(0) == 'I') return std::nullopt;
    // A letter of a word, x_1, x', f(x), x2: something else.
    const char next = look(1);
    if (is_letter(next) || is_digit(next) || next == '_' || next == '\'' || next == '(')
      return std::nullopt;
    return name(std::string(1, text_[at_++]));
  }

  std::optional<Claim> literal() {
    std::string digits;
    while (is_digit(look(0))) digits += text_[at_++];
    if (look(0) == '.' && is_digit(look(1))) {
      digits += text_[at_++];
      while (is_digit(look(0))) digits += text_[at_++];
    }
    if (digits.size() > kMaxDigits || (look(0) == ',' && is_digit(look(1)))) return std::nullopt;
    const auto read = parse_literal(digits);
    return read ? std::optional(number(*read, {})) : std::nullopt;
  }

  const std::string& text_;
  std::size_t at_, limit_;
  std::size_t behind_power_ = static_cast<std::size_t>(-1);
  int depth_ = 0;
};

class AlgebraReader {
 public:
  AlgebraReader(const PlainText& plain, const std::set<std::string>& known)
      : text_(plain.text), known_(known) {}

  std::vector<AlgebraicEquation> run() {
    for (std::size_t i = 0; i < text_.size();) {
      auto equation = may_begin_at(i) ? equation_at(i) : std::nullopt;
      if (!equation) {
        ++i;
        continue;
      }
      i = equation->span.end;
      if (is_wanted(*equation)) found_.push_back(std::move(*equation));
    }
    return std::move(found_);
  }

 private:
  char at(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }

  std::string word_before(std::size_t end) const {
    std::size_t begin = end;
    while (begin > 0 && is_letter(text_[begin - 1])) --begin;
    return lower(std::string_view(text_).substr(begin, end - begin));
  }
  std::string word_at(std::size_t begin) const {
    std::size_t end = begin;
    while (is_letter(at(end))) ++end;
    return text_.substr(begin, end - begin);
  }

  // A number, a letter, a bracket or a sign, with nothing before it that it could belong to.
  bool may_begin_at(std::size_t i) const {
    const char c = text_[i];
    const bool sign = c == '-' && !is_blank(at(i + 1));
    if (!is_digit(c) && !is_letter(c) && c != '(' && !sign) return false;
    if (i > 0 && (is_letter(text_[i - 1]) || is_digit(text_[i - 1]))) return false;
    std::size_t before = i;
    while (before > 0 && is_blank(text_[before - 1])) --before;
    if (before == 0) return true;
    const char last = text_[before - 1];
    if (is_letter(last)) {
      const std::string word = word_before(before);
      static constexpr auto kReaching =
          std::to_array<std::string_view>({"of", "by", "or", "sin", "cos", "tan", "ln", "sqrt",
                                           "frac", "mod", "to", "per", "from"});
      return !reaches_into_what_follows(word) &&
             std::find(kReaching.begin(), kReaching.end(), word) == kReaching.end();
    }
    // Mathematics that goes on to the left, or a byte of some other sign.
    static constexpr std::string_view kInside = "\\_^*/+-=<>|{[%!&~)'0123456789";
    return kInside.find(last) == std::string_view::npos && static_cast<unsigned char>(last) < 0x80;
  }

  std::optional<AlgebraicEquation> equation_at(std::size_t begin) const {
    SideParser parser(text_, begin);
    AlgebraicEquation equation;
    auto side = parser.side();
    if (!side) return std::nullopt;
    equation.sides.push_back(std::move(*side));
    std::size_t end = parser.at();
    while (parser.accept_equality()) {
      side = parser.side();
      if (!side) return std::nullopt;
      equation.sides.push_back(std::move(*side));
      end = parser.at();
    }
    if (equation.sides.size() < 2 || !may_end_at(end)) return std::nullopt;
    equation.span = {begin, end};
    return equation;
  }

  bool may_end_at(std::size_t end) const {
    std::size_t i = end;
    while (is_blank(at(i))) ++i;
    if (i == text_.size()) return true;
    const char next = text_[i];
    if (is_letter(next)) {
      const std::string word = word_at(i);
      if (word == "or" || changes_value_before(word) || i == end) return false;
      // "= 60 minutes" may be 1 hour, "= 72 rolls / 4" goes on.
      if (!dimension_of_word(word).empty() || operates(past_words(i))) return false;
      return word.size() > 1 ? word != "and" || !value_at(i + 3) : word == "a";
    }
    if (next == ',') return !value_at(i + 1);
    static constexpr std::string_view kBehind = ".;:)$\"\n?";
    return kBehind.find(next) != std::string_view::npos && !(next == ':' && is_digit(at(i + 1)));
  }

  // Behind the words that may be a unit.
  std::size_t past_words(std::size_t i) const {
    for (;;) {
      while (is_blank(at(i))) ++i;
      const std::string word = word_at(i);
      if (word.size() < 2 || !is_unit_word(word)) return i;
      i += word.size();
    }
  }
  bool operates(std::size_t i) const {
    static constexpr std::string_view kOperators = "+-*/^=<>";
    return i < text_.size() && kOperators.find(text_[i]) != std::string_view::npos;
  }

  // "x = 2, 3" and "x = 2 and -3": further values, no equations.
  bool value_at(std::size_t i) const {
    while (is_blank(at(i))) ++i;
    if (!is_digit(at(i)) && at(i) != '-' && at(i) != '(') return false;
    SideParser parser(text_, i);
    return !parser.side() || !parser.accept_equality();
  }

  bool is_wanted(const AlgebraicEquation& equation) const {
    bool any = false;
    for (const Claim& side : equation.sides)
      for (const std::string& used : names_in(side)) {
        if (known_.contains(used)) return false;
        any = true;
      }
    return any;
  }

  const std::string& text_;
  const std::set<std::string>& known_;
  std::vector<AlgebraicEquation> found_;
};

constexpr auto kCues = std::to_array<std::string_view>(
    {"so",       "thus",        "then",        "therefore",    "hence",       "implies",  "gives",
     "get",      "yields",      "becomes",     "obtain",       "sides",       "implying", "giving",
     "means",    "simplifies",  "rightarrow",  "simplify",     "simplifying", "solving",  "adding",
     "dividing", "subtracting", "multiplying", "equivalently", "equivalent"});
constexpr auto kBreaks = std::to_array<std::string_view>(
    {"or",    "and",          "if",         "when",     "case",      "suppose", "assume",
     "let",   "also",         "other",      "another",  "where",     "check",   "verify",
     "plug",  "substituting", "substitute", "not",      "try",       "either",  "instead",
     "for",   "second",       "similarly",  "likewise", "because",   "since",   "recall",
     "know",  "given",        "line",       "point",    "equations", "system",  "wrong",
     "false", "mistake",      "intersect",  "squaring", "square",    "root"});

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::vector<AlgebraicEquation> read_algebra(const PlainText& plain,
                                            const std::set<std::string>& known) {
  return AlgebraReader(plain, known).run();
}

bool says_it_follows(std::string_view between) {
  if (between.size() > kMaxGapBytes) return false;
  if (const std::size_t arrow = between.find("=>"); arrow != std::string_view::npos)
    return says_it_follows(std::string(between).replace(arrow, 2, " so "));
  if (between.find_first_of("=<>") != std::string_view::npos) return false;
  bool cue = between.find("\u21d2") != std::string_view::npos ||
             between.find("\u2192") != std::string_view::npos;
  // The next line of an aligned derivation.
  if (std::none_of(between.begin(), between.end(), is_letter))
    return cue || between.find("\\\\") != std::string_view::npos;
  std::string word;
  for (const char c : lower(between) + ' ') {
    if (is_letter(c)) {
      word += c;
      continue;
    }
    if (contains(kBreaks, word)) return false;
    cue = cue || contains(kCues, word);
    word.clear();
  }
  return cue;
}

}  // namespace modus::claims
