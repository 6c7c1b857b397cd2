// What Z3 found, in the problem's names.
//
//   (define-fun n0 () entity entity!val!0) ...   ->   domain {ann}, kind(ann), rolls = 24
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>

#include "claims/claim.h"
#include "claims/evaluate.h"
#include "symbolic/encode/quantities.h"
#include "symbolic/encode/symbols.h"

namespace z3 {
class model;
}

namespace modus::symbolic::encode {

// The interpretation of every name in the given claims. nullopt where it cannot be written exactly:
// an irrational number, a table over numbers without a value for the rest, a large domain.
std::optional<claims::Model> model_in_names(const z3::model& model, const Symbols& symbols,
                                            std::span<const claims::Claim> claims,
                                            const QueryUnits& units);

}  // namespace modus::symbolic::encode
