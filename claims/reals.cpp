#include "claims/reals.h"

#include <utility>
#include <vector>

namespace modus::claims {
namespace {

constexpr unsigned kPrecisions[] = {64, 256, 1024};  // bits tried before giving up
constexpr int kMaxWholeExponent = 64;

Unknown too_close() { return Unknown{"numbers too close to tell"}; }

using Maybe = std::optional<Enclosure>;

Real summed(const Real& a, const Real& b) {
  if (a.exact() && b.exact())
    if (auto sum = Radicals::sum(*a.exact(), *b.exact())) return Real(std::move(*sum));
  return Real([a, b](unsigned bits) -> Maybe {
    const Maybe x = a.enclosed(bits), y = b.enclosed(bits);
    if (!x || !y) return std::nullopt;
    return add(*x, *y);
  });
}

Real multiplied(const Real& a, const Real& b) {
  if (a.exact() && b.exact())
    if (auto product = Radicals::product(*a.exact(), *b.exact())) return Real(std::move(*product));
  return Real([a, b](unsigned bits) -> Maybe {
    const Maybe x = a.enclosed(bits), y = b.enclosed(bits);
    if (!x || !y) return std::nullopt;
    return multiply(*x, *y);
  });
}

RealOutcome inverse(const Real& a, Span at) {
  const auto sign = a.sign();
  if (!sign) return too_close();
  if (*sign == 0) return Undefined{at};
  if (a.exact())
    if (auto exact = a.exact()->reciprocal()) return Real(std::move(*exact));
  return Real([a](unsigned bits) -> Maybe {
    const Maybe x = a.enclosed(bits);
    return x ? reciprocal(*x) : std::nullopt;
  });
}

RealOutcome quotient(const Real& a, const Real& b, Span at) {
  RealOutcome divisor = inverse(b, at);
  if (const Real* real = std::get_if<Real>(&divisor)) return multiplied(a, *real);
  return divisor;
}

RealOutcome floor_of(const Real& a) {
  if (const auto rational = a.rational()) return Real(*floor_div(*rational, 1));
  for (const unsigned bits : kPrecisions) {
    const Maybe x = a.enclosed(bits);
    if (!x) break;
    const Rational low = *floor_div(x->low, 1);
    if (low == *floor_div(x->high, 1)) return Real(low);
  }
  return too_close();
}

// Of a number that is not negative.
Real root_of(const Real& a, unsigned degree) {
  if (a.exact()) {
    if (a.exact()->is_zero()) return a;
    if (auto exact = a.exact()->raised(Rational(1, degree))) return Real(std::move(*exact));
  }
  return Real([a, degree](unsigned bits) -> Maybe {
    Maybe x = a.enclosed(bits);
    if (!x) return std::nullopt;
    if (sgn(x->low) < 0) x->low = 0;
    return nth_root(*x, degree, bits);
  });
}

RealOutcome checked_root(const Real& a, const Real& degree, Span at) {
  const auto n = degree.rational();
  if (!n) return Unknown{"a root whose degree is no known number"};
  if (!is_integer(*n) || *n < 1) return Undefined{at};
  const auto sign = a.sign();
  if (!sign) return too_close();
  if (*sign < 0) return Undefined{at};
  if (*n > kMaxWholeExponent) return Unknown{"the degree of a root is too large"};
  return root_of(a, static_cast<unsigned>(n->get_num().get_ui()));
}

Real logarithm(const Real& a) {  // a > 0
  if (a.rational() == Rational(1)) return Real(Rational(0));
  return Real([a](unsigned bits) -> Maybe {
    const Maybe x = a.enclosed(bits);
    return x ? natural_logarithm(*x, bits) : std::nullopt;
  });
}

Real exponential_of(const Real& a) {
  if (a.rational() == Rational(0)) return Real(Rational(1));
  return Real([a](unsigned bits) -> Maybe {
    const Maybe x = a.enclosed(bits);
    return x ? exponential(*x, bits) : std::nullopt;
  });
}

// log(8, 4) = 3/2: where the prime factors of one are those of the other, multiplied.
std::optional<Rational> rational_logarithm(const Rational& a, const Rational& base) {
  const auto over = factorised(a), under = factorised(base);
  if (!over || !under) return std::nullopt;
  if (over->empty()) return Rational(0);
  if (under->empty() || over->size() != under->size()) return std::nullopt;
  std::optional<Rational> ratio;
  for (const auto& [prime, exponent] : *over) {
    const auto other = under->find(prime);
    if (other == under->end()) return std::nullopt;
    Rational here(exponent, other->second);
    here.canonicalize();
    if (ratio && *ratio != here) return std::nullopt;
    ratio = here;
  }
  return ratio;
}

RealOutcome positive_logarithm(const Real& a, Span at) {
  const auto sign = a.sign();
  if (!sign) return too_close();
  if (*sign <= 0) return Undefined{at};
  return logarithm(a);
}

RealOutcome logarithm_to(const Real& a, const Real& base, Span at) {
  const auto sign = a.sign(), base_sign = base.sign(), not_one = order(base, Real(Rational(1)));
  if (sign && *sign <= 0) return Undefined{at};
  if (base_sign && *base_sign <= 0) return Undefined{at};
  if (not_one && *not_one == 0) return Undefined{at};
  if (!sign || !base_sign || !not_one) return too_close();
  const auto x = a.rational(), b = base.rational();
  if (x && b)
    if (const auto exact = rational_logarithm(*x, *b)) return Real(*exact);
  return quotient(logarithm(a), logarithm(base), at);
}

RealOutcome extreme(std::span<const Real> arguments, int wanted) {
  Real best = arguments[0];
  for (const Real& next : arguments.subspan(1)) {
    const auto sign = order(next, best);
    if (!sign) return too_close();
    if (*sign == wanted) best = next;
  }
  return best;
}

RealOutcome mean(std::span<const Real> numbers, Span at) {
  Real sum = numbers[0];
  for (const Real& number : numbers.subspan(1)) sum = summed(sum, number);
  return quotient(sum, Real(Rational(static_cast<unsigned long>(numbers.size()))), at);
}

// By insertion: nothing where two of them are too close to tell.
RealOutcome median(std::span<const Real> numbers, Span at) {
  std::vector<Real> sorted;
  for (const Real& number : numbers) {
    std::size_t place = sorted.size();
    for (; place > 0; --place) {
      const auto sign = order(sorted[place - 1], number);
      if (!sign) return too_close();
      if (*sign <= 0) break;
    }
    sorted.insert(sorted.begin() + static_cast<std::ptrdiff_t>(place), number);
  }
  const std::size_t upper = sorted.size() / 2, lower = (sorted.size() - 1) / 2;
  return mean(std::span<const Real>(sorted).subspan(lower, upper - lower + 1), at);
}

RealOutcome whole_power(const Real& base, const Integer& exponent, Span at) {
  if (abs(exponent) > kMaxWholeExponent) return Unknown{"exponent too large"};
  Real result(Rational(1));
  for (Integer i = abs(exponent); i > 0; --i) result = multiplied(result, base);
  return sgn(exponent) < 0 ? inverse(result, at) : RealOutcome(result);
}

RealOutcome raised(const Real& base, const Real& exponent, Span at) {
  const auto sign = base.sign();
  if (!sign) return too_close();
  const auto q = exponent.rational();
  if (*sign == 0) {
    const auto positive = exponent.sign();
    if (!positive) return too_close();
    return *positive > 0 ? RealOutcome(Real(Rational(0))) : RealOutcome(Undefined{at});
  }
  if (q && is_integer(*q)) return whole_power(base, q->get_num(), at);
  if (*sign < 0) {
    if (q || exponent.exact()) return Undefined{at};
    return too_close();  // the exponent may be whole
  }
  if (q && base.exact())
    if (auto exact = base.exact()->raised(*q)) return Real(std::move(*exact));
  return exponential_of(multiplied(exponent, logarithm(base)));
}

RealOutcome rounded_quotient(Op op, const Real& a, const Real& b, Span at) {
  RealOutcome ratio = quotient(a, b, at);
  if (!std::holds_alternative<Real>(ratio)) return ratio;
  RealOutcome whole = floor_of(std::get<Real>(ratio));
  if (op == Op::kIntegerDivide || !std::holds_alternative<Real>(whole)) return whole;
  return summed(a, negate(multiplied(b, std::get<Real>(whole))));
}

}  // namespace

Real::Real(Radicals exact)
    : exact_(exact), enclosing_([exact](unsigned bits) -> Maybe { return enclose(exact, bits); }) {}

std::optional<Rational> Real::rational() const {
  return exact_ ? exact_->rational() : std::nullopt;
}

std::optional<int> Real::sign() const {
  if (const auto value = rational()) return sgn(*value);
  for (const unsigned bits : kPrecisions) {
    const Maybe x = enclosed(bits);
    if (!x) return std::nullopt;
    if (sgn(x->low) > 0) return 1;
    if (sgn(x->high) < 0) return -1;
  }
  return std::nullopt;
}

Real negate(const Real& a) {
  if (a.exact()) return Real(a.exact()->negated());
  return Real([a](unsigned bits) -> Maybe {
    const Maybe x = a.enclosed(bits);
    if (!x) return std::nullopt;
    return negate(*x);
  });
}

std::optional<int> order(const Real& a, const Real& b) { return summed(a, negate(b)).sign(); }

RealOutcome compute(Op op, const Real& a, const Real& b, Span at) {
  switch (op) {
    case Op::kAdd:
      return summed(a, b);
    case Op::kSubtract:
      return summed(a, negate(b));
    case Op::kMultiply:
      return multiplied(a, b);
    case Op::kDivide:
      return quotient(a, b, at);
    case Op::kIntegerDivide:
    case Op::kModulo:
      return rounded_quotient(op, a, b, at);
    case Op::kPower:
      return raised(a, b, at);
    default:
      return Unknown{"no operation on real numbers"};
  }
}

RealOutcome compute(Function function, std::span<const Real> arguments, Span at) {
  const Real& x = arguments[0];
  switch (function) {
    case Function::kSqrt:
      return checked_root(x, Real(Rational(2)), at);
    case Function::kRoot:
      return checked_root(x, arguments[1], at);
    case Function::kAbs: {
      const auto sign = x.sign();
      if (!sign) return too_close();
      return *sign < 0 ? negate(x) : x;
    }
    case Function::kMin:
      return extreme(arguments, -1);
    case Function::kMax:
      return extreme(arguments, 1);
    case Function::kMean:
      return mean(arguments, at);
    case Function::kMedian:
      return median(arguments, at);
    case Function::kRelativeChange:
      return quotient(summed(arguments[1], negate(x)), x, at);
    case Function::kPercentagePoints:
      return Unknown{"an irrational number with a unit"};
    case Function::kFloor:
      return floor_of(x);
    case Function::kCeil: {
      RealOutcome below = floor_of(negate(x));
      if (const Real* real = std::get_if<Real>(&below)) return negate(*real);
      return below;
    }
    case Function::kLog:
      return logarithm_to(x, arguments[1], at);
    case Function::kLn:
      return positive_logarithm(x, at);
    case Function::kExp:
      return exponential_of(x);
    default:
      return Unknown{"whole numbers are needed here"};
  }
}

}  // namespace modus::claims
