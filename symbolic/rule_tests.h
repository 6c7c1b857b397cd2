// Runs the closed list of tests that rule files name.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "rules/library.h"
#include "symbolic/entailment.h"
#include "symbolic/verdict.h"

namespace modus::symbolic {

// What a test may ask: premises of a step, the layers.
struct RuleContext {
  const claims::Chain& chain;
  const Theory& theory;
  Entailment& layers;
  // The given steps as premises of a goal, as the kernel would take them.
  std::function<std::vector<Premise>(std::span<const claims::StepId> steps,
                                     const claims::Claim& goal)>
      premises;
  // Are these steps known to have a model together? Spares a test the search for a contradiction.
  std::function<bool(std::span<const claims::StepId> steps)> satisfiable = {};
};

struct RuleRun {
  std::vector<FiredRule> fired;        // most specific first (`refines`), then by id
  std::vector<std::string> undecided;  // "E03 on s4: resource limit": counts as no pass
};

// A match without a test fires; one with a test fires when the outcome is among the rule's
// fires_on. A rule fires once a step, for the first match that does.
RuleRun run_rules(const rules::Library& library, std::span<const rules::Match> matches,
                  const RuleContext& context);

// `modus rules check`: every bad example fires its rule, and that rule is the most specific
// diagnosis of the step; no good example of any rule fires any error rule, or its own rule. One
// line a failure; empty: all is well.
std::vector<std::string> check_library(const rules::Library& library, const Limits& limits);

}  // namespace modus::symbolic
