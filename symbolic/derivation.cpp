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
  StepId step_of(const kg::ProofNode& node) const {  // the given that states its fact or rule
    const std::uint64_t tag = node.rule ? datalog.rule(*node.rule).tag : datalog.tag(node.fact);
    return StepId(static_cast<std::uint32_t>(tag));
  }
  bool in_conflict(kg::FactId fact) const {
    kg::Atom opposite = datalog.fact(fact);
    opposite.polarity = opposite.polarity == kg::Polarity::kPositive ? kg::Polarity::kNegative
                                                                     : kg::Polarity::kPositive;
    return datalog.find(opposite).has_value();
  }
  // A step on the way whose opposite is derived too would be undecided by itself.
  bool crosses_conflict(const kg::Proof& proof) const {
    return std::any_of(proof.begin() + 1, proof.end(), [&](const kg::ProofNode& node) {
      return node.rule && in_conflict(node.fact);
    });
  }

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
  if (state_->crosses_conflict(proof)) {
    std::vector<StepId> cites;
    for (const kg::ProofNode& node : proof) cites.push_back(state_->step_of(node));
    return append_have(chain, literal, claims::Rule::kClosure, std::move(cites));
  }
  std::vector<StepId> steps(proof.size());
  const auto place = [&](std::size_t i) {  // premises come before: the root, node 0, is placed last
    const kg::ProofNode& node = proof[i];
    steps[i] = state_->step_of(node);
    if (!node.rule) return;
    std::vector<StepId> cites = {steps[i]};
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
