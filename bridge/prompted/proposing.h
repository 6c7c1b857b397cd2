// Steps under `logic classical`: the model proposes what follows, and from which steps; what is not
// proved is refused, with the reason.
//
//   s1 given baker(vera) xor painter(vera)   s2 given not baker(vera)
//     "painter(vera) by s1 s2"               s3 have, proved
#pragma once

#include <cstddef>

#include "bridge/prompted/journal.h"
#include "bridge/prompted/metered_model.h"
#include "symbolic/live_chain.h"

namespace modus::bridge {

// `chain` has its yes-or-no question and givens. Appends what is proved of at most `steps`
// proposals, each tried three times; ends where a step states the question or its opposite, where
// three tries in a row were refused, or where the model is spent.
void propose(MeteredModel& model, symbolic::LiveChain& chain, std::size_t steps, Journal& journal);

}  // namespace modus::bridge
