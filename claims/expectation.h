// Expectation and variance of discrete random variables whose states are numbers, finitely many.
//
//   E(x)   E(2 * x + y^2 | z = 1, do(w = 0))   variance(x | c)
//
// Kept as an application to the term and to P(true | conditions), which carries the conditions. The
// term is made of random variables and numbers by + - * and whole powers, and divided by numbers.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "claims/claim.h"

namespace modus::claims {

bool is_expectation(const Claim& claim);  // or a variance
// P(event | the conditions of an expectation).
Claim probability_under(const Claim& expectation, const Claim& event);
// E(term | the conditions of an expectation).
Claim expectation_under(const Claim& expectation, const Claim& term);

// "-2.5" as a number; nullopt for other states.
std::optional<Rational> state_number(const std::string& state);

// The value of the term where `state` gives those of its variables (kName, kApply); nullopt where
// that does not, or the term is none of an expectation.
std::optional<Rational> value_in_states(
    const Claim& term, const std::function<std::optional<Rational>(const Claim&)>& state);

}  // namespace modus::claims
