// A checked prose answer as a chain that can be drawn: one `have` for each claim that was read,
// which cites the claims it rests on, beside the words it was read from.
#pragma once

#include "claims/chain.h"
#include "symbolic/answer.h"
#include "symbolic/verdict.h"

namespace modus::app {

struct AnswerDrawing {
  claims::Chain chain;
  symbolic::ChainResult result;  // the verdicts of the check, none of its own
};

AnswerDrawing drawing_of(const symbolic::AnswerCheck& check);

}  // namespace modus::app
