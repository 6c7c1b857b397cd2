#include "symbolic/derivation.h"

#include <algorithm>

#include "base/error.h"
#include "kg/datalog.h"
#include "kg/horn.h"

namespace modus::symbolic {

using claims::Claim;
using claims::StepId;
using claims::StepKind;

struct Derivation::State {
  kg::SymbolTable symbols;
  kg::Datalog datalog;
  bool complete = false;
};

Derivation::Derivation(const claims::Chain& problem) : state_(std::make_unique<State>()) {
  for (const claims::Step& step : problem.steps) {
    if (step.kind != StepKind::kGiven) continue;
    auto clauses = kg::to_horn(step.claim, state_->symbols);
    auto* horn = std::get_if<kg::HornClauses>(&clauses);
    if (horn == nullptr) continue;
    for (const kg::Atom& fact : horn->facts) state_->datalog.add_fact(fact, step.id.value);
    for (kg::HornRule& rule : horn->rules) {
      rule.tag = step.id.value;
      try {
        state_->datalog.add_rule(std::move(rule));
      } catch (const Error&) {  // `absent` through itself: the rule proves nothing here
      }
    }
  }
  state_->complete = state_->datalog.close();
}
Derivation::~Derivation() = default;

std::optional<StepId> Derivation::append(const Claim& literal, claims::Chain& chain) {
  if (!state_->complete) return std::nullopt;
  const auto atom = kg::to_ground_atom(literal, state_->symbols);
  if (!atom) return std::nullopt;
  const auto fact = state_->datalog.find(*atom);
  if (!fact) return std::nullopt;
  const kg::Proof proof = state_->datalog.why(*fact);
  std::vector<StepId> steps(proof.size());
  const auto place = [&](std::size_t i) {  // premises come before: the root, node 0, is placed last
    const kg::ProofNode& node = proof[i];
    if (!node.rule) {
      steps[i] = StepId(static_cast<std::uint32_t>(state_->datalog.tag(node.fact)));
      return;
    }
    std::vector<StepId> cites = {
        StepId(static_cast<std::uint32_t>(state_->datalog.rule(*node.rule).tag))};
    for (const std::size_t premise : node.premises) cites.push_back(steps[premise]);
    steps[i] = append_have(chain, kg::to_claim(state_->datalog.fact(node.fact), state_->symbols),
                           claims::Rule::kModusPonens, std::move(cites));
  };
  for (std::size_t i = 1; i < proof.size(); ++i) place(i);
  place(0);
  return steps[0];
}

StepId next_id(const claims::Chain& chain) {
  std::uint32_t highest = 0;
  for (const claims::Step& step : chain.steps) highest = std::max(highest, step.id.value);
  return StepId(highest + 1);
}

StepId append_have(claims::Chain& chain, const Claim& claim, claims::Rule rule,
                   std::vector<StepId> cites) {
  for (const claims::Step& step : chain.steps)
    if ((step.kind == StepKind::kGiven || step.kind == StepKind::kHave) && step.claim == claim)
      return step.id;
  std::sort(cites.begin(), cites.end());
  cites.erase(std::unique(cites.begin(), cites.end()), cites.end());
  claims::Step have;
  have.kind = StepKind::kHave;
  have.id = next_id(chain);
  have.claim = claim;
  have.rule = rule;
  have.cites = std::move(cites);
  chain.steps.push_back(std::move(have));
  return chain.steps.back().id;
}

}  // namespace modus::symbolic
