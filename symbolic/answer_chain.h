// The readings of a prose answer as the steps of a chain.
//
//   "where A = 5 + 2. 2x + 3 = 11, so 2x = 8"
//     s1 let A := 5 + 2   s2 let x: real   s3 assume 2 * x + 3 = 11   s4 have 2 * x = 8 by s3
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "claims/chain.h"
#include "claims/extract/extract.h"

namespace modus::symbolic {

struct ReadChain {
  claims::Chain chain;
  std::vector<std::optional<std::size_t>> step_of;  // by reading: index into the chain's steps
};

// Arithmetic cites nothing: it is over numbers and definitions, and a have that is proved from no
// premises is proved from all earlier accepted ones. An equation over unknowns cites the one that
// it is said to follow from; where that follows from nothing it is an assumption, and one from
// which nothing follows is no step. A final answer is none.
ReadChain chain_of(const claims::Extraction& extraction);

}  // namespace modus::symbolic
