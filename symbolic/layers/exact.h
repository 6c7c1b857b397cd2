// Claims about numbers by exact methods, before any solver is asked: identities by the normal form
// of polynomials, consequences of equations by putting in what they define, signs, and polynomials
// in one unknown by counting roots (algebra/system.h). Existentials also by a witness that stands
// in the premises, universals over whole numbers also by induction.
//
//   goal forall X: (X + 1)^2 = X^2 + 2*X + 1                        entailed
//   premises x^2 = 9, x > 0; goal x = 3                             entailed
//   goal exists X: X^2 = 2                                          entailed; over int refuted
//   premises s(0) = 0, forall N: N >= 0 -> s(N + 1) = s(N) + N + 1
//     goal forall N: N >= 0 -> s(N) = N * (N + 1) / 2                entailed
#pragma once

#include <optional>

#include "symbolic/entailment.h"

namespace modus::symbolic {

// kEntailed or kRefuted; nullopt: not decided here. Premises that are not known to have a model are
// shown to have one first, or nothing is decided. Thread-safe.
std::optional<Decision> decide_exact(const Theory& theory, const Query& query, Wanted wanted);

// Whether the premises are seen to have a model. False says nothing.
bool satisfiable_exactly(const Theory& theory, std::span<const Premise> premises);

}  // namespace modus::symbolic
