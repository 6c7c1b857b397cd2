#include "symbolic/dimension_clash.h"

#include <utility>
#include <vector>

#include "base/error.h"
#include "rules/matcher.h"
#include "symbolic/layers/layers.h"
#include "symbolic/rule_tests.h"

namespace modus::symbolic {

bool is_dimension_clash(const StepResult& result) {
  return result.verdict == Verdict::kMalformed &&
         result.reason.starts_with("malformed (dimension)");
}

void explain_dimension_clash(const claims::Chain& chain, const rules::Library& library,
                             const Limits& limits, StepResult& result) {
  claims::Chain before = chain;
  before.steps.resize(result.index);
  Theory theory;
  try {
    theory.logic = chain.header.logic;
    theory.signature = claims::growing_signature_of(before).signature;
  } catch (const Error&) {
    return;
  }
  rules::Matcher matcher(library, chain.header.logic);
  for (std::size_t i = 0; i <= result.index; ++i) {
    matcher.add(chain.steps[i]);
    matcher.judge({i == result.index ? to_string(result.verdict) : "", result.reason, {}});
  }
  std::vector<rules::Match> matches = matcher.match_step();
  std::erase_if(matches, [](const rules::Match& match) {
    return match.rule->test_kind() != rules::TestKind::kDimension;
  });
  const auto layers = make_layers(theory, limits);
  const RuleContext context{
      chain, theory, *layers,
      [](std::span<const claims::StepId>, const claims::Claim&) { return std::vector<Premise>(); }};
  for (FiredRule& fired : run_rules(library, matches, context).fired)
    result.evidence.rules.push_back(std::move(fired));
}

}  // namespace modus::symbolic
