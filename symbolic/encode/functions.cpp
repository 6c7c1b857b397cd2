#include "symbolic/encode/functions.h"

#include <map>
#include <optional>
#include <string>

#include <fmt/core.h>
#include <z3++.h>

#include "base/error.h"
#include "claims/enclosure.h"
#include "claims/function_values.h"
#include "symbolic/encode/arithmetic.h"

namespace modus::symbolic::encode {

using claims::Function;
using claims::Op;
using claims::Rational;

namespace {

constexpr std::size_t kMaxTerms = 200;  // of one function: laws are stated for pairs
constexpr unsigned kBoundBits = 64;     // of ln(2) and exp(1)
constexpr std::size_t kMaxMedian = 24;  // terms that are sorted
constexpr int kTabulatedFactorials = 12;

z3::expr floor_of(const z3::expr& x) {
  return x.is_int() ? x : z3::expr(x.ctx(), Z3_mk_real2int(x.ctx(), x));
}

struct Applied {
  std::vector<z3::expr> arguments;
  z3::expr value;
};

}  // namespace

struct FunctionTerms::State {
  explicit State(z3::context& c) : context(c) {}

  z3::expr number(const Rational& value) const { return numeral(context, value); }
  z3::expr real(const Rational& value) const { return as_real(numeral(context, value)); }
  z3::expr compare(Op op, const z3::expr& a, const z3::expr& b) const {
    return comparison(op, a, b);
  }
  z3::expr compare(Op op, const z3::expr& a, const Rational& b) const {
    return comparison(op, a, number(b));
  }
  void require(const z3::expr& condition, const z3::expr& consequence) {
    constraints.push_back(z3::implies(condition, consequence));
  }

  std::optional<z3::expr> folded(Function function, const std::vector<z3::expr>& arguments) const;
  z3::expr term(Function function, std::vector<z3::expr> arguments);
  z3::expr constrained(Function function, const std::vector<z3::expr>& arguments, bool whole);
  void constrain(Function function, const Applied& applied, const std::vector<Applied>& others);
  void constrain_root(const z3::expr& value, const z3::expr& radicand, unsigned degree);
  void constrain_gcd(const Applied& gcd);
  void constrain_lcm(const Applied& lcm);
  void constrain_factorial(const Applied& factorial, const std::vector<Applied>& others);
  void constrain_binomial(const Applied& binomial, const std::vector<Applied>& others);
  void constrain_ln(const Applied& ln, const std::vector<Applied>& others);
  void constrain_exp(const Applied& exponential, const std::vector<Applied>& others);
  void constrain_log(const Applied& log);
  void bound(const z3::expr& value, const std::optional<claims::Enclosure>& enclosure);
  void rising(const Applied& a, const Applied& b, const z3::expr& condition);
  z3::expr fresh(bool whole);
  z3::expr extreme(Function function, const std::vector<z3::expr>& arguments) const;
  z3::expr median(std::vector<z3::expr> numbers) const;
  z3::expr divides(const z3::expr& divisor, const z3::expr& number) const;
  const Applied* owner(Function function, const z3::expr& value) const;

  z3::context& context;
  std::vector<z3::expr> constraints;
  std::map<Function, std::vector<Applied>> applied;
  unsigned constants = 0;
  bool by_laws = false;
};

std::optional<z3::expr> FunctionTerms::State::folded(Function function,
                                                     const std::vector<z3::expr>& arguments) const {
  std::vector<claims::Quantity> quantities;
  for (const z3::expr& argument : arguments) {
    const auto value = value_of(argument);
    if (!value) return std::nullopt;
    quantities.push_back({*value, {}});
  }
  const claims::Value value = claims::compute(function, quantities, {});
  if (const auto* quantity = std::get_if<claims::Quantity>(&value)) return number(quantity->value);
  if (const bool* truth = std::get_if<bool>(&value)) return context.bool_val(*truth);
  return std::nullopt;
}

z3::expr FunctionTerms::State::term(Function function, std::vector<z3::expr> arguments) {
  if (claims::is_abbreviation(function)) throw OutsideFragment{"a term too large to write out"};
  if (const auto value = folded(function, arguments)) return *value;
  if (claims::takes_whole(function))
    for (z3::expr& argument : arguments) argument = floor_of(argument);
  const z3::expr& x = arguments[0];
  switch (function) {
    case Function::kAbs:
      return z3::ite(compare(Op::kGreaterEqual, x, Rational(0)), x, negated(x));
    case Function::kMin:
    case Function::kMax:
      return extreme(function, arguments);
    case Function::kMedian:
      return median(std::move(arguments));
    case Function::kFloor:
      return floor_of(x);
    case Function::kCeil:
      return x.is_int() ? x : negated(floor_of(negated(x)));
    case Function::kDivides:
      return divides(x, arguments[1]);
    default:
      break;
  }
  if (!claims::takes_whole(function))
    for (z3::expr& argument : arguments) argument = as_real(argument);
  return constrained(function, arguments, claims::gives_whole(function));
}

z3::expr FunctionTerms::State::fresh(bool whole) {
  const std::string name = fmt::format("f{}", constants++);
  return whole ? context.int_const(name.c_str()) : context.real_const(name.c_str());
}

z3::expr FunctionTerms::State::constrained(Function function,
                                           const std::vector<z3::expr>& arguments, bool whole) {
  const auto same = [&](const Applied& known) {
    for (std::size_t i = 0; i < arguments.size(); ++i)
      if (!z3::eq(known.arguments[i], arguments[i])) return false;
    return true;
  };
  for (const Applied& known : applied[function])
    if (same(known)) return known.value;
  if (applied[function].size() == kMaxTerms)
    throw OutsideFragment{"too many terms of one function"};
  const Applied made{arguments, fresh(whole)};
  const std::vector<Applied> others = applied[function];
  applied[function].push_back(made);
  constrain(function, made, others);
  return made.value;
}

void FunctionTerms::State::constrain(Function function, const Applied& made,
                                     const std::vector<Applied>& others) {
  by_laws = by_laws || function == Function::kLog || function == Function::kLn ||
            function == Function::kExp || function == Function::kFactorial ||
            function == Function::kBinomial;
  switch (function) {
    case Function::kSqrt:
      return constrain_root(made.value, made.arguments[0], 2);
    case Function::kRoot: {
      const auto degree = value_of(made.arguments[1]);
      if (!degree || !claims::is_integer(*degree) || *degree < 1 || *degree > kMaxPower)
        throw OutsideFragment{"the degree of a root is no small whole number"};
      return constrain_root(made.value, made.arguments[0],
                            static_cast<unsigned>(degree->get_num().get_ui()));
    }
    case Function::kGcd:
      return constrain_gcd(made);
    case Function::kLcm:
      return constrain_lcm(made);
    case Function::kFactorial:
      return constrain_factorial(made, others);
    case Function::kBinomial:
      return constrain_binomial(made, others);
    case Function::kLn:
      return constrain_ln(made, others);
    case Function::kExp:
      return constrain_exp(made, others);
    case Function::kLog:
      return constrain_log(made);
    default:
      break;
  }
  MODUS_CHECK(false, "function {} needs no constraint", static_cast<int>(function));
}

void FunctionTerms::State::constrain_root(const z3::expr& value, const z3::expr& radicand,
                                          unsigned degree) {
  require(compare(Op::kGreaterEqual, radicand, Rational(0)),
          compare(Op::kGreaterEqual, value, Rational(0)) &&
              compare(Op::kEqual, power(value, number(Rational(degree))), radicand));
}

// g >= 0 divides both and is one of their combinations (Bezout): there is no other such number.
void FunctionTerms::State::constrain_gcd(const Applied& gcd) {
  const z3::expr &a = gcd.arguments[0], &b = gcd.arguments[1], &g = gcd.value;
  constraints.push_back(g >= 0);
  constraints.push_back(a == g * fresh(true));
  constraints.push_back(b == g * fresh(true));
  constraints.push_back(g == a * fresh(true) + b * fresh(true));
}

void FunctionTerms::State::constrain_lcm(const Applied& lcm) {
  const z3::expr &a = lcm.arguments[0], &b = lcm.arguments[1];
  const z3::expr g = term(Function::kGcd, lcm.arguments);
  const z3::expr product = a * b;
  constraints.push_back(lcm.value >= 0);
  constraints.push_back(g * lcm.value == z3::ite(product >= 0, product, -product));
  require(g == 0, lcm.value == 0);
}

void FunctionTerms::State::constrain_factorial(const Applied& made,
                                               const std::vector<Applied>& others) {
  const z3::expr &n = made.arguments[0], &value = made.value;
  require(n >= 0, value >= 1 && value >= n);
  for (int k = 0; k <= kTabulatedFactorials; ++k) {
    const claims::Quantity argument{Rational(k), {}};
    const claims::Value table = claims::compute(Function::kFactorial, {&argument, 1}, {});
    require(n == k, value == number(std::get<claims::Quantity>(table).value));
  }
  for (const Applied& other : others) {
    const z3::expr& m = other.arguments[0];
    const z3::expr both = n >= 0 && m >= 0;
    require(both && n == m, value == other.value);
    require(both && n == m + 1, value == n * other.value);
    require(both && m == n + 1, other.value == m * value);
    require(both && n < m, value <= other.value);
    require(both && m < n, other.value <= value);
  }
}

void FunctionTerms::State::constrain_binomial(const Applied& made,
                                              const std::vector<Applied>& others) {
  const z3::expr &n = made.arguments[0], &k = made.arguments[1], &value = made.value;
  const z3::expr inside = k >= 0 && k <= n;
  require(n >= 0 && !inside, value == 0);
  require(inside, value >= 1);
  require(inside && (k == 0 || k == n), value == 1);
  require(inside && (k == 1 || k == n - 1), value == n);
  require(inside && (k == 2 || k == n - 2), 2 * value == n * (n - 1));
  for (const Applied& other : others) {
    const z3::expr &m = other.arguments[0], &j = other.arguments[1];
    require(n >= 0 && n == m && (k == j || k + j == n), value == other.value);
  }
}

// Both are defined where the condition holds, and the function is strictly increasing.
void FunctionTerms::State::rising(const Applied& a, const Applied& b, const z3::expr& condition) {
  require(condition, (a.arguments[0] < b.arguments[0]) == (a.value < b.value));
  require(condition, (a.arguments[0] == b.arguments[0]) == (a.value == b.value));
}

void FunctionTerms::State::bound(const z3::expr& value,
                                 const std::optional<claims::Enclosure>& enclosure) {
  if (!enclosure) return;
  constraints.push_back(value >= real(enclosure->low));
  constraints.push_back(value <= real(enclosure->high));
}

const Applied* FunctionTerms::State::owner(Function function, const z3::expr& value) const {
  const auto found = applied.find(function);
  if (found == applied.end()) return nullptr;
  for (const Applied& known : found->second)
    if (z3::eq(known.value, value)) return &known;
  return nullptr;
}

// ln(1) = 0, ln x <= x - 1, ln(x y) = ln x + ln y for positive factors, ln(exp x) = x; the
// logarithm of a numeral is the sum of those of its prime factors, between sure bounds.
void FunctionTerms::State::constrain_ln(const Applied& made, const std::vector<Applied>& others) {
  const z3::expr x = made.arguments[0], y = made.value;
  const z3::expr zero = real(0), one = real(1);
  require(x > zero, y <= x - one && (x > one) == (y > zero) && (x == one) == (y == zero));
  for (const Applied& other : others) rising(made, other, x > zero && other.arguments[0] > zero);
  if (const auto value = value_of(x)) {
    if (sgn(*value) <= 0) return;
    bound(y, claims::natural_logarithm({*value, *value}, kBoundBits));
    const auto factors = claims::factorised(*value);
    const bool prime = factors && factors->size() == 1 && factors->begin()->second == 1;
    if (!factors || prime) return;
    z3::expr sum = zero;
    for (const auto& [factor, exponent] : *factors)
      sum = sum + real(Rational(exponent)) * term(Function::kLn, {real(Rational(factor))});
    constraints.push_back(y == sum);
    return;
  }
  if (const Applied* inner = owner(Function::kExp, x))
    constraints.push_back(y == inner->arguments[0]);
  const bool product = x.is_app() && x.decl().decl_kind() == Z3_OP_MUL;
  const bool quotient = x.is_app() && x.decl().decl_kind() == Z3_OP_DIV;
  if (!product && !quotient) return;
  z3::expr positive = context.bool_val(true);
  z3::expr sum = zero;
  for (unsigned i = 0; i < x.num_args(); ++i) {
    const z3::expr part = as_real(x.arg(i));
    const z3::expr logarithm = as_real(term(Function::kLn, {part}));
    positive = positive && part > zero;
    sum = quotient && i > 0 ? sum - logarithm : sum + logarithm;
  }
  require(positive, y == sum);
}

// exp x > 0, exp(0) = 1, exp x >= 1 + x, exp(x + y) = exp x * exp y, exp(ln x) = x for x > 0.
void FunctionTerms::State::constrain_exp(const Applied& made, const std::vector<Applied>& others) {
  const z3::expr x = made.arguments[0], y = made.value;
  const z3::expr zero = real(0), one = real(1);
  constraints.push_back(y > zero && y >= one + x && (x > zero) == (y > one) &&
                        (x == zero) == (y == one));
  for (const Applied& other : others) rising(made, other, context.bool_val(true));
  if (const auto value = value_of(x))
    return bound(y, claims::exponential({*value, *value}, kBoundBits));
  if (const Applied* inner = owner(Function::kLn, x))
    require(inner->arguments[0] > zero, y == inner->arguments[0]);
  if (!x.is_app() || x.decl().decl_kind() != Z3_OP_ADD) return;
  z3::expr product = one;
  for (unsigned i = 0; i < x.num_args(); ++i)
    product = product * as_real(term(Function::kExp, {as_real(x.arg(i))}));
  constraints.push_back(y == product);
}

void FunctionTerms::State::constrain_log(const Applied& made) {
  const z3::expr x = made.arguments[0], base = made.arguments[1];
  const z3::expr above = as_real(term(Function::kLn, {x}));
  const z3::expr below = as_real(term(Function::kLn, {base}));
  require(x > real(0) && base > real(0) && base != real(1), made.value * below == above);
}

z3::expr FunctionTerms::State::extreme(Function function,
                                       const std::vector<z3::expr>& arguments) const {
  bool whole = true;
  for (const z3::expr& argument : arguments) whole = whole && argument.is_int();
  const auto fitted = [&](const z3::expr& x) { return whole ? x : as_real(x); };
  z3::expr best = fitted(arguments[0]);
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const z3::expr next = fitted(arguments[i]);
    best = z3::ite(function == Function::kMin ? next < best : next > best, next, best);
  }
  return best;
}

// Bubble sort by min and max: shared terms, quadratic in number.
z3::expr FunctionTerms::State::median(std::vector<z3::expr> numbers) const {
  if (numbers.size() > kMaxMedian) throw OutsideFragment{"the median of too many terms"};
  for (z3::expr& number : numbers) number = as_real(number);
  for (std::size_t end = numbers.size(); end > 1; --end)
    for (std::size_t i = 0; i + 1 < end; ++i) {
      const z3::expr pair[] = {numbers[i], numbers[i + 1]};
      numbers[i] = z3::ite(pair[1] < pair[0], pair[1], pair[0]);
      numbers[i + 1] = z3::ite(pair[1] < pair[0], pair[0], pair[1]);
    }
  const std::size_t upper = numbers.size() / 2, lower = (numbers.size() - 1) / 2;
  return (numbers[lower] + numbers[upper]) / real(2);
}

// 0 divides 0 alone.
z3::expr FunctionTerms::State::divides(const z3::expr& divisor, const z3::expr& number) const {
  const z3::expr zero = context.int_val(0);
  const z3::expr rest = arithmetic(Op::kModulo, number, divisor);
  if (const auto value = value_of(divisor))
    return sgn(*value) == 0 ? number == zero : comparison(Op::kEqual, rest, zero);
  return z3::ite(divisor == zero, number == zero, comparison(Op::kEqual, rest, zero));
}

FunctionTerms::FunctionTerms(z3::context& context) : state_(std::make_unique<State>(context)) {}
FunctionTerms::~FunctionTerms() = default;

z3::expr FunctionTerms::term(Function function, const std::vector<z3::expr>& arguments) {
  return state_->term(function, arguments);
}

z3::expr FunctionTerms::root(const z3::expr& radicand, unsigned degree) {
  return state_->term(Function::kRoot, {radicand, state_->number(Rational(degree))});
}

const std::vector<z3::expr>& FunctionTerms::constraints() const { return state_->constraints; }
bool FunctionTerms::by_laws() const { return state_->by_laws; }

bool is_constrained(Function function) {
  switch (function) {
    case Function::kSqrt:
    case Function::kRoot:
    case Function::kLog:
    case Function::kLn:
    case Function::kExp:
    case Function::kGcd:
    case Function::kLcm:
    case Function::kFactorial:
    case Function::kBinomial:
      return true;
    default:
      return false;
  }
}

}  // namespace modus::symbolic::encode
