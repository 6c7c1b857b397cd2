#include "symbolic/citable_steps.h"

#include <set>
#include <utility>

#include "claims/claim.h"
#include "symbolic/kernel.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Step;
using claims::StepId;
using claims::StepKind;

namespace {

constexpr std::size_t kMaxVisited = 4 * CitableSteps::kMaxConnected;  // links looked at for one step
constexpr const char* kEverything = "";  // `X = Y` says something of all there is and names nothing

std::vector<std::string> names_of_claim(const Claim& claim) {
  std::vector<std::string> names = claims::names_in(claim);
  const bool quantified = claim.op() == claims::Op::kForall || claim.op() == claims::Op::kExists ||
                          !claims::free_variables(claim).empty();
  if (names.empty() && quantified) names.emplace_back(kEverything);
  return names;
}

}  // namespace

CitableSteps::CitableSteps(const claims::Chain& chain, const Theory& theory, const Kernel& kernel)
    : chain_(chain), kernel_(kernel) {
  for (const Claim& axiom : theory.axioms) add({StepId(), names_of_claim(axiom)});
}

void CitableSteps::add(Link link) {
  for (const std::string& name : link.names) by_name_[name].push_back(links_.size());
  links_.push_back(std::move(link));
}

void CitableSteps::take(const Step& step) {
  if (step.kind == StepKind::kLet && step.definition) {
    std::vector<std::string> names = claims::names_in(*step.definition);
    names.push_back(step.name);
    add({StepId(), std::move(names)});
  } else if (step.id.value != 0 && kernel_.citable(step.id)) {
    add({step.id, names_of_claim(step.claim)});
  }
}

CitableSteps::Connected CitableSteps::connected_to(std::size_t index) {
  for (; taken_ < index; ++taken_) take(chain_.steps[taken_]);
  std::set<std::string> met;
  std::vector<std::string> open;
  const auto meet = [&](const std::vector<std::string>& names) {
    for (const std::string& name : names)
      if (met.insert(name).second) open.push_back(name);
  };
  const Step& asking = chain_.steps[index];
  meet({kEverything});
  meet(claims::names_in(asking.claim));
  for (const StepId cited : asking.cites)
    if (const Step* step = chain_.find(cited)) meet(claims::names_in(step->claim));

  Connected found;
  std::set<StepId> steps;
  std::set<std::size_t> seen;
  std::size_t visited = 0;
  const auto is_over = [&](std::size_t at) {  // a step that failed, or whose assumption is closed
    return links_[at].step.value != 0 && !kernel_.citable(links_[at].step);
  };
  for (std::size_t i = 0; i < open.size(); ++i) {  // by distance
    const auto named = by_name_.find(open[i]);
    if (named == by_name_.end()) continue;
    std::vector<std::size_t>& links = named->second;
    while (!links.empty() && is_over(links.back())) links.pop_back();
    for (auto at = links.rbegin(); at != links.rend(); ++at) {  // the newest first
      if (steps.size() == kMaxConnected || ++visited > kMaxVisited) {
        found.all = false;
        found.steps.assign(steps.begin(), steps.end());
        return found;
      }
      if (is_over(*at) || !seen.insert(*at).second) continue;
      if (links_[*at].step.value != 0) steps.insert(links_[*at].step);
      meet(links_[*at].names);
    }
  }
  found.steps.assign(steps.begin(), steps.end());
  return found;
}

}  // namespace modus::symbolic
