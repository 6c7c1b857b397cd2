#include "tools/soundness/own_functions.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "tools/soundness/own_calendar.h"

namespace modus::soundness {
namespace {

constexpr std::array<std::string_view, 15> kNames = {
    "sqrt", "root", "abs", "min", "max",       "floor",    "ceil",   "log",
    "ln",   "exp",  "gcd", "lcm", "factorial", "binomial", "divides"};
constexpr std::int64_t kLargestSearched = 100'000;

Applied undefined() {
  Applied result;
  result.undefined = true;
  return result;
}
Applied exactly(const MaybeFraction& value) {
  Applied result;
  result.exact = value;
  return result;
}
Applied truly(bool value) {
  Applied result;
  result.truth = value;
  return result;
}
Applied nearly(double value) {
  Applied result;
  if (std::isfinite(value)) result.near = value;
  return result;
}

// The whole number whose degree-th power is n, by search.
std::optional<std::int64_t> whole_root(std::int64_t n, std::int64_t degree) {
  if (n > kLargestSearched * kLargestSearched) return std::nullopt;
  for (std::int64_t root = 0; root <= kLargestSearched; ++root) {
    const MaybeFraction raised = power(Fraction(root), degree);
    if (!raised || Fraction(n) < *raised) return std::nullopt;
    if (*raised == Fraction(n)) return root;
  }
  return std::nullopt;
}

Applied root(const Fraction& x, std::int64_t degree) {
  if (degree < 1 || x < Fraction(0)) return undefined();
  if (x.is_zero()) return exactly(Fraction(0));
  if (degree > 60) return {};
  const auto above = whole_root(x.numerator(), degree);
  const auto below = whole_root(x.denominator(), degree);
  if (above && below) return exactly(Fraction::make(*above, *below));
  return nearly(std::pow(to_double(x), 1.0 / static_cast<double>(degree)));
}

// base^k and its square root, k = -12 ... 12, tried one by one.
Applied logarithm(const Fraction& x, const Fraction& base) {
  if (!(Fraction(0) < x) || !(Fraction(0) < base) || base == Fraction(1)) return undefined();
  for (std::int64_t twice = -24; twice <= 24; ++twice) {
    const MaybeFraction square = multiply(x, x);
    const MaybeFraction raised = power(base, twice);
    if (square && raised && *square == *raised) return exactly(Fraction::make(twice, 2));
  }
  return nearly(std::log(to_double(x)) / std::log(to_double(base)));
}

std::int64_t common_divisor(std::int64_t a, std::int64_t b) {
  a = std::abs(a);
  b = std::abs(b);
  for (std::int64_t d = std::max(a, b); d > 0; --d)
    if (a % d == 0 && b % d == 0) return d;
  return 0;
}

Applied factorial(std::int64_t n) {
  if (n < 0) return undefined();
  Fraction product(1);
  for (std::int64_t i = 2; i <= n; ++i) {
    const MaybeFraction next = multiply(product, Fraction(i));
    if (!next) return {};
    product = *next;
  }
  return exactly(product);
}

Applied binomial(std::int64_t n, std::int64_t k) {
  if (n < 0) return undefined();
  if (n > 40) return {};
  std::array<std::int64_t, 42> row{};
  row[0] = 1;
  for (std::int64_t i = 0; i < n; ++i)
    for (std::size_t j = 41; j > 0; --j) row[j] += row[j - 1];
  return exactly(Fraction(k < 0 || k > n ? 0 : row[static_cast<std::size_t>(k)]));
}

Applied of_whole(std::string_view name, std::span<const Fraction> arguments) {
  for (const Fraction& argument : arguments)
    if (!argument.is_whole()) return undefined();
  const std::int64_t a = arguments[0].numerator();
  if (name == "factorial") return factorial(a);
  const std::int64_t b = arguments[1].numerator();
  if (name == "binomial") return binomial(a, b);
  if (name == "divides") return truly(a == 0 ? b == 0 : b % a == 0);
  if (std::max(std::abs(a), std::abs(b)) > kLargestSearched) return {};
  const std::int64_t divisor = common_divisor(a, b);
  if (name == "gcd") return exactly(Fraction(divisor));
  return exactly(divisor == 0 ? Fraction(0) : Fraction::make(std::abs(a) * std::abs(b), divisor));
}

Applied rounded_up(const Fraction& x) {
  const MaybeFraction below = floor_of(*subtract(Fraction(0), x));
  return exactly(below ? subtract(Fraction(0), *below) : std::nullopt);
}

}  // namespace

double to_double(const Fraction& value) {
  return static_cast<double>(value.numerator()) / static_cast<double>(value.denominator());
}

bool is_own_function(std::string_view name) {
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

bool is_set_function(std::string_view name) {
  constexpr std::array<std::string_view, 6> kSets = {"union",  "intersection", "difference",
                                                     "subset", "card",         "sum"};
  return std::find(kSets.begin(), kSets.end(), name) != kSets.end();
}

bool is_interval_relation(std::string_view name) {
  return name == "before" || name == "during" || name.starts_with("interval_");
}

bool is_modal(std::string_view name) {
  return name == "likely" || name == "possible" || name == "usually";
}

bool is_of_the_language(std::string_view name) {
  return is_own_function(name) || is_set_function(name) || is_interval_relation(name) ||
         is_modal(name) || is_calendar_function(name);
}

std::optional<bool> interval_relation(std::string_view name, const Interval& a, const Interval& b) {
  if (!(a.start < a.end) || !(b.start < b.end)) return std::nullopt;
  if (name.starts_with("interval_")) name.remove_prefix(9);
  // Where the four end points lie, as signs: a's start and end against b's start and end.
  const auto side = [](const Fraction& x, const Fraction& y) { return x < y ? -1 : y < x ? 1 : 0; };
  const int ss = side(a.start, b.start), se = side(a.start, b.end);
  const int es = side(a.end, b.start), ee = side(a.end, b.end);
  if (name == "before") return es < 0;
  if (name == "after") return se > 0;
  if (name == "meets") return es == 0;
  if (name == "met_by") return se == 0;
  if (name == "overlaps") return ss < 0 && es > 0 && ee < 0;
  if (name == "overlapped_by") return ss > 0 && se < 0 && ee > 0;
  if (name == "starts") return ss == 0 && ee < 0;
  if (name == "started_by") return ss == 0 && ee > 0;
  if (name == "during") return ss > 0 && ee < 0;
  if (name == "contains") return ss < 0 && ee > 0;
  if (name == "finishes") return ss > 0 && ee == 0;
  if (name == "finished_by") return ss < 0 && ee == 0;
  return ss == 0 && ee == 0;
}

Applied own_function(std::string_view name, std::span<const Fraction> arguments) {
  if (is_calendar_function(name)) return calendar_function(name, arguments);
  const Fraction& x = arguments[0];
  if (name == "sqrt") return root(x, 2);
  if (name == "root")
    return arguments[1].is_whole() ? root(x, arguments[1].numerator()) : undefined();
  if (name == "abs") return exactly(x < Fraction(0) ? subtract(Fraction(0), x) : x);
  if (name == "min") return exactly(*std::min_element(arguments.begin(), arguments.end()));
  if (name == "max") return exactly(*std::max_element(arguments.begin(), arguments.end()));
  if (name == "floor") return exactly(floor_of(x));
  if (name == "ceil") return rounded_up(x);
  if (name == "log") return logarithm(x, arguments[1]);
  if (name == "ln") {
    if (!(Fraction(0) < x)) return undefined();
    return x == Fraction(1) ? exactly(Fraction(0)) : nearly(std::log(to_double(x)));
  }
  if (name == "exp") return x.is_zero() ? exactly(Fraction(1)) : nearly(std::exp(to_double(x)));
  return of_whole(name, arguments);
}

Applied fractional_power(const Fraction& base, const Fraction& exponent) {
  if (base.is_zero()) return Fraction(0) < exponent ? exactly(base) : undefined();
  if (base < Fraction(0)) return undefined();
  const Applied rooted = root(base, exponent.denominator());
  if (rooted.exact) return exactly(power(*rooted.exact, exponent.numerator()));
  return nearly(std::pow(to_double(base), to_double(exponent)));
}

}  // namespace modus::soundness
