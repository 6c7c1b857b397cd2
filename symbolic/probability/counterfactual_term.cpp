#include "symbolic/probability/counterfactual_term.h"

#include <utility>

#include "claims/probability.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Op;

namespace {

Claim in_one_world(const Claim& event) {
  if (event.op() == Op::kWorld) return event.child(0);
  std::vector<Claim> children;
  for (const Claim& child : event.children()) children.push_back(in_one_world(child));
  if (children.empty()) return event;
  return claims::make(event.op(), event.name(), std::move(children), event.span());
}

}  // namespace

std::optional<Counterfactual> counterfactual_of(const Claim& term) {
  if (term.op() != Op::kProbability || !claims::world_of(term).settings.empty())
    return std::nullopt;
  claims::EventVariables imagined, actual;
  collect_variables(term.child(0), claims::World{}, imagined);
  const Claim evidence = claims::evidence_of(term);
  collect_variables(evidence, claims::World{}, actual);
  if (imagined.empty() || actual.empty()) return std::nullopt;
  const claims::World world = imagined.begin()->second.world;
  for (const auto& [key, variable] : imagined)
    if (variable.world.text() != world.text() || world.settings.empty()) return std::nullopt;
  for (const auto& [key, variable] : actual)
    if (!variable.world.settings.empty()) return std::nullopt;
  Counterfactual found{in_one_world(term.child(0)), world.settings, {}};
  for (std::size_t i = 1; i < term.children().size(); ++i)
    if (term.child(i).op() != Op::kDo) found.observed.push_back(term.child(i));
  return found;
}

}  // namespace modus::symbolic
