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
  // Premises made of the given steps, as the kernel would take them for step S.
  std::function<std::vector<Premise>(claims::StepId of, std::span<const claims::StepId> cites)> premises;
};

struct RuleRun {
  std::vector<FiredRule> fired;         // most specific first (`refines`), then by id
  std::vector<std::string> undecided;   // "E03 on s4: resource limit": counts as no pass
};
RuleRun run_rules(const rules::Library& library, std::span<const rules::Match> matches,
                  const RuleContext& context);

// `modus rules check`: every bad example fires its rule and that rule is the most specific diagnosis;
// no good example of any rule fires any error rule. One line a failure; empty: all is well.
std::vector<std::string> check_library(const rules::Library& library, const Limits& limits);

}  // namespace modus::symbolic
