// The number that an answer writes: "54", "-3", "7 / 3", "2.25".
#pragma once

#include <optional>
#include <string>

#include "claims/number.h"

namespace modus::bridge {

// nullopt where it is no number, or has a unit.
std::optional<claims::Rational> value_of_answer(const std::string& answer);

}  // namespace modus::bridge
