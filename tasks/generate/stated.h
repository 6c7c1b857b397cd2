// A rule world whose sentences are already said: texts with their claims.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claims/claim.h"
#include "tasks/generate.h"

namespace modus::tasks {

struct StatedSentence {
  std::string text;
  std::string form;  // its template
  claims::Claim claim;
};

// relation(a, b); relation(X, Y) where a or b is a capital letter.
claims::Claim relation_claim(const std::string& relation, const std::string& a,
                             const std::string& b);

// Under `logic directed`, with the gold chain of gold_chain.h; nullopt where there is none.
std::optional<GeneratedProblem> stated_problem(const std::vector<StatedSentence>& sentences,
                                               const StatedSentence& question);

}  // namespace modus::tasks
