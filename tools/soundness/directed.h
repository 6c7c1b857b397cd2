// Chains under `logic directed`: random ones, and the oracle's own closure to judge them by. Here
// the oracle is exact: a literal is proved when the closure of the cited steps holds it and not
// otherwise.
#pragma once

#include "tools/soundness/chain_maker.h"
#include "tools/soundness/judge.h"

namespace modus::soundness {

RandomChain random_directed_chain(RandomStream random);
Judgement judge_directed(const claims::Chain& chain, const symbolic::ChainResult& result);

}  // namespace modus::soundness
