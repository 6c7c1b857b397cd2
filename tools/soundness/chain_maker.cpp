#include "tools/soundness/chain_maker.h"

#include <algorithm>
#include <optional>

#include "claims/sorts.h"
#include "tools/soundness/draft.h"
#include "tools/soundness/question.h"

namespace modus::soundness {

using claims::Claim;
using claims::Op;
using claims::Step;
using claims::StepId;
using claims::StepKind;

namespace {

class Maker {
 public:
  explicit Maker(RandomStream random) : draft_(random) {}

  RandomChain run() {
    if (draft_.chance(0.5))
      draft_.chain.steps.push_back(random_question(draft_.scope, draft_.random));
    const std::size_t givens = 1 + draft_.pick(4);
    for (std::size_t i = 0; i < givens; ++i) draft_.given();
    const std::size_t actions = 2 + draft_.pick(4);
    for (std::size_t i = 0; i < actions; ++i) act(2);
    if (draft_.chain.question() != nullptr) answer();
    draft_.chain.header.sorts = declarations_for(draft_.chain, draft_.vocabulary);
    return {std::move(draft_.chain), std::move(draft_.vocabulary), {}};
  }

 private:
  void act(int depth) {
    const std::size_t choice = draft_.pick(depth > 0 ? 16 : 9);
    if (choice < 8) return draft_.have();
    if (choice == 8) return let();
    if (choice < 11) return assumption(depth);
    if (choice < 13) return cases(depth);
    if (choice == 13) return generalisation(depth);
    if (choice == 14) return obtain();
    if (draft_.chance(0.3) && draft_.scope.closed.empty()) return draft_.given();
    draft_.have();
  }

  void inside(int depth) {
    const std::size_t actions = 1 + draft_.pick(2);
    for (std::size_t i = 0; i < actions; ++i) act(depth - 1);
  }

  void assumption(int depth) {
    const std::size_t outside = draft_.known.size();
    const Scope scope = draft_.scope;
    ClaimMaker make = draft_.maker();
    const Claim assumed = draft_.chance(0.3)   ? make.claim()
                          : draft_.chance(0.3) ? claims::unary(Op::kNot, make.atom())
                                               : make.atom();
    const StepId opened = draft_.add(StepKind::kAssume, assumed).id;
    draft_.know(draft_.chain.steps.back());
    inside(depth);
    const std::vector<StepId> ids = draft_.cites(outside);
    if (draft_.where(ids).empty() || draft_.chance(0.2)) {
      draft_.have(claims::truth(false), ids);
    } else {
      draft_.have(draft_.goal_for(ids), ids);
    }
    const Known last = draft_.known.back();
    const bool contradiction = last.claim.op() == Op::kFalse;
    const Claim closed = claims::universal_closure(assumed);
    const Claim result =
        contradiction ? claims::unary(Op::kNot, closed)
                      : claims::binary(Op::kImplies, closed, claims::universal_closure(last.claim));
    close(outside, scope);
    discharge({opened}, result, {last.id});
  }

  // Back to what was in scope outside; by mistake what was inside stays.
  void close(std::size_t outside, const Scope& scope) {
    draft_.scope.things = scope.things;
    if (!draft_.chance(kFault))
      draft_.known.erase(draft_.known.begin() + static_cast<std::ptrdiff_t>(outside),
                         draft_.known.end());
  }

  void discharge(std::vector<StepId> closes, Claim result, std::vector<StepId> ids) {
    if (draft_.chance(kFault)) result = draft_.maker().claim();
    if (draft_.chance(kFault) && result.op() == Op::kImplies)  // of something not assumed
      result = claims::binary(Op::kImplies, draft_.maker().atom(), result.child(1));
    if (draft_.chance(kFault) && !draft_.known.empty())
      closes = {draft_.known[draft_.pick(draft_.known.size())].id};
    if (draft_.chance(kFault) && !draft_.known.empty())
      ids = {draft_.known[draft_.pick(draft_.known.size())].id};
    std::sort(ids.begin(), ids.end());
    Step& step = draft_.add(StepKind::kDischarge, std::move(result));
    step.closes = std::move(closes);
    step.cites = std::move(ids);
    draft_.know(step);
  }

  void cases(int depth) {
    std::optional<Known> disjunction;
    for (const Known& known : draft_.known)
      if (known.claim.op() == Op::kOr && claims::free_variables(known.claim).empty())
        disjunction = known;
    if (!disjunction) {
      const Claim any = draft_.maker().atom();
      draft_.have(claims::binary(Op::kOr, any, claims::unary(Op::kNot, any)), {});
      disjunction = draft_.known.back();
    }
    const Claim common = draft_.goal_for({disjunction->id});
    std::vector<StepId> opened;
    std::vector<StepId> ends = {disjunction->id};
    const std::size_t outside = draft_.known.size();
    const Scope scope = draft_.scope;
    const std::size_t count = draft_.chance(kFault) ? 1 : 2;
    bool all_impossible = true;
    for (std::size_t i = 0; i < count; ++i) {
      Step& opening = draft_.add(StepKind::kCase, disjunction->claim.child(i));
      opening.closes = {disjunction->id};
      opened.push_back(opening.id);
      draft_.know(opening);
      if (depth > 1 && draft_.chance(0.3)) act(depth - 1);
      const std::vector<StepId> ids = draft_.cites(outside);
      const bool impossible = draft_.where(ids).empty() && draft_.chance(0.5);
      draft_.have(impossible ? claims::truth(false) : common, ids);
      all_impossible = all_impossible && impossible;
      ends.push_back(draft_.known.back().id);
      close(outside, scope);
    }
    discharge(opened, all_impossible ? claims::truth(false) : claims::universal_closure(common),
              ends);
  }

  std::optional<std::string> fresh_thing() {
    const auto& fresh = draft_.vocabulary.fresh.things;
    if (draft_.chance(kFault) && !draft_.scope.things.empty())
      return draft_.scope.things[draft_.pick(draft_.scope.things.size())];
    if (draft_.things_bound == fresh.size()) return std::nullopt;
    return fresh[draft_.things_bound++];
  }

  void generalisation(int depth) {
    const auto name = draft_.scope.things.empty() ? std::nullopt : fresh_thing();
    if (!name) return draft_.have();
    const std::size_t outside = draft_.known.size();
    const Scope scope = draft_.scope;
    Step& fix = draft_.add(StepKind::kFix, claims::truth(true));
    fix.name = *name;
    const StepId opened = fix.id;
    draft_.scope.things.push_back(*name);
    if (depth > 1 && draft_.chance(0.3)) assumption(depth - 1);
    std::vector<StepId> ids = draft_.cites(0);
    Claim about = draft_.goal_for(ids);
    for (int tries = 0; tries < 12 && !mentions(about, *name); ++tries)
      about = draft_.goal_for(ids);
    if (draft_.chance(4 * kFault)) {  // an assumption about the fixed name stays open
      about = about_name(*name);
      draft_.know(draft_.add(StepKind::kAssume, about));
      ids.push_back(draft_.known.back().id);
    }
    draft_.have(about, ids);
    const claims::Replacement replacement{*name, claims::variable("V1")};
    const Claim body =
        claims::substitute_names(claims::universal_closure(about), {&replacement, 1});
    const StepId last = draft_.known.back().id;
    close(outside, scope);
    discharge({opened}, claims::quantified(Op::kForall, "V1", body), {last});
  }

  Claim about_name(const std::string& name) {
    for (const World::Predicate& p : draft_.scope.predicates)
      if (p.arity == 1 && !p.is_set) return claims::apply(p.name, {claims::name(name)});
    return claims::binary(Op::kEqual, claims::name(name), claims::name(draft_.scope.things[0]));
  }

  static bool mentions(const Claim& claim, const std::string& name) {
    const std::vector<std::string> names = claims::names_in(claim);
    return std::binary_search(names.begin(), names.end(), name);
  }

  void obtain() {
    if (draft_.scope.things.empty()) return draft_.have();
    std::optional<Known> exists;
    for (const Known& known : draft_.known)
      if (known.claim.op() == Op::kExists && known.claim.name()[0] != 'N') exists = known;
    if (!exists) {
      ClaimMaker make = draft_.maker();
      const claims::Replacement replacement{draft_.scope.things.front(), claims::variable("X")};
      const Claim body = claims::substitute_names(make.atom(), {&replacement, 1});
      if (claims::free_variables(body).empty() || !draft_.scope.closed.empty())
        return draft_.have();
      draft_.know(draft_.add(StepKind::kGiven, claims::quantified(Op::kExists, "X", body)));
      exists = draft_.known.back();
    }
    const auto name = fresh_thing();
    if (!name) return draft_.have();
    const claims::Replacement witness{exists->claim.name(), claims::name(*name)};
    Step& step = draft_.add(StepKind::kObtain,
                            claims::substitute_variables(exists->claim.child(0), {&witness, 1}));
    if (draft_.chance(kFault)) step.claim = draft_.maker().atom();
    step.name = *name;
    step.cites = {exists->id};
    draft_.know(step);
    draft_.scope.things.push_back(*name);
  }

  void let() {
    const auto& fresh = draft_.vocabulary.fresh.numbers;
    if (draft_.numbers_bound == fresh.size()) return draft_.have();
    const std::string name = fresh[draft_.numbers_bound++];
    ClaimMaker make = draft_.maker();
    Step& step = draft_.add(StepKind::kLet, claims::truth(true));
    step.name = name;
    if (draft_.chance(0.85)) {
      step.definition = make.number_term("");
      if (draft_.chance(kFault))  // recursive
        step.definition = claims::binary(Op::kAdd, *step.definition, claims::name(name));
      else
        draft_.sample().define(name, *step.definition);
    } else {
      step.declared = claims::Sort{claims::SortKind::kReal, {}, claims::SortKind::kEntity};
    }
    draft_.scope.numbers.push_back({name, NumberKind::kReal, ""});
    draft_.have();
  }

  void answer() {
    std::vector<StepId> ids = draft_.cites(0);
    const std::vector<const Model*> models = draft_.where(ids);
    Step step = answer_to(*draft_.chain.question(), {draft_.scope, draft_.vocabulary.world, models},
                          draft_.random);
    step.cites = std::move(ids);
    draft_.chain.steps.push_back(std::move(step));
  }

  Draft draft_;
};

}  // namespace

RandomChain random_classical_chain(RandomStream random) { return Maker(random).run(); }

}  // namespace modus::soundness
