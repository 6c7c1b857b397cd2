#include "claims/extract/algebra_equations.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "claims/extract/algebra_term.h"
#include "claims/extract/words.h"

namespace modus::claims {
namespace {

constexpr std::size_t kMaxEquationBytes = 1500;
constexpr auto kArrows = std::to_array<std::string_view>(
    {"Rightarrow", "implies", "Longrightarrow", "therefore", "iff", "Leftrightarrow"});

bool is_blank_of_line(char c) { return c == ' ' || c == '\n'; }
constexpr char kApart = '\t';  // \quad

class EquationFinder {
 public:
  explicit EquationFinder(const PlainText& plain) : text_(plain.text), formulas_(plain.formulas) {}

  std::vector<AlgebraicEquation> run() {
    for (std::size_t i = 0; i < text_.size();) {
      enter(i);
      const Begin begin = begin_at(i);
      auto equation = begin == Begin::kNone ? std::nullopt : equation_at(i);
      if (!equation) {
        ++i;
        continue;
      }
      i = equation->span.end;
      equation->complete = equation->complete && begin == Begin::kComplete;
      if (std::any_of(equation->sides.begin(), equation->sides.end(), [](const Claim& side) {
            return !names_in(side).empty() || has_function(side);
          }))
        found_.push_back(std::move(*equation));
    }
    return std::move(found_);
  }

 private:
  enum class Begin { kNone, kRest, kComplete };

  char at(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }
  std::size_t past_blanks(std::size_t i) const {
    while (is_blank_of_line(at(i)) && (formula_ || at(i) != '\n')) ++i;
    return i;
  }
  std::string_view word_before(std::size_t end) const {
    std::size_t begin = end;
    while (begin > 0 && is_letter(text_[begin - 1])) --begin;
    return text_.substr(begin, end - begin);
  }
  std::string_view word_at(std::size_t begin) const {
    std::size_t end = begin;
    while (is_letter(at(end))) ++end;
    return text_.substr(begin, end - begin);
  }

  // Sets the notation at a place: the formula that it stands in ends at limit_.
  void enter(std::size_t i) {
    while (next_formula_ < formulas_.size() && formulas_[next_formula_].end <= i) ++next_formula_;
    formula_ = next_formula_ < formulas_.size() && formulas_[next_formula_].begin <= i;
    limit_ = formula_ ? formulas_[next_formula_].end : text_.size();
  }

  std::optional<AlgebraTerm> side_at(std::size_t begin) const {
    return read_algebra_term(text_.substr(0, limit_), past_blanks(begin),
                             formula_ ? Notation::kFormula : Notation::kProse);
  }

  // A number, a letter, a bracket or a sign, with nothing before it that it could belong to. What
  // stands behind an equality sign is the rest of an equation whose other side was not read.
  Begin begin_at(std::size_t i) const {
    const char c = text_[i];
    const bool sign = c == '-' && !is_blank_of_line(at(i + 1));
    const bool command = formula_ && (c == '\\' || c == '|' || c == '{');
    if (!is_digit(c) && !is_letter(c) && c != '(' && !sign && !command) return Begin::kNone;
    if (i > 0 && (is_letter(text_[i - 1]) || is_digit(text_[i - 1]))) return Begin::kNone;
    std::size_t before = i;
    while (before > 0 && is_blank_of_line(text_[before - 1]) &&
           (formula_ || text_[before - 1] != '\n'))
      --before;
    if (before == 0 || text_[before - 1] == '\n' || text_[before - 1] == kApart)
      return Begin::kComplete;
    const char last = text_[before - 1];
    if (is_letter(last)) return follows_word(before) ? Begin::kComplete : Begin::kNone;
    if (formula_ && last == '=' && before > 1 &&
        std::string_view("=<>!~:").find(text_[before - 2]) == std::string_view::npos)
      return Begin::kRest;
    // Mathematics that goes on to the left, or a byte of some other sign.
    static constexpr std::string_view kInside = "\\_^*/+-=<>|{[%!&~)'0123456789";
    const bool apart =
        kInside.find(last) == std::string_view::npos && static_cast<unsigned char>(last) < 0x80;
    return apart ? Begin::kComplete : Begin::kNone;
  }
  bool follows_word(std::size_t end) const {
    const std::string_view word = word_before(end);
    if (at(end - word.size() - 1) == '\\') return contains(kArrows, word);
    static constexpr auto kReaching = std::to_array<std::string_view>(
        {"of", "by", "or", "sin", "cos", "tan", "ln", "sqrt", "frac", "mod", "to", "per", "from"});
    const std::string small = lower(word);
    return !reaches_into_what_follows(small) && !contains(kReaching, small);
  }

  std::optional<AlgebraicEquation> equation_at(std::size_t begin) const {
    auto side = side_at(begin);
    if (!side) return std::nullopt;
    AlgebraicEquation equation;
    equation.sides.push_back(side->term);
    equation.formula = formula_;
    equation.leads = formula_ && past_blanks(formulas_[next_formula_].begin) >= begin;
    std::size_t end = side->end;
    bool unread = false;  // the side behind the last equality sign
    for (std::size_t sign = past_blanks(end); at(sign) == '=' && sign < limit_;
         sign = past_blanks(end)) {
      side =
          at(sign + 1) == '=' || end > begin + kMaxEquationBytes ? std::nullopt : side_at(sign + 1);
      unread = !side;
      if (unread) break;
      equation.sides.push_back(side->term);
      end = side->end;
    }
    if (equation.sides.size() < 2 || (unread ? !formula_ : !may_end_at(end))) return std::nullopt;
    equation.span = {begin, end};
    equation.complete = !unread;
    return equation;
  }

  bool may_end_at(std::size_t end) const {
    std::size_t i = past_blanks(end);
    if (i >= limit_)
      while (i < text_.size() && (at(i) == '$' || at(i) == ' ')) ++i;
    if (i == text_.size()) return true;
    const char next = text_[i];
    if (is_letter(next)) return i > end && ends_before_word(i);
    if (i >= limit_ && formula_) return true;
    if (next == ',') return !value_at(i + 1);
    if (next == '\\') return contains(kArrows, word_at(i + 1));
    static constexpr std::string_view kBehind = ".;:)$\"\n\t?";
    return kBehind.find(next) != std::string_view::npos && !(next == ':' && is_digit(at(i + 1)));
  }
  bool ends_before_word(std::size_t i) const {
    const std::string word = lower(word_at(i));
    if (word == "or" || changes_value_before(word)) return false;
    // "= 60 minutes" may be 1 hour, "= 72 rolls / 4" goes on.
    if (!dimension_of_word(word).empty() || operates(past_words(i))) return false;
    return word.size() > 1 ? word != "and" || !value_at(i + 3) : word == "a";
  }

  // Behind the words that may be a unit.
  std::size_t past_words(std::size_t i) const {
    for (;;) {
      i = past_blanks(i);
      const std::string word(word_at(i));
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
    i = past_blanks(i);
    if (!is_digit(at(i)) && at(i) != '-' && at(i) != '(') return false;
    const auto side = side_at(i);
    return !side || at(past_blanks(side->end)) != '=';
  }

  std::string_view text_;
  const std::vector<Span>& formulas_;
  std::size_t next_formula_ = 0, limit_ = 0;
  bool formula_ = false;
  std::vector<AlgebraicEquation> found_;
};

}  // namespace

bool has_function(const Claim& claim) {
  return claim.op() == Op::kApply || claim.op() == Op::kModulo ||
         std::any_of(claim.children().begin(), claim.children().end(), has_function);
}

std::vector<AlgebraicEquation> algebraic_equations(const PlainText& plain) {
  return EquationFinder(plain).run();
}

}  // namespace modus::claims
