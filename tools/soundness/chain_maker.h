// Random chains under `logic classical`: every step kind, nested assumptions, and now and then a
// mistake of the kinds that people and models make.
#pragma once

#include <optional>

#include "base/random.h"
#include "claims/chain.h"
#include "tools/soundness/measures.h"
#include "tools/soundness/world.h"

namespace modus::soundness {

struct RandomChain {
  claims::Chain chain;
  Vocabulary vocabulary;
  std::optional<Measures> measures;  // of chains about probabilities
};

RandomChain random_classical_chain(RandomStream random);

}  // namespace modus::soundness
