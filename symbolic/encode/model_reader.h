// A Z3 model as an interpretation in the problem's names. Included only by encode/ and layers/.
#pragma once

#include <optional>
#include <set>
#include <string>

#include <z3++.h>

#include "claims/evaluate.h"
#include "claims/sorts.h"
#include "symbolic/encode/logic.h"

namespace modus::symbolic::encode {

// names: the symbols of the query, all in the signature. nullopt where the model has no finite or
// exact form here: algebraic numbers, a function whose default is no value, a universe over 64.
std::optional<claims::Model> read_model(const z3::model& model, Encoder& encoder,
                                        const claims::Signature& signature,
                                        const std::set<std::string>& names);

}  // namespace modus::symbolic::encode
