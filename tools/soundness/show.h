// Models as a person reads them, and worlds cut to what a chain speaks of.
#pragma once

#include <string>

#include "claims/chain.h"
#include "tools/soundness/model.h"

namespace modus::soundness {

// "2 things; ann=0 bob=1; kind={0}; cost=1/2"
std::string show(const Model& model, const World& world);

// The names of the world that occur in the chain: fewer names, more of their models.
World used_part(const claims::Chain& chain, const World& world);
// A model of the used part as one of the whole world; unused names get some value.
Model widened(const Model& model, const World& used, const World& world);

}  // namespace modus::soundness
