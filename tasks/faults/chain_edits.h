// Seeded faults made on any chain: one step, one citation or one given is changed. They know chains
// and claims only, nothing of rule files.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "base/random.h"
#include "claims/chain.h"

namespace modus::tasks {

bool is_rule(const claims::Claim& claim);                    // an implication
const claims::Claim& atom_of(const claims::Claim& literal);  // p of p and of not p

struct ChainFault {
  claims::Chain chain;
  std::size_t step = 0;  // index of the faulty step
};

struct ChainEdit {
  std::string_view rule;  // that should find it: "E03"
  std::string_view name;  // "fact_and_conclusion_exchanged"
  // nullopt where the chain gives no occasion. Whether the changed step really does not follow is
  // for the kernel to say.
  std::optional<ChainFault> (*make)(const claims::Chain& chain, RandomStream& random);
};

std::span<const ChainEdit> chain_edits();

}  // namespace modus::tasks
