#include "claims/enclosure.h"

#include <algorithm>
#include <array>

namespace modus::claims {
namespace {

constexpr int kLargestExponential = 10'000;

Integer two_to(unsigned bits) {
  Integer power = 1;
  mpz_mul_2exp(power.get_mpz_t(), power.get_mpz_t(), bits);
  return power;
}

Rational on_grid(const Rational& value, unsigned bits, bool up) {
  const Integer scaled = value.get_num() * two_to(bits);
  Integer whole;
  if (up)
    mpz_cdiv_q(whole.get_mpz_t(), scaled.get_mpz_t(), value.get_den_mpz_t());
  else
    mpz_fdiv_q(whole.get_mpz_t(), scaled.get_mpz_t(), value.get_den_mpz_t());
  Rational result(whole, two_to(bits));
  result.canonicalize();
  return result;
}

// Largest grid number whose degree-th power is at most the value; one step more where up.
Rational root_on_grid(const Rational& value, unsigned degree, unsigned bits, bool up) {
  const Integer scaled = value.get_num() * two_to(bits * degree);
  Integer whole, root;
  mpz_fdiv_q(whole.get_mpz_t(), scaled.get_mpz_t(), value.get_den_mpz_t());
  const bool exact = mpz_root(root.get_mpz_t(), whole.get_mpz_t(), degree) != 0 &&
                     mpz_divisible_p(scaled.get_mpz_t(), value.get_den_mpz_t()) != 0;
  if (up && !exact) root += 1;
  Rational result(root, two_to(bits));
  result.canonicalize();
  return result;
}

// 2 * atanh(z) = ln((1 + z) / (1 - z)) for |z| <= 1/3: the series of odd powers, its tail at most
// twice the next term.
Enclosure twice_atanh(const Rational& z, unsigned bits) {
  const Enclosure point = rounded_outwards({z, z}, bits + 8);
  const Enclosure square = multiply(point, point);
  Enclosure power = point, total = {0, 0};
  const Rational small(1, two_to(bits));
  for (unsigned n = 1;; n += 2) {
    Enclosure term{power.low / n, power.high / n};
    if (std::max(Rational(abs(term.low)), Rational(abs(term.high))) < small) {
      total = add(total, {-2 * small, 2 * small});
      break;
    }
    total = rounded_outwards(add(total, term), bits + 8);
    power = rounded_outwards(multiply(power, square), bits + 8);
  }
  return add(total, total);
}

Enclosure logarithm_of(const Rational& value, unsigned bits) {
  Rational m = value;
  long twos = static_cast<long>(mpz_sizeinbase(m.get_num_mpz_t(), 2)) -
              static_cast<long>(mpz_sizeinbase(m.get_den_mpz_t(), 2));
  if (twos > 0) mpq_div_2exp(m.get_mpq_t(), m.get_mpq_t(), static_cast<unsigned>(twos));
  if (twos < 0) mpq_mul_2exp(m.get_mpq_t(), m.get_mpq_t(), static_cast<unsigned>(-twos));
  // m is in (1/2, 2), so z is in (-1/3, 1/3); ln 2 has z = 1/3.
  const Enclosure rest = twice_atanh(Rational((m - 1) / (m + 1)), bits);
  if (twos == 0) return rest;
  return add(rest, multiply(twice_atanh(Rational(1, 3), bits), {Rational(twos), Rational(twos)}));
}

// The series of exp(r), |r| <= 1/2, its tail at most twice the next term; then squared back.
Enclosure exponential_of(const Rational& value, unsigned bits) {
  unsigned halvings = 0;
  Rational r = value;
  for (; abs(r) > Rational(1, 2); ++halvings) r /= 2;
  const unsigned grid = bits + 16 + 2 * halvings + 32;
  const Enclosure point = rounded_outwards({r, r}, grid);
  Enclosure term = {1, 1}, total = {0, 0};
  const Rational small(1, two_to(grid));
  for (unsigned n = 1;; ++n) {
    total = rounded_outwards(add(total, term), grid);
    term = multiply(term, point);
    term = rounded_outwards({term.low / n, term.high / n}, grid);
    if (std::max(Rational(abs(term.low)), Rational(abs(term.high))) <= small) break;
  }
  total = add(total, {-4 * small, 4 * small});
  for (unsigned i = 0; i < halvings; ++i) total = rounded_outwards(multiply(total, total), grid);
  return total;
}

}  // namespace

Enclosure rounded_outwards(const Enclosure& exact, unsigned bits) {
  return {on_grid(exact.low, bits, false), on_grid(exact.high, bits, true)};
}

Enclosure add(const Enclosure& a, const Enclosure& b) { return {a.low + b.low, a.high + b.high}; }
Enclosure negate(const Enclosure& a) { return {-a.high, -a.low}; }

Enclosure multiply(const Enclosure& a, const Enclosure& b) {
  const std::array<Rational, 4> corners = {a.low * b.low, a.low * b.high, a.high * b.low,
                                           a.high * b.high};
  return {*std::min_element(corners.begin(), corners.end()),
          *std::max_element(corners.begin(), corners.end())};
}

std::optional<Enclosure> reciprocal(const Enclosure& a) {
  if (sgn(a.low) <= 0 && sgn(a.high) >= 0) return std::nullopt;
  return Enclosure{1 / a.high, 1 / a.low};
}

Enclosure enclose(const Radicals& value, unsigned bits) {
  Enclosure total{0, 0};
  for (const auto& [monomial, coefficient] : value.terms()) {
    Enclosure product{coefficient, coefficient};
    for (const auto& [prime, exponent] : monomial) {
      const auto degree = static_cast<unsigned>(exponent.get_den().get_ui());
      const Rational radicand = *power(Rational(prime), exponent.get_num());
      product = multiply(product, *nth_root({radicand, radicand}, degree, bits));
    }
    total = add(total, product);
  }
  return total;
}

std::optional<Enclosure> nth_root(const Enclosure& a, unsigned degree, unsigned bits) {
  if (sgn(a.low) < 0 || degree == 0) return std::nullopt;
  return Enclosure{root_on_grid(a.low, degree, bits, false),
                   root_on_grid(a.high, degree, bits, true)};
}

std::optional<Enclosure> natural_logarithm(const Enclosure& a, unsigned bits) {
  if (sgn(a.low) <= 0) return std::nullopt;
  const Enclosure low = logarithm_of(a.low, bits);
  if (a.low == a.high) return low;
  return Enclosure{low.low, logarithm_of(a.high, bits).high};
}

std::optional<Enclosure> exponential(const Enclosure& a, unsigned bits) {
  if (a.low < -kLargestExponential || a.high > kLargestExponential) return std::nullopt;
  const Enclosure low = exponential_of(a.low, bits);
  if (a.low == a.high) return low;
  return Enclosure{low.low, exponential_of(a.high, bits).high};
}

}  // namespace modus::claims
