// Decides under `logic directed`: what the closure of the premises holds.
//
//   premises  kind(ann), kind(X) -> patient(X)
//     goal patient(ann)              entailed, used: both
//     goal not patient(ann)          refuted: the closure holds the opposite literal
//     goal tall(ann)                 open
//     goal kind(X) -> patient(X)     entailed: kind of a fresh constant gives patient of it; a rule
//     is
//                                    never refuted
#pragma once

#include "symbolic/entailment.h"

namespace modus::symbolic {

// Premises and goal are literals, conjunctions of literals or rules; anything else is kUndecided
// "outside the directed fragment: ...". A literal whose opposite is in the closure too is
// kUndecided "conflict". `used` is filled when evidence is wanted: the premises of one derivation
// of least height. Of the theory only the logic matters: completions are facts of the closure
// already. Thread-safe.
Decision decide_directed(const Theory& theory, const Query& query, Wanted wanted);

// Under `logic classical`: what forward chaining over the facts and rules among the premises comes
// to, which follows there too; `!=` and `absent` mean something else there and are left out.
// kEntailed or kRefuted; nullopt: not decided here, also where the premises are not known to have a
// model or the closure grows large. Thread-safe.
std::optional<Decision> decide_by_chaining(const Query& query, Wanted wanted);

}  // namespace modus::symbolic
