// What holds in a chain without being cited: distinct names, the domain, completions.
//
//   names unique, constants ann bob   ->   ann != bob
//   domain {ann, bob}                 ->   forall X: X = ann or X = bob
//   closed kind/1, given kind(ann)    ->   forall X: kind(X) -> X = ann
#pragma once

#include "claims/chain.h"
#include "symbolic/entailment.h"

namespace modus::symbolic {

// Throws ParseError for sorts that do not fit and for a header that does not fit the givens (closed
// p without `names unique`, closed p with a given `p(a) or p(b)`). Names that `let`, `fix` or
// `obtain` bind are never distinct from others: they may denote anything.
Theory theory_of(const claims::Chain& chain);

}  // namespace modus::symbolic
