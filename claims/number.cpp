#include "claims/number.h"

#include <algorithm>

namespace modus::claims {
namespace {

constexpr unsigned kMaxShownDecimals = 12;

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Integer power_of_ten(std::size_t exponent) {
  Integer result;
  mpz_ui_pow_ui(result.get_mpz_t(), 10, exponent);
  return result;
}

std::size_t decimals_written(std::string_view digits) {
  if (!digits.empty() && digits.back() == '%') digits.remove_suffix(1);
  const std::size_t point = digits.find('.');
  return point == std::string_view::npos ? 0 : digits.size() - point - 1;
}

// The number of decimals after which the value ends, or nothing.
std::optional<unsigned> finite_decimals(const Rational& value) {
  Integer rest = value.get_den();
  const auto remove = [&](unsigned prime) {
    return static_cast<unsigned>(
        mpz_remove(rest.get_mpz_t(), rest.get_mpz_t(), Integer(prime).get_mpz_t()));
  };
  const unsigned places = std::max(remove(2), remove(5));
  if (rest != 1 || places > kMaxShownDecimals) return std::nullopt;
  return places;
}

}  // namespace

std::optional<Literal> parse_literal(std::string_view digits) {
  if (digits.empty() || digits.size() > kMaxDigits) return std::nullopt;
  std::string_view plain = digits;
  const bool percent = plain.back() == '%';
  if (percent) plain.remove_suffix(1);
  const std::size_t point = plain.find('.');
  const std::string_view whole = plain.substr(0, point);
  const std::string_view fraction =
      point == std::string_view::npos ? std::string_view() : plain.substr(point + 1);
  if (!all_digits(whole) || (point != std::string_view::npos && !all_digits(fraction)))
    return std::nullopt;
  const std::string joined = std::string(whole) + std::string(fraction);
  Rational value(Integer(joined, 10), power_of_ten(fraction.size() + (percent ? 2 : 0)));
  value.canonicalize();
  return Literal{value, std::string(digits), ""};
}

Rational half_unit(const Literal& literal) {
  const bool percent = !literal.digits.empty() && literal.digits.back() == '%';
  Rational half(1, 2 * power_of_ten(decimals_written(literal.digits) + (percent ? 2 : 0)));
  half.canonicalize();
  return half;
}

std::string to_string(const Rational& value) {
  if (is_integer(value)) return value.get_num().get_str();
  const auto places = finite_decimals(value);
  if (!places) return value.get_num().get_str() + "/" + value.get_den().get_str();
  const Integer scaled = abs(value.get_num()) * (power_of_ten(*places) / value.get_den());
  std::string digits = scaled.get_str();
  if (digits.size() <= *places) digits.insert(0, *places + 1 - digits.size(), '0');
  digits.insert(digits.size() - *places, ".");
  return (sgn(value) < 0 ? "-" : "") + digits;
}

bool is_integer(const Rational& value) { return value.get_den() == 1; }

bool too_large(const Rational& value) {
  return mpz_sizeinbase(value.get_num_mpz_t(), 2) > kMaxNumberBits ||
         mpz_sizeinbase(value.get_den_mpz_t(), 2) > kMaxNumberBits;
}

std::optional<Rational> power(const Rational& base, const Integer& exponent) {
  if (base == 0) return exponent > 0 ? std::optional<Rational>(0) : std::nullopt;
  if (exponent == 0) return Rational(1);
  const Integer magnitude = abs(exponent);
  if (base == 1) return Rational(1);
  if (base == -1) return Rational(mpz_even_p(magnitude.get_mpz_t()) ? 1 : -1);
  const std::size_t bits = std::max(mpz_sizeinbase(base.get_num_mpz_t(), 2),
                                    mpz_sizeinbase(base.get_den_mpz_t(), 2));
  if (!magnitude.fits_ulong_p() || magnitude > kMaxNumberBits / std::max<std::size_t>(bits - 1, 1))
    return std::nullopt;
  const unsigned long n = magnitude.get_ui();
  Integer numerator, denominator;
  mpz_pow_ui(numerator.get_mpz_t(), base.get_num_mpz_t(), n);
  mpz_pow_ui(denominator.get_mpz_t(), base.get_den_mpz_t(), n);
  Rational result = sgn(exponent) > 0 ? Rational(numerator, denominator)
                                      : Rational(denominator, numerator);
  result.canonicalize();
  return result;
}

std::optional<Rational> floor_div(const Rational& a, const Rational& b) {
  if (b == 0) return std::nullopt;
  const Rational quotient = a / b;
  Integer floor;
  mpz_fdiv_q(floor.get_mpz_t(), quotient.get_num_mpz_t(), quotient.get_den_mpz_t());
  return Rational(floor);
}

std::optional<Rational> floor_mod(const Rational& a, const Rational& b) {
  const auto quotient = floor_div(a, b);
  if (!quotient) return std::nullopt;
  return Rational(a - b * *quotient);
}

}  // namespace modus::claims
