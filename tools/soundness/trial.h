// One trial: a random chain by its number, checked and judged; and a wrong one made small.
#pragma once

#include "symbolic/checker.h"
#include "tools/soundness/chain_maker.h"
#include "tools/soundness/judge.h"

namespace modus::soundness {

RandomChain chain_number(std::uint64_t seed, std::uint64_t number);

struct Trial {
  claims::Chain chain;  // printed and read again
  symbolic::ChainResult result;
  Judgement judgement;
};
// Throws InternalError where the printed chain does not read back as the same.
Trial judge(const RandomChain& made, std::uint64_t seed);

// Leaves out steps and citations as long as some verdict stays wrong in the same way.
RandomChain minimised(RandomChain made, std::uint64_t seed);

}  // namespace modus::soundness
