// The first-order notation of FOLIO and ProverQA, and what provers and people write like it, to
// claims.
//
//   ∀x (Human(x) → ¬Flu(x))                ->   forall X: human(X) -> not flu(X)
//   live_in_symbiosis(Q) ⊕ Regulate(Q)     ->   live_in_symbiosis(q) xor regulate(q)
//
// Tightest first: ¬ and quantifiers; ∧; ∨; ⊕; → (right); ↔. A quantifier reaches over what stands
// directly behind its variables, with `.` or `:` behind them as far right as it can. A name in a
// term that no quantifier binds is a constant, but u to z (with one or two digits) are variables by
// convention and must be bound.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "claims/claim.h"
#include "claims/fol_names.h"

namespace modus::claims {

struct ImportedClaim {
  Claim claim;
  // What was written irregularly and how it was read: a bracket missing or too many at the end, a
  // comma for ∧, a name of several words, a quantifier whose variable stands behind its bracket.
  std::vector<std::string> notes;
};

// names: of all formulas of the problem so far; unchanged where this throws. Throws ParseError with
// position and remedy; limits are those of parse.h. Pure otherwise.
ImportedClaim import_fol(std::string_view text, std::string_view source_name, FolNames& names);

}  // namespace modus::claims
