// Chains about probabilities and causes: random ones over drawn tables, and their judge.
#pragma once

#include "tools/soundness/chain_maker.h"
#include "tools/soundness/judge.h"

namespace modus::soundness {

// The givens are read off a table, which is therefore a model of them.
RandomChain random_chances_chain(RandomStream random);

// What is proved holds in the table and in its neighbours where the givens that it rests on hold;
// what is refuted does not. The givens are never inconsistent.
Judgement judge_chances(const claims::Chain& chain, const Measures& measures,
                        const symbolic::ChainResult& result);

}  // namespace modus::soundness
