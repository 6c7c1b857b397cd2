// The number that an answer writes: "54", "-3", "7 / 3", "2.25".
#pragma once

#include <optional>
#include <string>

#include "claims/number.h"

namespace modus::bridge {

// nullopt where it is no number, or has a unit.
std::optional<claims::Rational> value_of_answer(const std::string& answer);

// One number, as far as decimals tell: those of a long division are cut off somewhere, at a
// millionth of the number or later. Whole numbers are the same only where they are equal.
bool is_same_number(const claims::Rational& a, const claims::Rational& b);

}  // namespace modus::bridge
