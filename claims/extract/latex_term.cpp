#include "claims/extract/latex_term.h"

#include <algorithm>
#include <array>

#include "claims/evaluate.h"

namespace modus::claims {
namespace {

constexpr int kMaxNesting = 30;
constexpr std::size_t kMaxBytes = 400;  // of one term
constexpr std::size_t kMaxDigits = 15;  // of one number
constexpr long kMaxFactorial = 25, kMaxBinomial = 60;
// Letters that stand for a function when a bracket follows, or for a constant.
constexpr std::string_view kUnknowns = "xyzabcnkmtrsuvwpq";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::optional<long> small_integer(const Claim& term, long limit) {
  const Value value = evaluate_ground(term);
  const auto* quantity = std::get_if<Quantity>(&value);
  if (quantity == nullptr || quantity->value.get_den() != 1 || quantity->value < 0 ||
      quantity->value > limit)
    return std::nullopt;
  return quantity->value.get_num().get_si();
}

Claim binomial(long n, long k) {
  Rational value = 1;
  for (long i = 0; i < k; ++i) value = value * Rational(n - i) / Rational(i + 1);
  return number_term(value);
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::optional<LatexTerm> run() {
    if (text_.size() > kMaxBytes) return std::nullopt;
    auto term = sum();
    if (!term || !at_end()) return std::nullopt;
    result_.term = *term;
    return std::move(result_);
  }

 private:
  char look(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool command_at(std::string_view name) const {
    return text_.substr(at_).starts_with(name) && !is_letter(look(name.size()));
  }
  void skip() {
    static constexpr auto kIdle =
        std::to_array<std::string_view>({"\\left", "\\right", "\\,", "\\;", "\\!", "\\:", "\\\\",
                                         "\\displaystyle", "\\big", "\\Big"});
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '&') {
        ++at_;
        continue;
      }
      const auto idle = std::find_if(kIdle.begin(), kIdle.end(), [&](std::string_view name) {
        return is_letter(name.back()) ? command_at(name) : text_.substr(at_).starts_with(name);
      });
      if (idle == kIdle.end()) return;
      at_ += idle->size();
    }
  }
  bool at_end() {
    skip();
    return at_ == text_.size();
  }
  bool accept(std::string_view sign) {
    skip();
    const bool command = sign.front() == '\\' && is_letter(sign.back());
    if (command ? !command_at(sign) : !text_.substr(at_).starts_with(sign)) return false;
    at_ += sign.size();
    return true;
  }

  static std::optional<Claim> joined(Op op, const std::optional<Claim>& a,
                                     const std::optional<Claim>& b) {
    return a && b ? std::optional(binary(op, *a, *b)) : std::nullopt;
  }

  std::optional<Claim> sum() {
    if (++nesting_ > kMaxNesting) return std::nullopt;
    auto left = product();
    while (left) {
      if (accept("+"))
        left = joined(Op::kAdd, left, product());
      else if (accept("-"))
        left = joined(Op::kSubtract, left, product());
      else
        break;
    }
    --nesting_;
    return left;
  }

  std::optional<Claim> product() {
    auto left = factor();
    bool divided = false;
    while (left) {
      if (accept("\\cdot") || accept("\\times") || accept("*")) {
        left = joined(Op::kMultiply, left, factor());
      } else if (accept("/") || accept("\\div")) {
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

  // What may stand beside a factor and multiplies it.
  bool begins_beside() {
    skip();
    const char c = look();
    return is_letter(c) || c == '(' || c == '[' || c == '{' || fraction_at();
  }
  bool fraction_at() const {
    return command_at("\\frac") || command_at("\\dfrac") || command_at("\\tfrac");
  }

  std::optional<Claim> factor() {
    if (++nesting_ > kMaxNesting) return std::nullopt;
    std::optional<Claim> value;
    if (accept("-")) {
      value = factor();
      if (value) value = unary(Op::kNegate, *value);
    } else {
      value = power();
    }
    --nesting_;
    return value;
  }

  std::optional<Claim> power() {
    auto base = primary();
    if (base && accept("!")) base = factorial(*base);
    if (!base || !accept("^")) return base;
    skip();
    if (look() == '{') return joined(Op::kPower, base, group());
    if (is_digit(look()))
      return joined(Op::kPower, base, number_term(Rational(text_[at_++] - '0')));
    return is_letter(look()) ? joined(Op::kPower, base, unknown()) : std::nullopt;
  }

  std::optional<Claim> factorial(const Claim& base) {
    const auto n = small_integer(base, kMaxFactorial);
    if (!n) return std::nullopt;
    result_.counted = true;
    Rational value = 1;
    for (long i = 2; i <= *n; ++i) value *= Rational(i);
    return number_term(value);
  }

  std::optional<Claim> primary() {
    skip();
    if (is_digit(look()) || (look() == '.' && is_digit(look(1)))) return literal();
    if (is_letter(look())) return unknown();
    if (look() == '{') return group();
    if (accept("(")) return closed_by(")");
    if (accept("[")) return closed_by("]");
    if (accept("\\lfloor")) return rounded("\\rfloor", false);
    if (accept("\\lceil")) return rounded("\\rceil", true);
    if (accept("\\frac") || accept("\\dfrac") || accept("\\tfrac")) {
      auto top = group();
      return top ? joined(Op::kDivide, top, group()) : std::nullopt;
    }
    if (accept("\\binom") || accept("\\dbinom")) return binomial_coefficient();
    if (accept("\\boxed")) return group();
    return std::nullopt;
  }

  std::optional<Claim> closed_by(std::string_view sign) {
    auto inside = sum();
    return inside && accept(sign) ? inside : std::nullopt;
  }
  std::optional<Claim> group() { return accept("{") ? closed_by("}") : std::nullopt; }

  std::optional<Claim> literal() {
    const std::size_t begin = at_;
    std::string digits;
    while (is_digit(look()) || (look() == '.' && is_digit(look(1))) || comma()) {
      if (look() == '{')
        at_ += 2;  // 10{,}000
      else if (look() != ',')
        digits += look();
      ++at_;
    }
    const auto read = parse_literal(digits);
    skip();
    if (!read || at_ - begin > 2 * kMaxDigits || digits.size() > kMaxDigits || fraction_at() ||
        is_digit(look()))
      return std::nullopt;
    return number(*read, {});
  }
  bool comma() const {
    const std::size_t sign = text_.substr(at_).starts_with("{,}") ? 3 : look() == ',' ? 1 : 0;
    return sign > 0 && is_digit(look(sign)) && is_digit(look(sign + 1)) &&
           is_digit(look(sign + 2)) && !is_digit(look(sign + 3));
  }

  // One letter, no word, no function, no subscript.
  std::optional<Claim> unknown() {
    const char c = text_[at_++];
    const std::size_t behind = text_.find_first_not_of(' ', at_);
    const char next = behind == std::string_view::npos ? '\0' : text_[behind];
    if (kUnknowns.find(c) == std::string_view::npos || next == '_' || next == '\'' ||
        (is_letter(look()) && is_letter(look(1))))
      return std::nullopt;
    if (next == '(' && !is_sum(behind)) return std::nullopt;
    result_.unknowns.insert(std::string(1, c));
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

  std::optional<Claim> rounded(std::string_view close, bool up) {
    auto inside = closed_by(close);
    if (!inside) return std::nullopt;
    result_.counted = true;
    const Claim one = number_term(Rational(1));
    if (!up) return binary(Op::kIntegerDivide, *inside, one);
    return unary(Op::kNegate, binary(Op::kIntegerDivide, unary(Op::kNegate, *inside), one));
  }

  std::optional<Claim> binomial_coefficient() {
    const auto top = group();
    const auto bottom = top ? group() : std::nullopt;
    if (!bottom) return std::nullopt;
    const auto n = small_integer(*top, kMaxBinomial), k = small_integer(*bottom, kMaxBinomial);
    if (!n || !k || *k > *n) return std::nullopt;
    result_.counted = true;
    return binomial(*n, *k);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int nesting_ = 0;
  LatexTerm result_;
};

}  // namespace

std::optional<LatexTerm> read_latex_term(std::string_view text) { return Reader(text).run(); }

}  // namespace modus::claims
