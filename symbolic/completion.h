// Completion of closed predicates: what `closed p/1` adds to the givens.
//
//   closed guest/1 ; names unique           forall X1: guest(X1) -> X1 = ann or X1 = bob
//   given guest(ann)
//   given invited(X) -> guest(X)
//   given invited(bob)
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claims/chain.h"
#include "claims/claim.h"

namespace modus::symbolic {

// A closed predicate and all rows of names that it holds of, in order of derivation.
struct ClosedPredicate {
  std::string name;
  std::size_t arity = 0;
  std::vector<std::vector<std::string>> rows;
  bool operator==(const ClosedPredicate&) const = default;
};

// In the header's order; the rows are the stratified least model of the givens' Horn rules, in
// which `absent p(t)` is negation as failure and, under `logic classical`, so is `not p(t)` of a
// closed p. Throws ParseError at the given at fault: outside the Horn fragment it may make true a
// closed predicate, or one that it depends on (`p(a) or p(b)`); `absent` of a predicate that is not
// closed or not stratified; `names unique` is missing.
std::vector<ClosedPredicate> closed_predicates(const claims::Chain& chain);

// An upper bound only, so that it proves no row: `forall X1: p(X1) -> X1 = a or X1 = b`; no rows:
// `forall X1: p(X1) -> false`.
claims::Claim completion_of(const ClosedPredicate& closed);
// The inverse; nullopt for any other claim.
std::optional<ClosedPredicate> completed_by(const claims::Claim& axiom);

// completion_of each of closed_predicates.
std::vector<claims::Claim> completions(const claims::Chain& chain);

}  // namespace modus::symbolic
