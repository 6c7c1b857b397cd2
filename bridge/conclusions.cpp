#include "bridge/conclusions.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "bridge/boundary.h"
#include "claims/print.h"
#include "symbolic/answer_goals.h"
#include "symbolic/consequences.h"

namespace modus::bridge {

using claims::Claim;
using claims::Step;
using claims::StepId;
using claims::StepKind;

namespace {

class Deriving {
 public:
  Deriving(const symbolic::LiveChain& live, bool contradicts)
      : live_(live), contradicts_(contradicts), usable_(usable_of(live)) {}

  // Is it small logic that all of them are of?
  bool known() const { return entailed(live_, usable_).has_value(); }

  // `false`, or (unless only that is looked for) literals; nullopt where it is not known.
  std::optional<std::vector<Claim>> said(const std::vector<StepId>& cites) const {
    auto found = entailed(live_, cites);
    if (!found) return std::nullopt;
    if (found->contradictory) return std::vector{claims::truth(false)};
    if (contradicts_) return std::vector<Claim>();
    for (const StepId id : usable_) std::erase(found->literals, live_.chain().find(id)->claim);
    return std::move(found->literals);
  }

  // The largest id with which, and with larger ones, the cited steps say anything; 0: none.
  std::uint32_t last_useful(std::vector<StepId> cites) const {
    const std::uint32_t last = cites.empty() ? 0 : cites.back().value;
    for (auto id = usable_.rbegin(); id != usable_.rend() && id->value > last; ++id) {
      cites.push_back(*id);
      const auto claims = said(cites);
      if (!claims || !claims->empty()) return id->value;
    }
    return 0;
  }

  bool states(const Claim& claim) const {
    return std::ranges::any_of(usable_,
                               [&](StepId id) { return live_.chain().find(id)->claim == claim; });
  }
  // All together have no model.
  bool contradictory() const {
    const auto found = entailed(live_, usable_);
    return found && found->contradictory;
  }

  static std::optional<symbolic::Consequences> entailed(const symbolic::LiveChain& live,
                                                        const std::vector<StepId>& cites) {
    std::vector<Claim> premises;
    for (const symbolic::Premise& premise : live.premises(cites, Claim()))
      premises.push_back(premise.claim);
    return symbolic::consequences(premises, live.signature().entities());
  }

 private:
  const symbolic::LiveChain& live_;
  const bool contradicts_;
  const std::vector<StepId> usable_;
};

// The other rules say what has variables, or bring in a name.
bool says_literals(claims::Rule rule) {
  constexpr auto kOthers = std::to_array<claims::Rule>(
      {claims::Rule::kInstantiate, claims::Rule::kGeneralise, claims::Rule::kWitness,
       claims::Rule::kSubstitute, claims::Rule::kDefine});
  return std::ranges::find(kOthers, rule) == kOthers.end();
}

std::vector<Claim> literals_of(const claims::Chain& chain, const std::vector<StepId>& cites) {
  std::vector<Claim> literals;
  for (const StepId id : cites)
    if (const Claim& claim = chain.find(id)->claim;
        claims::is_literal(claim) && std::ranges::find(literals, claim) == literals.end())
      literals.push_back(claim);
  return literals;
}

// Nothing is known that decides the question.
bool may_be_open(const symbolic::LiveChain& live) {
  const claims::Chain& chain = live.chain();
  if (chain.header.logic == claims::Logic::kDirected) return true;
  std::vector<StepId> givens;
  for (const Step& step : chain.steps)
    if (step.kind == StepKind::kGiven) givens.push_back(step.id);
  const auto entailed = Deriving::entailed(live, givens);
  const Claim& asked = chain.question()->claim;
  return !entailed || std::ranges::none_of(entailed->literals, [&](const Claim& literal) {
    return literal == asked || literal == symbolic::opposite(asked);
  });
}

}  // namespace

std::vector<StepId> usable_of(const symbolic::LiveChain& live) {
  const std::vector<std::uint32_t> apart = suppositions_of(live.chain()).apart;
  std::vector<StepId> ids = live.citable();
  std::erase_if(ids, [&](StepId id) { return std::ranges::binary_search(apart, id.value); });
  return ids;
}

std::optional<Conclusions> conclusions_of(const symbolic::LiveChain& live, const StepDraft& draft) {
  const bool by_cases = draft.kind == StepKind::kDischarge && draft.rule == claims::Rule::kCases;
  const bool contradicts = draft.rule == claims::Rule::kContradiction;
  const bool derives = draft.kind == StepKind::kHave && says_literals(*draft.rule);
  if (!by_cases && !derives) return std::nullopt;
  std::vector<StepId> cites;
  for (const std::uint32_t id : draft.cites) cites.emplace_back(id);
  const Deriving deriving(live, contradicts);
  if (!deriving.known()) return std::nullopt;
  const auto said = by_cases ? literals_of(live.chain(), cites) : deriving.said(cites);
  if (!said) return std::nullopt;
  Conclusions conclusions;
  if (derives && said->empty()) conclusions.last_id = deriving.last_useful(cites);
  for (const Claim& claim : *said)
    conclusions.claims.push_back(claims::print(claim, claims::AtomForm::kJuxtaposed));
  return conclusions;
}

std::optional<std::vector<std::string>> answers_of(const symbolic::LiveChain& live) {
  const Step* const ask = live.chain().question();
  if (ask == nullptr || ask->question != claims::QuestionKind::kYesNo ||
      !claims::is_literal(ask->claim))
    return std::nullopt;
  std::vector<std::string> written;
  if (may_be_open(live)) written.emplace_back("open");
  const bool directed = live.chain().header.logic == claims::Logic::kDirected;
  const Suppositions suppositions = directed ? Suppositions() : suppositions_of(live.chain());
  const Claim opposite = symbolic::opposite(ask->claim);
  for (const StepId id : live.citable()) {
    if (std::ranges::binary_search(suppositions.all, id.value)) continue;
    const Claim& claim = live.chain().find(id)->claim;
    if (claim == ask->claim) written.push_back(fmt::format("s{} true", id.value));
    if (claim == opposite) written.push_back(fmt::format("s{} false", id.value));
  }
  return written;
}

bool case_is_settled(const symbolic::LiveChain& live) {
  const std::vector<Step>& steps = live.chain().steps;
  const bool in_case =
      std::ranges::any_of(steps, [](const Step& step) { return step.kind == StepKind::kCase; });
  const Step* const ask = live.chain().question();
  if (!in_case || ask == nullptr || ask->question != claims::QuestionKind::kYesNo) return false;
  const Deriving deriving(live, true);
  if (deriving.states(claims::truth(false))) return true;
  const bool says = deriving.states(ask->claim) || deriving.states(symbolic::opposite(ask->claim));
  return says && !deriving.contradictory();
}

}  // namespace modus::bridge
