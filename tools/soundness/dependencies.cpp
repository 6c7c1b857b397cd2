#include "tools/soundness/dependencies.h"

#include <algorithm>

namespace modus::soundness {

using claims::Chain;
using claims::Claim;
using claims::Step;
using claims::StepId;
using claims::StepKind;

namespace {

void add_names(const Claim& claim, std::set<std::string>& names) {
  for (std::string& name : claims::names_in(claim)) names.insert(std::move(name));
}

bool binds(const Step& step) {
  return step.kind == StepKind::kLet || step.kind == StepKind::kFix ||
         step.kind == StepKind::kObtain;
}

void unite(std::set<std::size_t>& into, const std::set<std::size_t>& from) {
  into.insert(from.begin(), from.end());
}

}  // namespace

std::set<std::string> names_of_step(const Step& step) {
  std::set<std::string> names;
  add_names(step.claim, names);
  if (step.definition) add_names(*step.definition, names);
  if (step.value) add_names(*step.value, names);
  for (const claims::Option& option : step.options) add_names(option.claim, names);
  return names;
}

Dependencies::Dependencies(const Chain& chain) : chain_(chain) {
  for (std::size_t i = 0; i < chain.steps.size(); ++i)
    if (chain.steps[i].id.value != 0) index_.emplace(chain.steps[i].id, i);
  for (std::size_t i = 0; i < chain.steps.size(); ++i) add(i);
}

void Dependencies::add(std::size_t index) {
  const Step& step = chain_.steps[index];
  RestsOn rests;
  std::vector<std::size_t> cited;
  std::vector<StepId> references = step.cites;
  if (step.kind == StepKind::kCase)
    references.insert(references.end(), step.closes.begin(), step.closes.end());
  for (const StepId id : references) {
    const auto found = index_.find(id);
    if (found == index_.end() || found->second >= index) continue;
    cited.push_back(found->second);
    unite(rests.givens, rests_on_[found->second].givens);
    unite(rests.open, rests_on_[found->second].open);
    unite(rests.obtained, rests_on_[found->second].obtained);
  }
  if (step.kind == StepKind::kGiven) rests.givens.insert(index);
  if (step.kind == StepKind::kAssume || step.kind == StepKind::kCase || step.kind == StepKind::kFix)
    rests.open.insert(index);
  if (step.kind == StepKind::kObtain) {
    rests.obtained.insert(index);
    obtained_names_.insert(step.name);
  }
  if (step.kind == StepKind::kLet && step.definition && speaks_of_obtained(*step.definition))
    obtained_names_.insert(step.name);
  if (step.kind == StepKind::kDischarge)
    for (const StepId id : step.closes)
      if (const auto found = index_.find(id); found != index_.end())
        rests.open.erase(found->second);
  rests_on_.push_back(std::move(rests));
  cited_.push_back(std::move(cited));
}

bool Dependencies::speaks_of_obtained(const Claim& claim) const {
  const std::vector<std::string> names = claims::names_in(claim);
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return obtained_names_.contains(name); });
}

std::string Dependencies::must_be_malformed(std::size_t index) const {
  const Step& step = chain_.steps[index];
  for (const auto* references : {&step.cites, &step.closes})
    for (const StepId id : *references) {
      const auto found = index_.find(id);
      if (found == index_.end()) return "cites an unknown step";
      if (found->second >= index) return "cites itself or a later step";
    }
  if (!binds(step)) return "";
  if (step.definition && names_of_step(step).contains(step.name)) return "defines a name by itself";
  const auto& domain = chain_.header.domain;
  if (domain && std::find(domain->begin(), domain->end(), step.name) != domain->end())
    return "binds a name of the domain";
  for (std::size_t i = 0; i < index; ++i) {
    const Step& earlier = chain_.steps[i];
    const bool asks = earlier.kind == StepKind::kAsk && step.kind == StepKind::kLet;
    if (!asks && names_of_step(earlier).contains(step.name))
      return "binds a name that is not fresh";
    if (binds(earlier) && earlier.name == step.name) return "binds a name twice";
  }
  return "";
}

}  // namespace modus::soundness
