// One step of a chain, in printed or in token form.
//
//   s3 have nice(anne) by modus_ponens s1 s2        AtomForm::kBracketed
//   s3 have modus_ponens s1 s2 nice anne            AtomForm::kJuxtaposed, premises first
#pragma once

#include <optional>
#include <string>

#include "claims/chain.h"
#include "claims/grammar.h"
#include "claims/token_stream.h"

namespace modus::claims {

// What the steps above say about the next one.
struct StepContext {
  AtomForm form = AtomForm::kBracketed;
  std::optional<StepId> next_id;   // numbers a step without id; nullopt: an id is required
  const Step* question = nullptr;  // the ask step, if any: `answer A` is a letter of its choice
};

// Reads one step from the front of the stream. Throws ParseError with the remedy.
Step parse_step(TokenStream& tokens, const StepContext& context);

// The value of an answer into `answer`: `true`, `open`, a letter of the question's choice, a term.
void parse_answer_value(TokenStream& tokens, const Step* question, Step& answer);

}  // namespace modus::claims
