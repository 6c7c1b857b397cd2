#include "tools/soundness/chain_maker.h"

#include <algorithm>
#include <optional>
#include <set>

#include "claims/sorts.h"
#include "tools/soundness/claim_maker.h"
#include "tools/soundness/derive.h"
#include "tools/soundness/question.h"
#include "tools/soundness/sample.h"

namespace modus::soundness {

using claims::Claim;
using claims::Op;
using claims::Step;
using claims::StepId;
using claims::StepKind;

namespace {

constexpr double kFault = 0.04;  // at each place where something can go wrong

struct Known {  // a step that may be cited
  StepId id;
  Claim claim;
  std::vector<bool> holds;
};

class Maker {
 public:
  explicit Maker(RandomStream random) : random_(random) {}

  RandomChain run() {
    choose_header();
    sample_.emplace(vocabulary_.world, chain_.header, random_.fork(7));
    if (chance(0.5)) chain_.steps.push_back(random_question(scope_, random_));
    const std::size_t givens = 1 + pick(4);
    for (std::size_t i = 0; i < givens; ++i) given();
    const std::size_t actions = 2 + pick(4);
    for (std::size_t i = 0; i < actions; ++i) act(2);
    if (chain_.question() != nullptr) answer();
    chain_.header.sorts = declarations_for(chain_, vocabulary_);
    return {std::move(chain_), std::move(vocabulary_)};
  }

 private:
  std::size_t pick(std::size_t count) { return random_.below(static_cast<std::uint32_t>(count)); }
  bool chance(double p) { return random_.chance(p); }
  ClaimMaker maker() { return ClaimMaker(scope_, random_); }

  void choose_header() {
    static constexpr Subject kSubjects[] = {Subject::kLogic, Subject::kLogic, Subject::kLogic,
                                            Subject::kNumbers, Subject::kNumbers, Subject::kMixed,
                                            Subject::kGround};
    vocabulary_ = random_vocabulary(kSubjects[pick(7)], random_);
    const World& world = vocabulary_.world;
    scope_ = {world.things, world.numbers, world.predicates, world.functions, {}};
    claims::Header& header = chain_.header;
    if (!world.things.empty()) {
      header.unique_names = chance(0.25);
      if (chance(0.25)) header.domain = world.things;
      if (chance(0.2) && world.predicates.front().arity == 1 && !world.predicates.front().is_set) {
        header.unique_names = true;
        header.closed = {{world.predicates.front().name, 1}};
        scope_.closed = {world.predicates.front().name};
      }
    }
    // Names that steps bind come into scope when they are bound.
    for (const std::string& name : vocabulary_.fresh.things)
      vocabulary_.world.things.push_back(name);
    for (const std::string& name : vocabulary_.fresh.numbers)
      vocabulary_.world.numbers.push_back({name, NumberKind::kReal, ""});
  }

  StepId next_id() {
    last_id_ += chance(0.05) ? 2 : 1;
    return StepId{last_id_};
  }

  Step& add(StepKind kind, Claim claim) {
    Step step;
    step.kind = kind;
    step.id = next_id();
    step.claim = std::move(claim);
    chain_.steps.push_back(std::move(step));
    return chain_.steps.back();
  }

  void know(const Step& step) { known_.push_back({step.id, step.claim, sample_->holds(step.claim)}); }

  void given() {
    ClaimMaker make = maker();
    Claim claim;
    if (!scope_.closed.empty()) {
      claim = closed_given(make);
    } else {
      switch (pick(6)) {
        case 0:
          claim = make.rule();
          break;
        case 1:
          claim = make.equation();
          break;
        case 2:
          claim = claims::binary(Op::kOr, make.atom(), make.atom());
          break;
        case 3:
          claim = make.claim();
          break;
        default:
          claim = make.atom();
      }
    }
    know(add(StepKind::kGiven, std::move(claim)));
  }

  // Under `closed p` the givens stay within rules and facts of p, and anything without it.
  Claim closed_given(ClaimMaker& make) {
    const Claim fact = claims::apply(scope_.closed.front(), {make.thing_term()});
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
  std::vector<StepId> cites(std::size_t least_open) {
    std::set<StepId> chosen;
    const bool all = chance(0.5);
    for (const Known& known : known_)
      if (all || chance(0.5)) chosen.insert(known.id);
    if (known_.size() > least_open && least_open > 0) chosen.insert(known_[least_open].id);
    if (chance(kFault) && last_id_ > 0)
      chosen.insert(StepId{1 + static_cast<std::uint32_t>(pick(last_id_ + 1))});
    return {chosen.begin(), chosen.end()};
  }

  // The models of the sample where all cited claims hold.
  std::vector<std::size_t> where(const std::vector<StepId>& ids) const {
    std::vector<std::size_t> models;
    for (std::size_t m = 0; m < sample_->models().size(); ++m) {
      const bool all = std::all_of(known_.begin(), known_.end(), [&](const Known& known) {
        return std::find(ids.begin(), ids.end(), known.id) == ids.end() || known.holds[m];
      });
      if (all) models.push_back(m);
    }
    return models;
  }

  Claim goal_for(const std::vector<StepId>& ids) {
    std::vector<Claim> premises;
    for (const Known& known : known_)
      if (std::find(ids.begin(), ids.end(), known.id) != ids.end()) premises.push_back(known.claim);
    const std::vector<std::size_t> places = where(ids);
    std::vector<const Model*> models;
    for (const std::size_t m : places) models.push_back(&sample_->models()[m]);
    const DeriveContext context{scope_, vocabulary_.world, models};
    if (places.empty() && chance(0.5)) return claims::truth(false);
    Claim goal = derive(premises, context, random_);
    for (int tries = 0; tries < 6; ++tries) {
      const std::vector<bool> holds = sample_->holds(goal);
      const bool everywhere =
          std::all_of(places.begin(), places.end(), [&](std::size_t m) { return holds[m]; });
      if (everywhere || chance(0.08)) break;
      goal = derive(premises, context, random_);
    }
    if (chance(0.08)) goal = claims::unary(Op::kNot, claims::universal_closure(goal));
    return goal;
  }

  void have() { have(goal_for(last_cites_ = cites(0)), last_cites_); }

  void have(Claim claim, const std::vector<StepId>& ids) {
    Step& step = add(StepKind::kHave, std::move(claim));
    step.cites = ids;
    if (chance(0.2)) step.rule = static_cast<claims::Rule>(pick(17));
    know(step);
  }

  void act(int depth) {
    const std::size_t choice = pick(depth > 0 ? 16 : 9);
    if (choice < 8) return have();
    if (choice == 8) return let();
    if (choice < 11) return assumption(depth);
    if (choice < 13) return cases(depth);
    if (choice == 13) return generalisation(depth);
    if (choice == 14) return obtain();
    if (chance(0.3) && scope_.closed.empty()) return given();
    have();
  }

  void inside(int depth) {
    const std::size_t actions = 1 + pick(2);
    for (std::size_t i = 0; i < actions; ++i) act(depth - 1);
  }

  void assumption(int depth) {
    const std::size_t outside = known_.size();
    const Scope scope = scope_;
    ClaimMaker make = maker();
    const Claim assumed = chance(0.3)   ? make.claim()
                          : chance(0.3) ? claims::unary(Op::kNot, make.atom())
                                        : make.atom();
    const StepId opened = add(StepKind::kAssume, assumed).id;
    know(chain_.steps.back());
    inside(depth);
    const std::vector<StepId> ids = cites(outside);
    if (where(ids).empty() || chance(0.2)) {
      have(claims::truth(false), ids);
    } else {
      have(goal_for(ids), ids);
    }
    const Known last = known_.back();
    const bool contradiction = last.claim.op() == Op::kFalse;
    const Claim closed = claims::universal_closure(assumed);
    const Claim result = contradiction
                             ? claims::unary(Op::kNot, closed)
                             : claims::binary(Op::kImplies, closed,
                                              claims::universal_closure(last.claim));
    close(outside, scope);
    discharge({opened}, result, {last.id});
  }

  // Back to what was in scope outside; by mistake what was inside stays.
  void close(std::size_t outside, const Scope& scope) {
    scope_.things = scope.things;
    if (!chance(kFault)) known_.erase(known_.begin() + static_cast<std::ptrdiff_t>(outside), known_.end());
  }

  void discharge(std::vector<StepId> closes, Claim result, std::vector<StepId> ids) {
    if (chance(kFault)) result = maker().claim();
    if (chance(kFault) && !known_.empty()) closes = {known_[pick(known_.size())].id};
    if (chance(kFault) && !known_.empty()) ids = {known_[pick(known_.size())].id};
    std::sort(ids.begin(), ids.end());
    Step& step = add(StepKind::kDischarge, std::move(result));
    step.closes = std::move(closes);
    step.cites = std::move(ids);
    know(step);
  }

  void cases(int depth) {
    std::optional<Known> disjunction;
    for (const Known& known : known_)
      if (known.claim.op() == Op::kOr && claims::free_variables(known.claim).empty())
        disjunction = known;
    if (!disjunction) {
      const Claim any = maker().atom();
      have(claims::binary(Op::kOr, any, claims::unary(Op::kNot, any)), {});
      disjunction = known_.back();
    }
    const Claim common = goal_for({disjunction->id});
    std::vector<StepId> opened;
    std::vector<StepId> ends = {disjunction->id};
    const std::size_t outside = known_.size();
    const Scope scope = scope_;
    const std::size_t count = chance(kFault) ? 1 : 2;
    for (std::size_t i = 0; i < count; ++i) {
      Step& opening = add(StepKind::kCase, disjunction->claim.child(i));
      opening.closes = {disjunction->id};
      opened.push_back(opening.id);
      know(opening);
      if (depth > 1 && chance(0.3)) act(depth - 1);
      const std::vector<StepId> ids = cites(outside);
      const bool impossible = where(ids).empty() && chance(0.5);
      have(impossible ? claims::truth(false) : common, ids);
      ends.push_back(known_.back().id);
      close(outside, scope);
    }
    discharge(opened, claims::universal_closure(common), ends);
  }

  std::optional<std::string> fresh_thing() {
    const auto& fresh = vocabulary_.fresh.things;
    if (chance(kFault) && !scope_.things.empty()) return scope_.things[pick(scope_.things.size())];
    if (things_bound_ == fresh.size()) return std::nullopt;
    return fresh[things_bound_++];
  }

  void generalisation(int depth) {
    const auto name = scope_.things.empty() ? std::nullopt : fresh_thing();
    if (!name) return have();
    const std::size_t outside = known_.size();
    const Scope scope = scope_;
    Step& fix = add(StepKind::kFix, claims::truth(true));
    fix.name = *name;
    const StepId opened = fix.id;
    scope_.things.push_back(*name);
    if (depth > 1 && chance(0.3)) assumption(depth - 1);
    std::vector<StepId> ids = cites(0);
    Claim about = goal_for(ids);
    for (int tries = 0; tries < 12 && !mentions(about, *name); ++tries) about = goal_for(ids);
    if (chance(kFault)) {  // an assumption about the fixed name stays open
      know(add(StepKind::kAssume, maker().atom()));
      ids.push_back(known_.back().id);
    }
    have(about, ids);
    const claims::Replacement replacement{*name, claims::variable("V1")};
    const Claim body = claims::substitute_names(claims::universal_closure(about), {&replacement, 1});
    const StepId last = known_.back().id;
    close(outside, scope);
    discharge({opened}, claims::quantified(Op::kForall, "V1", body), {last});
  }

  static bool mentions(const Claim& claim, const std::string& name) {
    const std::vector<std::string> names = claims::names_in(claim);
    return std::binary_search(names.begin(), names.end(), name);
  }

  void obtain() {
    if (scope_.things.empty()) return have();
    std::optional<Known> exists;
    for (const Known& known : known_)
      if (known.claim.op() == Op::kExists && known.claim.name()[0] != 'N') exists = known;
    if (!exists) {
      ClaimMaker make = maker();
      const claims::Replacement replacement{scope_.things.front(), claims::variable("X")};
      const Claim body = claims::substitute_names(make.atom(), {&replacement, 1});
      if (claims::free_variables(body).empty() || !scope_.closed.empty()) return have();
      know(add(StepKind::kGiven, claims::quantified(Op::kExists, "X", body)));
      exists = known_.back();
    }
    const auto name = fresh_thing();
    if (!name) return have();
    const claims::Replacement witness{exists->claim.name(), claims::name(*name)};
    Step& step = add(StepKind::kObtain,
                     claims::substitute_variables(exists->claim.child(0), {&witness, 1}));
    if (chance(kFault)) step.claim = maker().atom();
    step.name = *name;
    step.cites = {exists->id};
    know(step);
    scope_.things.push_back(*name);
  }

  void let() {
    const auto& fresh = vocabulary_.fresh.numbers;
    if (numbers_bound_ == fresh.size()) return have();
    const std::string name = fresh[numbers_bound_++];
    ClaimMaker make = maker();
    Step& step = add(StepKind::kLet, claims::truth(true));
    step.name = name;
    if (chance(0.85)) {
      step.definition = make.number_term("");
      if (chance(kFault))  // recursive
        step.definition = claims::binary(Op::kAdd, *step.definition, claims::name(name));
      else
        sample_->define(name, *step.definition);
    } else {
      step.declared = claims::Sort{claims::SortKind::kReal, {}, claims::SortKind::kEntity};
    }
    scope_.numbers.push_back({name, NumberKind::kReal, ""});
    have();
  }

  void answer() {
    std::vector<StepId> ids = cites(0);
    const std::vector<std::size_t> places = where(ids);
    std::vector<const Model*> models;
    for (const std::size_t m : places) models.push_back(&sample_->models()[m]);
    Step step = answer_to(*chain_.question(), {scope_, vocabulary_.world, models}, random_);
    step.cites = std::move(ids);
    chain_.steps.push_back(std::move(step));
  }

  RandomStream random_;
  claims::Chain chain_;
  Vocabulary vocabulary_;
  Scope scope_;
  std::optional<Sample> sample_;
  std::vector<Known> known_;  // in scope
  std::vector<StepId> last_cites_;
  std::uint32_t last_id_ = 0;
  std::size_t things_bound_ = 0;
  std::size_t numbers_bound_ = 0;
};

}  // namespace

RandomChain random_classical_chain(RandomStream random) { return Maker(random).run(); }

}  // namespace modus::soundness
