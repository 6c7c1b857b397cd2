#include "tools/soundness/fraction.h"

#include <limits>

namespace modus::soundness {
namespace {

__int128 gcd(__int128 a, __int128 b) {
  if (a < 0) a = -a;
  if (b < 0) b = -b;
  while (b != 0) {
    const __int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

struct Written {  // digits without the point, and how many stand behind it
  __int128 digits = 0;
  int places = 0;
};

std::optional<Written> read(const std::string& text) {
  Written written;
  bool behind_point = false;
  int digits = 0;
  for (const char c : text) {
    if (c == '.') {
      behind_point = true;
    } else if (c == '%') {
      written.places += 2;
    } else if (c >= '0' && c <= '9' && ++digits <= 18) {
      written.digits = written.digits * 10 + (c - '0');
      if (behind_point) ++written.places;
    } else {
      return std::nullopt;
    }
  }
  return written;
}

__int128 ten_to_the(int places) {
  __int128 value = 1;
  for (int i = 0; i < places; ++i) value *= 10;
  return value;
}

}  // namespace

MaybeFraction Fraction::make(__int128 numerator, __int128 denominator) {
  if (denominator == 0) return std::nullopt;
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  const __int128 common = gcd(numerator, denominator);
  if (common > 1) {
    numerator /= common;
    denominator /= common;
  }
  constexpr std::int64_t kLimit = std::numeric_limits<std::int64_t>::max() / 4;
  if (numerator > kLimit || numerator < -kLimit || denominator > kLimit) return std::nullopt;
  Fraction result;
  result.numerator_ = static_cast<std::int64_t>(numerator);
  result.denominator_ = static_cast<std::int64_t>(denominator);
  return result;
}

bool operator<(const Fraction& a, const Fraction& b) {
  return static_cast<__int128>(a.numerator()) * b.denominator() <
         static_cast<__int128>(b.numerator()) * a.denominator();
}

MaybeFraction add(const Fraction& a, const Fraction& b) {
  return Fraction::make(static_cast<__int128>(a.numerator()) * b.denominator() +
                            static_cast<__int128>(b.numerator()) * a.denominator(),
                        static_cast<__int128>(a.denominator()) * b.denominator());
}
MaybeFraction subtract(const Fraction& a, const Fraction& b) {
  return add(a, *Fraction::make(-static_cast<__int128>(b.numerator()), b.denominator()));
}
MaybeFraction multiply(const Fraction& a, const Fraction& b) {
  return Fraction::make(static_cast<__int128>(a.numerator()) * b.numerator(),
                        static_cast<__int128>(a.denominator()) * b.denominator());
}
MaybeFraction divide(const Fraction& a, const Fraction& b) {
  return Fraction::make(static_cast<__int128>(a.numerator()) * b.denominator(),
                        static_cast<__int128>(a.denominator()) * b.numerator());
}

MaybeFraction floor_of(const Fraction& a) {
  const std::int64_t quotient = a.numerator() / a.denominator();
  const bool below = a.numerator() < 0 && a.numerator() % a.denominator() != 0;
  return Fraction(below ? quotient - 1 : quotient);
}

MaybeFraction power(const Fraction& base, std::int64_t exponent) {
  if (exponent > 64 || exponent < -64) return std::nullopt;
  Fraction result(1);
  for (std::int64_t i = 0; i < (exponent < 0 ? -exponent : exponent); ++i) {
    const MaybeFraction next = exponent < 0 ? divide(result, base) : multiply(result, base);
    if (!next) return std::nullopt;
    result = *next;
  }
  return result;
}

MaybeFraction fraction_of_digits(const std::string& digits) {
  const auto written = read(digits);
  return written ? Fraction::make(written->digits, ten_to_the(written->places)) : std::nullopt;
}

Fraction unit_factor(const std::string& unit) {
  return unit == "m" ? *Fraction::make(1, 1000) : Fraction(1);
}

MaybeFraction half_of_last_digit(const std::string& digits) {
  const auto written = read(digits);
  return written ? Fraction::make(1, 2 * ten_to_the(written->places)) : std::nullopt;
}

}  // namespace modus::soundness
