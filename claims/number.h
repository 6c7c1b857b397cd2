// Exact numbers and the literals that they are written as.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <gmpxx.h>

namespace modus::claims {

using Integer = mpz_class;
using Rational = mpq_class;  // always canonical here; never divide by a zero: GMP would abort

inline constexpr std::size_t kMaxDigits = 4096;         // digits of a literal
inline constexpr std::size_t kMaxNumberBits = 1 << 16;  // of a numerator or denominator computed

// A number as somebody wrote it: "5.0", "1,200" is read as 1200 before it gets here, "15%" is 3/20.
// Two literals are equal only when their digits are: 5.0 mg is not the literal 5 mg.
struct Literal {
  Rational value;      // "15%" has the value 3/20
  std::string digits;  // as written, with the percent sign, without the unit
  std::string unit;    // "km/h"; empty for a plain number

  friend bool operator==(const Literal& a, const Literal& b) {
    return a.digits == b.digits && a.unit == b.unit;
  }
};

// Reads "24", "5.0", ".5" is refused, "15%". nullopt when it is no such literal or too long.
std::optional<Literal> parse_literal(std::string_view digits);

// Half a unit of the last written digit: "2.33" gives 1/200, "24" gives 1/2, "15%" gives 1/200.
Rational half_unit(const Literal& literal);

// The shortest exact form: "54", "-3", "2.25" where the decimals end within 12 places, else "7/3".
std::string to_string(const Rational& value);

bool is_integer(const Rational& value);
bool too_large(const Rational& value);  // beyond kMaxNumberBits

// base^exponent; nullopt for 0^0, 0^-n and results beyond kMaxNumberBits.
std::optional<Rational> power(const Rational& base, const Integer& exponent);

// Floor division and its remainder; nullopt for a zero divisor. 7 div -2 = -4, 7 mod -2 = -1.
std::optional<Rational> floor_div(const Rational& a, const Rational& b);
std::optional<Rational> floor_mod(const Rational& a, const Rational& b);

}  // namespace modus::claims
