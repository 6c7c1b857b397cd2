// What the steps accepted so far mean for the grammar of the next one.
#pragma once

#include <cstddef>

#include "bridge/guide/grammar_context.h"
#include "bridge/guide/guide.h"
#include "symbolic/live_chain.h"

namespace modus::bridge {

// Borrows the signature of `live`. Sentences are those of live's text. From kGrounded on the
// sentences are read in order, under `logic directed` all of them and before the first `have`; and
// a sentence that has more to say is read to its end.
GrammarContext context_of(const symbolic::LiveChain& live, MaskLevel level);

Suppositions suppositions_of(const claims::Chain& chain);

}  // namespace modus::bridge
