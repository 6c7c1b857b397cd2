#include "tools/soundness/draft.h"

#include <algorithm>
#include <set>

#include "claims/sorts.h"
#include "tools/soundness/derive.h"

namespace modus::soundness {

using claims::Claim;
using claims::Op;
using claims::Step;
using claims::StepId;
using claims::StepKind;

Draft::Draft(RandomStream stream) : random(stream) {
  choose_header();
  sample_.emplace(vocabulary.world, chain.header, random.fork(7));
}

void Draft::choose_header() {
  static constexpr Subject kSubjects[] = {Subject::kLogic,   Subject::kLogic,   Subject::kLogic,
                                          Subject::kNumbers, Subject::kNumbers, Subject::kMixed,
                                          Subject::kGround};
  vocabulary = random_vocabulary(kSubjects[pick(7)], random);
  const World& world = vocabulary.world;
  scope = {world.things, world.numbers, world.predicates, world.functions, {}};
  claims::Header& header = chain.header;
  if (!world.things.empty()) {
    header.unique_names = chance(0.25);
    if (chance(0.25)) header.domain = world.things;
    if (chance(0.2) && world.predicates.front().arity == 1 && !world.predicates.front().is_set) {
      header.unique_names = true;
      header.closed = {{world.predicates.front().name, 1}};
      scope.closed = {world.predicates.front().name};
    }
  }
  // Names that steps bind come into scope when they are bound.
  for (const std::string& name : vocabulary.fresh.things) vocabulary.world.things.push_back(name);
  for (const std::string& name : vocabulary.fresh.numbers)
    vocabulary.world.numbers.push_back({name, NumberKind::kReal, ""});
}

Step& Draft::add(StepKind kind, Claim claim) {
  Step step;
  step.kind = kind;
  last_id += chance(0.05) ? 2 : 1;
  step.id = StepId{last_id};
  step.claim = std::move(claim);
  chain.steps.push_back(std::move(step));
  return chain.steps.back();
}

void Draft::know(const Step& step) {
  known.push_back({step.id, step.claim, sample_->holds(step.claim)});
}

// Mostly one that leaves the givens a model.
void Draft::given() {
  Claim claim = given_claim();
  for (int tries = 0; tries < 6 && !chance(0.05) && !leaves_a_model(claim); ++tries)
    claim = given_claim();
  know(add(StepKind::kGiven, std::move(claim)));
}

bool Draft::leaves_a_model(const Claim& claim) const {
  const std::vector<bool> holds = sample_->holds(claim);
  for (std::size_t m = 0; m < holds.size(); ++m)
    if (holds[m] &&
        std::all_of(known.begin(), known.end(), [&](const Known& k) { return k.holds[m]; }))
      return true;
  return false;
}

Claim Draft::given_claim() {
  ClaimMaker make = maker();
  if (!scope.closed.empty()) return closed_given(make);
  if (chance(0.03)) return make.opinion();
  switch (pick(6)) {
    case 0:
      return make.rule();
    case 1:
      return make.equation();
    case 2:
      return claims::binary(Op::kOr, make.atom(), make.atom());
    case 3:
      return make.claim();
    case 4:
      return make.set_equation();
    default:
      return make.atom();
  }
}

// Under `closed p` the givens stay within rules and facts of p, and anything without it.
Claim Draft::closed_given(ClaimMaker& make) {
  const Claim fact = claims::apply(scope.closed.front(), {make.thing_term()});
  const bool ground = fact.child(0).op() == Op::kName;
  if (ground && chance(0.5)) return fact;
  for (int tries = 0; tries < 10; ++tries) {
    const Claim rule = chance(0.7) ? make.rule() : make.atom();
    const bool horn = rule.op() != Op::kImplies || rule.child(1).op() != Op::kNot;
    if (horn) return rule;
  }
  return claims::truth(true);
}

// Steps to cite: often everything in scope, else a few; now and then one that is out of scope.
std::vector<StepId> Draft::cites(std::size_t at_least) {
  std::set<StepId> chosen;
  const bool all = chance(0.5);
  for (const Known& k : known)
    if (all || chance(0.5)) chosen.insert(k.id);
  if (known.size() > at_least && at_least > 0) chosen.insert(known[at_least].id);
  if (chance(kFault) && last_id > 0)
    chosen.insert(StepId{1 + static_cast<std::uint32_t>(pick(last_id + (chance(0.2) ? 2u : 0u)))});
  return {chosen.begin(), chosen.end()};
}

// The models of the sample where all cited claims hold.
std::vector<std::size_t> Draft::places(const std::vector<StepId>& ids) const {
  std::vector<std::size_t> models;
  for (std::size_t m = 0; m < sample_->models().size(); ++m) {
    const bool all = std::all_of(known.begin(), known.end(), [&](const Known& k) {
      return std::find(ids.begin(), ids.end(), k.id) == ids.end() || k.holds[m];
    });
    if (all) models.push_back(m);
  }
  return models;
}

std::vector<const Model*> Draft::where(const std::vector<StepId>& ids) const {
  std::vector<const Model*> models;
  for (const std::size_t m : places(ids)) models.push_back(&sample_->models()[m]);
  return models;
}

Claim Draft::goal_for(const std::vector<StepId>& ids) {
  std::vector<Claim> premises;
  for (const Known& k : known)
    if (std::find(ids.begin(), ids.end(), k.id) != ids.end()) premises.push_back(k.claim);
  const std::vector<std::size_t> holding = places(ids);
  const std::vector<const Model*> models = where(ids);
  const DeriveContext context{scope, vocabulary.world, models};
  if (holding.empty() && chance(0.5)) return claims::truth(false);
  Claim goal = derive(premises, context, random);
  for (int tries = 0; tries < 6; ++tries) {
    const std::vector<bool> holds = sample_->holds(goal);
    const bool everywhere =
        std::all_of(holding.begin(), holding.end(), [&](std::size_t m) { return holds[m]; });
    if (everywhere || chance(0.08)) break;
    goal = derive(premises, context, random);
  }
  if (chance(0.08)) goal = claims::unary(Op::kNot, claims::universal_closure(goal));
  return goal;
}

void Draft::have() {
  const std::vector<StepId> ids = cites(0);
  have(goal_for(ids), ids);
}

void Draft::have(Claim claim, const std::vector<StepId>& ids) {
  Step& step = add(StepKind::kHave, std::move(claim));
  step.cites = ids;
  std::sort(step.cites.begin(), step.cites.end());
  if (chance(0.2)) step.rule = static_cast<claims::Rule>(pick(17));
  know(step);
}

}  // namespace modus::soundness
