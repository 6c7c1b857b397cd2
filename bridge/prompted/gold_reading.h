// A generated problem as a public model is to read it: the very requests that bridge/prompted makes
// for its sentences, each with the gold claims as the reply.
//
//   "Names: kind(_)\nSentence: All kind people are patient."   kind(X) -> patient(X)
#pragma once

#include <string>
#include <vector>

#include "bridge/prompted/reading_prompt.h"
#include "claims/claim.h"
#include "neural/text/chat_template.h"
#include "tasks/generate.h"

namespace modus::bridge {

struct GoldReading {
  std::vector<neural::ChatMessage> messages;
  std::string sentence;  // or the question
  std::string reply;     // claims, one a line
  std::vector<claims::Span> calculated =
      {};  // of a reply in prose: values that the checker puts right
};

// Rules under `logic directed`, quantities in word problems (for which no model is asked), else
// formulas.
ReadingKind reading_kind_of(const tasks::GeneratedProblem& problem);

// The claims that the gold chain takes from each sentence, in order, and last the question's; those
// of a sentence that says nothing, or that the reading itself would refuse, are left out. None of
// quantities.
std::vector<GoldReading> gold_readings(const tasks::GeneratedProblem& problem);

}  // namespace modus::bridge
