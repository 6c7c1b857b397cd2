// Small logic without numbers, by its instances: universal quantifiers are written out over the
// names of the query (Herbrand's theorem; exists* forall* without functions is decided by them,
// Bernays and Schönfinkel 1928), what is left is propositional.
//
//   premises  painter(tom) or singer(tom), painter(X) -> artist(X), singer(X) -> artist(X)
//     goal artist(tom)                entailed: five clauses over four atoms
//     goal singer(tom)                open: painter(tom), artist(tom)
#pragma once

#include <optional>

#include "symbolic/layers/solver_session.h"

namespace modus::symbolic {

// Requires a query of the small EPR fragment (encode/fragment.h) of a classical theory. nullopt
// where it is not small here either, where functions stand in terms, and where `=` may join names:
// two names are only told apart if the theory says that they differ. Evidence as from a solver:
// minimal cores, counter-models that our evaluator has confirmed. Thread-safe.
std::optional<Decision> decide_by_instances(const Theory& theory, const SolverQuery& query);

}  // namespace modus::symbolic
