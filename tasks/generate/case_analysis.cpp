#include "tasks/generate/case_analysis.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "symbolic/derivation.h"
#include "tasks/generate/supposition.h"

namespace modus::tasks {
namespace {

using claims::Claim;
using claims::Op;
using claims::Step;
using claims::StepId;
using claims::StepKind;

class Writing {
 public:
  Writing(const Island& island, claims::Chain& chain) : island_(island), chain_(chain) {
    for (const Step& step : chain.steps)
      if (step.kind == StepKind::kGiven) givens_.push_back(step.id);
    MODUS_CHECK(givens_.size() == island.testimonies.size() + 1, "{} givens", givens_.size());
  }

  void write(std::size_t parted, const std::array<Supposition, 2>& cases,
             const KindLiteral& asked) {
    const StepId either = have(claims::binary(Op::kOr, claim(parted, true), claim(parted, false)),
                               claims::Rule::kInstantiate, {givens_.front()});
    Step discharge;
    discharge.kind = StepKind::kDischarge;
    discharge.rule = claims::Rule::kCases;
    discharge.cites = {either};
    bool knight = true;
    for (const Supposition& one : cases) {
      discharge.closes.push_back(symbolic::next_id(chain_));
      discharge.cites.push_back(write(one, either));
      if (one.settles) knight = one.known[*one.settles].knight;
    }
    discharge.claim = claim(asked.person, knight);
    const StepId settled = add(std::move(discharge));
    answer((knight == asked.knight) != asked.negated, asked, settled);
  }

 private:
  Claim claim(std::size_t person, bool knight) const {
    return claim_of(KindLiteral{person, knight, false}, island_);
  }

  StepId add(Step step) {
    step.id = symbolic::next_id(chain_);
    chain_.steps.push_back(std::move(step));
    return chain_.steps.back().id;
  }
  StepId have(Claim claim, claims::Rule rule, std::vector<StepId> cites) {
    Step step;
    step.kind = StepKind::kHave;
    step.claim = std::move(claim);
    step.rule = rule;
    std::sort(cites.begin(), cites.end());
    cites.erase(std::unique(cites.begin(), cites.end()), cites.end());
    step.cites = std::move(cites);
    return add(std::move(step));
  }

  // The steps of one case that its end rests on; the id of the last.
  StepId write(const Supposition& one, StepId either) {
    std::vector<bool> needed(one.known.size(), false);
    if (one.settles) needed[*one.settles] = true;
    if (one.clash)
      for (const std::size_t i : one.clash->from) needed[i] = true;
    for (std::size_t i = one.known.size(); i-- > 0;)
      if (needed[i])
        for (const std::size_t from : one.known[i].from) needed[from] = true;
    std::vector<StepId> steps(one.known.size());
    Step supposed;
    supposed.kind = StepKind::kCase;
    supposed.claim = claim(one.known[0].person, one.known[0].knight);
    supposed.closes = {either};
    steps[0] = add(std::move(supposed));
    for (std::size_t i = 1; i < one.known.size(); ++i)
      if (needed[i])
        steps[i] = have(claim(one.known[i].person, one.known[i].knight), claims::Rule::kStep,
                        cited(one, one.known[i], one.known[i].knight, steps));
    if (!one.clash) return steps[*one.settles];
    return have(claims::truth(false), claims::Rule::kContradiction,
                cited(one, *one.clash, std::nullopt, steps));
  }

  std::vector<StepId> cited(const Supposition& one, const Known& fact, std::optional<bool> knight,
                            const std::vector<StepId>& steps) const {
    std::vector<StepId> cites = {givens_[fact.testimony + 1]};
    for (const std::size_t i : fact.from) cites.push_back(steps[i]);
    if (needs_either(one, fact, knight)) cites.push_back(givens_.front());
    return cites;
  }

  // Does the step need that nobody is both or neither? By all ways to be knight, knave, both,
  // neither: two bits a person.
  bool needs_either(const Supposition& one, const Known& fact, std::optional<bool> knight) const {
    const Testimony& testimony = island_.testimonies[fact.testimony];
    for (std::size_t kinds = 0; kinds < std::size_t{1} << (2 * island_.people.size()); ++kinds) {
      const auto is = [&](const KindLiteral& part) {
        return ((kinds >> (2 * part.person + (part.knight ? 0 : 1)) & 1) != 0) != part.negated;
      };
      const auto is_so = [&](const KindLiteral& part) { return is(part) == testimony.all; };
      const bool said =
          testimony.all == std::all_of(testimony.parts.begin(), testimony.parts.end(), is_so);
      const bool premises = is({testimony.speaker, true, false}) == said &&
                            std::all_of(fact.from.begin(), fact.from.end(), [&](std::size_t i) {
                              return is({one.known[i].person, one.known[i].knight, false});
                            });
      if (premises && !(knight && is({fact.person, *knight, false}))) return true;
    }
    return false;
  }

  void answer(bool is_true, const KindLiteral& asked, StepId settled) {
    const Claim claim = claim_of(asked, island_);
    if (!is_true)
      settled =
          have(claims::unary(Op::kNot, claim), claims::Rule::kStep, {givens_.front(), settled});
    Step answer;
    answer.kind = StepKind::kAnswer;
    answer.answer = is_true ? claims::AnswerKind::kTrue : claims::AnswerKind::kFalse;
    answer.cites = {settled};
    chain_.steps.push_back(std::move(answer));
  }

  const Island& island_;
  claims::Chain& chain_;
  std::vector<StepId> givens_;
};

}  // namespace

bool append_case_analysis(const Island& island, const KindLiteral& asked, claims::Chain& chain) {
  for (const Testimony& testimony : island.testimonies) {
    const std::array<Supposition, 2> cases = {
        suppose(island, testimony.speaker, true, asked.person),
        suppose(island, testimony.speaker, false, asked.person)};
    if (cases[0].clash && cases[1].clash) return false;
    if (std::any_of(cases.begin(), cases.end(),
                    [](const Supposition& one) { return !one.clash && !one.settles; }))
      continue;
    if (cases[0].settles && cases[1].settles &&
        cases[0].known[*cases[0].settles].knight != cases[1].known[*cases[1].settles].knight)
      return false;
    Writing(island, chain).write(testimony.speaker, cases, asked);
    return true;
  }
  return false;
}

}  // namespace modus::tasks
