// Steps under `logic directed`: the model chooses among the ways to apply a rule, each is proved as
// it is appended, and the question is answered once a step states it.
//
//   known: kind(ann), kind(X) -> patient(X), kind(X) -> tall(X); is patient(ann) so?
//     1. patient(ann)     2. is left out: nothing about tall leads to patient
#pragma once

#include <cstddef>
#include <string>

#include "bridge/prompted/journal.h"
#include "bridge/prompted/metered_model.h"
#include "symbolic/live_chain.h"

namespace modus::bridge {

struct Derivation {
  bool decided = false;       // a step states the asked claim or its opposite
  std::size_t chosen = 0;     // steps that the model chose
  std::size_t forced = 0;     // steps that were the only ones: it was not asked
  std::size_t fallbacks = 0;  // replies that were no choice: the first was taken
};

// `chain` has its question, a literal, and givens. Appends `have` steps that lead towards the
// question until one states it, none is left or the model is spent.
Derivation derive(MeteredModel& model, symbolic::LiveChain& chain, Journal& journal);

// Appends `answer true` or `answer false` where a step states the asked claim or its opposite, else
// `answer open` where nothing is left to derive. False where the checker accepts no answer: then
// none stands there.
bool append_answer(symbolic::LiveChain& chain, Journal& journal);

// The number that a reply chooses, 1 to `options`; 0: none.
std::size_t choice_in(const std::string& reply, std::size_t options);

}  // namespace modus::bridge
