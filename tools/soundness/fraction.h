// Exact small rationals for the oracle, with their own arithmetic: nothing here is shared with the
// checker. What does not fit 64 bits is no result, never a wrong one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace modus::soundness {

class Fraction {
 public:
  Fraction() = default;
  Fraction(std::int64_t whole)
      : numerator_(whole) {}  // NOLINT(google-explicit-constructor): a number
  static std::optional<Fraction> make(__int128 numerator, __int128 denominator);

  std::int64_t numerator() const { return numerator_; }
  std::int64_t denominator() const { return denominator_; }  // > 0
  bool is_whole() const { return denominator_ == 1; }
  bool is_zero() const { return numerator_ == 0; }

  friend bool operator==(const Fraction&, const Fraction&) = default;
  friend bool operator<(const Fraction& a, const Fraction& b);

 private:
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
};

using MaybeFraction = std::optional<Fraction>;  // nullopt: too large

MaybeFraction add(const Fraction& a, const Fraction& b);
MaybeFraction subtract(const Fraction& a, const Fraction& b);
MaybeFraction multiply(const Fraction& a, const Fraction& b);
MaybeFraction divide(const Fraction& a, const Fraction& b);  // b is not 0
MaybeFraction floor_of(const Fraction& a);
MaybeFraction power(const Fraction& base, std::int64_t exponent);  // not 0^0, not 0^-n

// The value of digits as written: "2.50", "15%". nullopt where it does not fit.
MaybeFraction fraction_of_digits(const std::string& digits);
// What one of the unit is in the unit that the world's numbers of its dimension have: m in km.
Fraction unit_factor(const std::string& unit);
// Half a unit of the last digit written: "2.33" gives 1/200, "15%" gives 1/200.
MaybeFraction half_of_last_digit(const std::string& digits);

}  // namespace modus::soundness
