#include "claims/function_values.h"

#include <algorithm>
#include <string>
#include <vector>

#include "claims/arithmetic.h"
#include "claims/reals.h"

namespace modus::claims {
namespace {

constexpr unsigned long kMaxFactorial = 5000;  // its result has 54,000 bits

Value whole(Integer value) {
  Rational result(std::move(value));
  if (too_large(result)) return Unknown{"number too large"};
  return Quantity{std::move(result), {}};
}

// The exact root where it is rational.
Value root(const Quantity& x, const Rational& degree, Span at) {
  if (!is_integer(degree) || degree < 1 || sgn(x.value) < 0) return Undefined{at};
  if (!degree.get_num().fits_uint_p()) return Unknown{"the degree of a root is too large"};
  const auto n = static_cast<unsigned>(degree.get_num().get_ui());
  UnitMonomial unit = x.unit;
  for (auto& [name, exponent] : unit) {
    if (exponent % static_cast<int>(n) != 0) return Unknown{"dimension"};
    exponent /= static_cast<int>(n);
  }
  Integer numerator, denominator;
  if (mpz_root(numerator.get_mpz_t(), x.value.get_num_mpz_t(), n) == 0 ||
      mpz_root(denominator.get_mpz_t(), x.value.get_den_mpz_t(), n) == 0)
    return Unknown{std::string(kIrrational)};
  return Quantity{Rational(numerator, denominator), std::move(unit)};
}

Value extreme(Function function, std::span<const Quantity> arguments) {
  const Quantity* best = &arguments[0];
  for (const Quantity& next : arguments.subspan(1)) {
    const Op better = function == Function::kMin ? Op::kLess : Op::kGreater;
    const Value wins = compare(better, next, *best);
    if (!std::holds_alternative<bool>(wins)) return wins;
    if (std::get<bool>(wins)) best = &next;
  }
  return *best;
}

Value factorial(const Integer& n, Span at) {
  if (n < 0) return Undefined{at};
  if (n > kMaxFactorial) return Unknown{"number too large"};
  Integer result;
  mpz_fac_ui(result.get_mpz_t(), n.get_ui());
  return whole(result);
}

// 0 for k < 0 and k > n.
Value binomial(const Integer& n, const Integer& k, Span at) {
  if (n < 0) return Undefined{at};
  if (k < 0 || k > n) return whole(0);
  const Integer smaller = std::min(k, Integer(n - k));
  if (smaller * static_cast<unsigned long>(mpz_sizeinbase(n.get_mpz_t(), 2)) > kMaxNumberBits)
    return Unknown{"number too large"};
  Integer result;
  mpz_bin_ui(result.get_mpz_t(), n.get_mpz_t(), smaller.get_ui());
  return whole(result);
}

Value of_whole(Function function, std::span<const Quantity> arguments, Span at) {
  for (const Quantity& argument : arguments)
    if (!is_integer(argument.value)) return Undefined{at};
  const Integer a = arguments[0].value.get_num();
  const Integer b = arguments.size() > 1 ? Integer(arguments[1].value.get_num()) : Integer(0);
  switch (function) {
    case Function::kGcd:
      return whole(gcd(a, b));
    case Function::kLcm:
      return whole(lcm(a, b));
    case Function::kFactorial:
      return factorial(a, at);
    case Function::kBinomial:
      return binomial(a, b, at);
    default:
      return mpz_divisible_p(b.get_mpz_t(), a.get_mpz_t()) != 0;
  }
}

Value by_reals(Function function, std::span<const Quantity> arguments, Span at) {
  std::vector<Real> reals;
  for (const Quantity& argument : arguments) reals.emplace_back(argument.value);
  RealOutcome outcome = compute(function, reals, at);
  if (const Real* real = std::get_if<Real>(&outcome)) {
    if (const auto value = real->rational()) return Quantity{*value, {}};
    return Unknown{std::string(kIrrational)};
  }
  if (const Unknown* unknown = std::get_if<Unknown>(&outcome)) return *unknown;
  return Undefined{at};
}

// Strict folds: the first value that is no number is the result.
Value plus(const Value& a, const Quantity& b, Span at) {
  const Quantity* left = std::get_if<Quantity>(&a);
  return left == nullptr ? a : compute(Op::kAdd, *left, b, at);
}

Value mean(std::span<const Quantity> numbers, Span at) {
  Value sum = numbers[0];
  for (const Quantity& number : numbers.subspan(1)) sum = plus(sum, number, at);
  const Quantity* total = std::get_if<Quantity>(&sum);
  if (total == nullptr) return sum;
  return compute(Op::kDivide, *total, {Rational(static_cast<unsigned long>(numbers.size())), {}}, at);
}

// The middle one in order, or the mean of the two in the middle.
Value median(std::span<const Quantity> numbers, Span at) {
  std::vector<Quantity> sorted(numbers.begin(), numbers.end());
  for (const Quantity& number : numbers)
    if (number.unit != numbers[0].unit) return Unknown{"conversion"};
  std::sort(sorted.begin(), sorted.end(),
            [](const Quantity& a, const Quantity& b) { return a.value < b.value; });
  const std::size_t upper = sorted.size() / 2, lower = (sorted.size() - 1) / 2;
  return mean(std::span(sorted).subspan(lower, upper - lower + 1), at);
}

Value change(Function function, const Quantity& from, const Quantity& to, Span at) {
  const Value difference = compute(Op::kSubtract, to, from, at);
  const Quantity* rise = std::get_if<Quantity>(&difference);
  if (rise == nullptr) return difference;
  if (function == Function::kRelativeChange) return compute(Op::kDivide, *rise, from, at);
  if (!rise->unit.empty()) return Unknown{"dimension"};
  return Quantity{rise->value * 100, {{"pp", 1}}};
}

}  // namespace

Value compute(Function function, std::span<const Quantity> arguments, Span at) {
  const Quantity& x = arguments[0];
  switch (function) {
    case Function::kAbs:
      return Quantity{abs(x.value), x.unit};
    case Function::kMin:
    case Function::kMax:
      return extreme(function, arguments);
    case Function::kMean:
    case Function::kSetMean:
      return mean(arguments, at);
    case Function::kMedian:
    case Function::kSetMedian:
      return median(arguments, at);
    case Function::kLeast:
    case Function::kGreatest:
      return extreme(function == Function::kLeast ? Function::kMin : Function::kMax, arguments);
    case Function::kPercentagePoints:
    case Function::kRelativeChange:
      return change(function, x, arguments[1], at);
    case Function::kSqrt:
      return root(x, 2, at);
    case Function::kRoot:
      if (!arguments[1].unit.empty()) return Unknown{"dimension"};
      return root(x, arguments[1].value, at);
    default:
      break;
  }
  const auto has_unit = [](const Quantity& argument) { return !argument.unit.empty(); };
  if (std::any_of(arguments.begin(), arguments.end(), has_unit)) return Unknown{"dimension"};
  return takes_whole(function) ? of_whole(function, arguments, at)
                               : by_reals(function, arguments, at);
}

}  // namespace modus::claims
