#include "claims/extract/algebra_term.h"

#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"

namespace modus::claims {
namespace {

constexpr int kMaxDepth = 40;                 // of brackets and signs
constexpr std::size_t kMaxBytes = 400;        // of one term
constexpr std::size_t kMaxFactorDigits = 40;  // of one number
// Letters that multiply what stands beside them. Others may name a point, a function, a
// differential: AB, f(x + 1), dx.
constexpr std::string_view kFactors = "xyzabcnkmtrsuvwq";

bool is_factor(char c) { return c != '\0' && kFactors.find(c) != std::string_view::npos; }

class Reader {
 public:
  Reader(std::string_view text, std::size_t begin, Notation notation)
      : text_(text.substr(0, begin + kMaxBytes)),
        at_(begin),
        formula_(notation == Notation::kFormula) {}

  std::optional<AlgebraTerm> run() {
    auto term = sum();
    if (!term) return std::nullopt;
    return AlgebraTerm{std::move(*term), at_};
  }

 private:
  using Term = std::optional<Claim>;

  char look(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  // The first place that is not blank.
  std::size_t past_blanks(std::size_t i) const {
    while (i < text_.size() && (text_[i] == ' ' || text_[i] == (formula_ ? '\n' : '\t'))) ++i;
    return i;
  }
  char next() const {
    const std::size_t i = past_blanks(at_);
    return i < text_.size() ? text_[i] : '\0';
  }
  bool command_next(std::string_view name) const {
    const std::size_t i = past_blanks(at_), end = i + name.size();
    return formula_ && text_.substr(i).starts_with(name) &&
           (end >= text_.size() || !is_letter(text_[end]));
  }
  // Moves only where the sign stands next.
  bool accept(char sign) {
    if (next() != sign) return false;
    at_ = past_blanks(at_) + 1;
    return true;
  }
  bool accept(std::string_view command) {
    if (!command_next(command)) return false;
    at_ = past_blanks(at_) + command.size();
    return true;
  }

  static Term joined(Op op, const Term& a, const Term& b) {
    return a && b ? Term(binary(op, *a, *b)) : std::nullopt;
  }
  static Term applied(const char* function, const Term& a) {
    return a ? Term(apply(function, {*a})) : std::nullopt;
  }

  Term sum() {
    Term left = product();
    while (left) {
      if (accept('+'))
        left = joined(Op::kAdd, left, product());
      else if (accept('-'))
        left = joined(Op::kSubtract, left, product());
      else
        break;
    }
    return left;
  }

  Term product() {
    Term left = factor();
    for (bool divided = false; left;) {
      if (accept('*')) {
        left = joined(Op::kMultiply, left, factor());
      } else if (accept("\\bmod") || accept("\\mod")) {
        left = joined(Op::kModulo, left, factor());
      } else if (accept('/')) {
        divided = true;
        left = joined(Op::kDivide, left, factor());
      } else if (begins_beside()) {
        if (divided) return std::nullopt;  // 1/2x
        left = joined(Op::kMultiply, left, power());
      } else {
        break;
      }
    }
    return left;
  }

  // 2x, 2(x + 1), (x + 1)(x - 1), (x + 1)y; in a formula also x y, x \sqrt{2}, x^2 (x + 1).
  bool begins_beside() const {
    const char last = text_[at_ - 1], following = formula_ ? next() : look();
    if (!formula_)
      return at_ != behind_power_ && (is_digit(last) || last == ')') &&
             (following == '(' || is_letter(following));
    if (last == '!' && is_digit(following)) return factorial_next();
    if (is_letter(following)) return !is_letter(last) || (is_factor(last) && is_factor(following));
    return following == '(' || following == '[' || command_next("\\sqrt") ||
           command_next("\\lfloor") || command_next("\\gcd") || command_next("\\log") ||
           command_next("\\lceil") || command_next("\\binom");
  }

  // 3!5!
  bool factorial_next() const {
    std::size_t i = past_blanks(at_);
    while (i < text_.size() && is_digit(text_[i])) ++i;
    return i < text_.size() && text_[i] == '!';
  }

  Term factor() {
    if (++depth_ > kMaxDepth) return std::nullopt;
    Term value;
    if (accept('-')) {
      value = factor();
      if (value) value = unary(Op::kNegate, *value);
    } else {
      value = power();
    }
    --depth_;
    return value;
  }

  Term power() {
    Term base = primary();
    if (base && formula_ && look() == '!' && look(1) != '!') {
      ++at_;
      base = applied("factorial", base);
    }
    if (!base || look() != '^') return base;
    ++at_;
    const Term exponent = exponent_term();
    behind_power_ = at_;
    // f^(-1)(4)
    const bool inverse = exponent && exponent->op() == Op::kNegate && base->op() == Op::kName;
    return inverse && next() == '(' ? std::nullopt : joined(Op::kPower, base, exponent);
  }
  // In a formula 2^10 is (2^1)0 to the letter of LaTeX and means what it says to everybody else.
  Term exponent_term() {
    if (next() == '(' || !formula_) return factor();
    if (look() == '{') return group('{', '}');
    return is_digit(look()) ? literal() : is_letter(look()) ? unknown() : std::nullopt;
  }

  Term primary() {
    at_ = past_blanks(at_);
    if (is_digit(look()) || (formula_ && look() == '.' && is_digit(look(1)))) return literal();
    if (is_letter(look())) return unknown();
    if (look() == '(') return group('(', ')');
    return formula_ ? command() : std::nullopt;
  }

  Term command() {
    if (look() == '[') return group('[', ']');
    if (look() == '{') return choice();
    if (look() == '|') return magnitude();
    if (accept("\\lfloor")) return closed_by("floor", "\\rfloor");
    if (accept("\\lceil")) return closed_by("ceil", "\\rceil");
    if (accept("\\sqrt")) return look() == '[' ? root() : applied("sqrt", group('{', '}'));
    if (accept("\\log")) return logarithm();
    if (accept("\\gcd") || accept("\\operatorname{gcd}")) return paired("gcd");
    if (accept("\\lcm") || accept("\\operatorname{lcm}")) return paired("lcm");
    if (accept("\\max")) return listed("max");
    if (accept("\\min")) return listed("min");
    if (!accept("\\binom") && !accept("\\dbinom") && !accept("\\tbinom")) return std::nullopt;
    const Term top = group('{', '}'), bottom = top ? group('{', '}') : std::nullopt;
    return bottom ? Term(apply("binomial", {*top, *bottom})) : std::nullopt;
  }
  // {n \choose k}, or a group like any other.
  Term choice() {
    if (!accept('{') || ++depth_ > kMaxDepth) return std::nullopt;
    Term top = sum();
    const bool chosen = top && accept("\\choose");
    const Term bottom = chosen ? sum() : std::nullopt;
    --depth_;
    if (!top || chosen != bottom.has_value() || !accept('}')) return std::nullopt;
    return bottom ? Term(apply("binomial", {*top, *bottom})) : top;
  }
  // |3 - 8|: of numbers alone. Letters may be complex, sets, or the ends of a line.
  Term magnitude() {
    if (!accept('|') || in_magnitude_ || ++depth_ > kMaxDepth) return std::nullopt;
    in_magnitude_ = true;
    const Term inside = sum();
    in_magnitude_ = false;
    --depth_;
    return inside && names_in(*inside).empty() && accept('|') ? applied("abs", inside)
                                                              : std::nullopt;
  }
  Term root() {
    const Term degree = group('[', ']');
    const Term of = degree ? group('{', '}') : std::nullopt;
    return of ? Term(apply("root", {*of, *degree})) : std::nullopt;
  }
  // \log_2 8, \log_{10}(100): without its base it may be one of two.
  Term logarithm() {
    if (look() != '_') return std::nullopt;
    ++at_;
    const Term base = look() == '{' ? group('{', '}') : is_digit(look()) ? digit() : std::nullopt;
    const Term of = !base ? std::nullopt : next() == '(' ? group('(', ')') : operand();
    return of ? Term(apply("log", {*of, *base})) : std::nullopt;
  }
  Term digit() {
    const auto read = parse_literal(text_.substr(at_++, 1));
    return read ? Term(number(*read, {})) : std::nullopt;
  }
  Term operand() {
    at_ = past_blanks(at_);
    return is_digit(look()) ? literal() : look() == '{' ? group('{', '}') : std::nullopt;
  }
  // (12, 18, 30)
  std::vector<Claim> arguments() {
    std::vector<Claim> all;
    if (!accept('(') || ++depth_ > kMaxDepth) return all;
    do {
      const Term one = sum();
      if (!one) return {};
      all.push_back(*one);
    } while (accept(','));
    --depth_;
    return accept(')') ? all : std::vector<Claim>();
  }
  Term listed(const char* function) {
    std::vector<Claim> all = arguments();
    return all.size() > 1 ? Term(claims::apply(function, std::move(all))) : std::nullopt;
  }
  Term paired(const char* function) {
    const std::vector<Claim> all = arguments();
    if (all.size() < 2) return std::nullopt;
    Claim of = all[0];
    for (std::size_t i = 1; i < all.size(); ++i) of = apply(function, {of, all[i]});
    return of;
  }
  Term closed_by(const char* function, std::string_view close) {
    const Term inside = sum();
    return inside && accept(close) ? applied(function, inside) : std::nullopt;
  }
  Term group(char open, char close) {
    if (!accept(open) || ++depth_ > kMaxDepth) return std::nullopt;
    Term inside = sum();
    --depth_;
    return inside && accept(close) ? inside : std::nullopt;
  }

  Term literal() {
    std::string digits;
    const auto take = [&] {
      while (is_digit(look())) digits += text_[at_++];
    };
    take();
    while (thousands()) ++at_, take();
    if (digits.empty()) digits = "0";
    if (look() == '.' && is_digit(look(1))) {
      digits += text_[at_++];
      take();
    }
    if (digits.size() > kMaxFactorDigits || (look() == ',' && is_digit(look(1))))
      return std::nullopt;
    const auto read = parse_literal(digits);
    return read ? Term(number(*read, {})) : std::nullopt;
  }
  // A comma before a group of three digits.
  bool thousands() const {
    return look() == ',' && is_digit(look(1)) && is_digit(look(2)) && is_digit(look(3)) &&
           !is_digit(look(4));
  }

  // One letter: no word, no function, no subscript, no constant.
  Term unknown() {
    const char c = text_[at_++], beside = look();
    if (c == 'i' || c == 'I' || beside == '_' || beside == '\'' || is_digit(beside))
      return std::nullopt;
    if (!formula_)
      return is_letter(beside) || beside == '(' ? std::nullopt : Term(name(std::string(1, c)));
    if ((c == 'e' && beside == '^') ||
        (is_letter(beside) && (!is_factor(c) || !is_factor(beside) || is_letter(look(1)))))
      return std::nullopt;
    if (next() == '(' && !(is_factor(c) && is_sum(past_blanks(at_)))) return std::nullopt;
    return name(std::string(1, c));
  }
  // "x(x - 1)" is a product; "f(3)", "p(x)", "a(2, 3)" are applications.
  bool is_sum(std::size_t open) const {
    const std::size_t close = text_.find(')', open);
    if (close == std::string_view::npos) return false;
    const std::string_view inside = text_.substr(open + 1, close - open - 1);
    return inside.find_first_of("+-") != std::string_view::npos &&
           inside.find(',') == std::string_view::npos;
  }

  std::string_view text_;
  std::size_t at_;
  bool formula_;
  std::size_t behind_power_ = static_cast<std::size_t>(-1);
  int depth_ = 0;
  bool in_magnitude_ = false;
};

}  // namespace

std::optional<AlgebraTerm> read_algebra_term(std::string_view text, std::size_t begin,
                                             Notation notation) {
  if (begin >= text.size()) return std::nullopt;
  return Reader(text, begin, notation).run();
}

}  // namespace modus::claims
