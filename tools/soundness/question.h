// Random questions of the four kinds, and the answers that a sample of models suggests.
#pragma once

#include "claims/chain.h"
#include "tools/soundness/derive.h"

namespace modus::soundness {

claims::Step random_question(const Scope& scope, RandomStream& random);

// Mostly the answer that fits the models, sometimes another.
claims::Step answer_to(const claims::Step& question, const DeriveContext& context,
                       RandomStream& random);

}  // namespace modus::soundness
