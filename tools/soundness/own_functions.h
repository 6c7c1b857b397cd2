// The language's own functions for the oracle, by the plainest means: search, repeated
// multiplication, Pascal's triangle. Nothing here is shared with the checker.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "tools/soundness/fraction.h"

namespace modus::soundness {

// What became of an application. Exactly one of the fields says something; none: not known here.
struct Applied {
  bool undefined = false;
  std::optional<bool> truth;
  std::optional<Fraction> exact;
  std::optional<double> near;  // an irrational number, to about 12 digits
};

bool is_own_function(std::string_view name);
bool is_set_function(std::string_view name);       // union, card, subset, sum, ...
bool is_interval_relation(std::string_view name);  // interval_meets, ...
bool is_modal(std::string_view name);              // likely, possible, usually
bool is_of_the_language(std::string_view name);    // any of these, or of the calendar

struct Interval {
  Fraction start, end;
};
// Allen's relation by its own definition; nullopt where an interval is not a proper one.
std::optional<bool> interval_relation(std::string_view name, const Interval& a, const Interval& b);
Applied own_function(std::string_view name, std::span<const Fraction> arguments);
// base^exponent where the exponent is no whole number.
Applied fractional_power(const Fraction& base, const Fraction& exponent);

double to_double(const Fraction& value);

}  // namespace modus::soundness
