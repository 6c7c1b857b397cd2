#include "symbolic/layers/structure.h"

#include <algorithm>

#include <fmt/core.h>

#include "claims/print.h"
#include "kg/horn.h"

namespace modus::symbolic {

using claims::Chain;
using claims::Claim;
using claims::Op;
using claims::Step;
using claims::StepId;
using claims::StepKind;

namespace {

std::string shown(StepId id) { return fmt::format("s{}", id.value); }

bool binds(StepKind kind) {
  return kind == StepKind::kLet || kind == StepKind::kFix || kind == StepKind::kObtain;
}

bool contains(const Assumptions& set, StepId id) { return set.find(id) != set.end(); }

// The members of a disjunction, `or` flattened: (A or B) or C gives A, B, C.
void flatten(const Claim& claim, std::vector<Claim>& members) {
  if (claim.op() != Op::kOr) {
    members.push_back(claim);
    return;
  }
  for (const Claim& child : claim.children()) flatten(child, members);
}

// True when every member of `part` is found in `whole`; found members are taken out of `whole`.
bool take_all(const Claim& part, std::vector<Claim>& whole) {
  std::vector<Claim> members;
  flatten(part, members);
  for (const Claim& member : members) {
    const auto it = std::find_if(whole.begin(), whole.end(),
                                 [&](const Claim& w) { return alpha_equal(w, member); });
    if (it == whole.end()) return false;
    whole.erase(it);
  }
  return true;
}

// Why a claim cannot stand under `logic directed`, or nullopt.
std::optional<std::string> outside_directed(const Claim& claim) {
  kg::SymbolTable symbols;
  const auto horn = kg::to_horn(claim, symbols);
  if (const auto* why = std::get_if<kg::NotHorn>(&horn))
    return fmt::format("outside `logic directed`: {}", why->reason);
  return std::nullopt;
}

Claim closed_claim(const Step& step) { return claims::universal_closure(step.claim); }

bool allowed_when_directed(StepKind kind) {
  return kind == StepKind::kAsk || kind == StepKind::kGiven || kind == StepKind::kHave ||
         kind == StepKind::kAnswer;
}

}  // namespace

std::vector<std::string> names_of(const Step& step) {
  std::vector<std::string> names = claims::names_in(step.claim);
  const auto add = [&](const Claim& claim) {
    for (std::string& name : claims::names_in(claim)) names.push_back(std::move(name));
  };
  for (const claims::Option& option : step.options) add(option.claim);
  if (step.definition) add(*step.definition);
  if (step.value) add(*step.value);
  return names;
}

Structure::Structure(const Chain& chain, const claims::Signature& signature)
    : chain_(chain), signature_(signature) {
  meet_new_steps();
  if (chain.header.domain) used_.insert(chain.header.domain->begin(), chain.header.domain->end());
}

void Structure::meet_new_steps() {
  for (std::size_t i = open_.size(); i < chain_.steps.size(); ++i) {
    const Step& step = chain_.steps[i];
    if (step.id.value != 0) index_.emplace(step.id, i);
    if (binds(step.kind)) binder_.emplace(step.name, i);
  }
  open_.resize(chain_.steps.size());
  well_formed_.resize(chain_.steps.size(), false);
}

const Step& Structure::step(StepId id) const { return chain_.steps[index_.at(id)]; }

bool Structure::in_scope(StepId id) const {
  const auto it = index_.find(id);
  if (it == index_.end() || !well_formed_[it->second]) return false;
  return std::none_of(open_[it->second].begin(), open_[it->second].end(),
                      [&](StepId open) { return contains(discharged_, open); });
}

std::optional<std::string> Structure::add(std::size_t index) {
  meet_new_steps();
  const Step& added = chain_.steps[index];
  if (auto reason = check_references(added, index)) return reason;
  if (auto reason = check_names(added, index)) return reason;
  if (auto reason = check_kind(added)) return reason;
  const bool by_form = added.kind == StepKind::kDischarge || added.kind == StepKind::kObtain;
  if (by_form && !is_plain(added.claim)) return "a modal claim is never proved";
  record(added, index);
  return std::nullopt;
}

void Structure::rollback() {
  for (auto* names : {&used_, &asked_}) names->clear();
  index_.clear();
  binder_.clear();
  depends_.clear();
  open_.clear();
  well_formed_.clear();
  discharged_.clear();
  closed_used_.reset();
  if (chain_.header.domain)
    used_.insert(chain_.header.domain->begin(), chain_.header.domain->end());
  meet_new_steps();
  for (std::size_t i = 0; i < chain_.steps.size(); ++i) add(i);
}

Structure::Reason Structure::check_references(const Step& step, std::size_t index) const {
  std::vector<StepId> references = step.cites;
  references.insert(references.end(), step.closes.begin(), step.closes.end());
  for (const StepId id : references) {
    const auto it = index_.find(id);
    if (it == index_.end()) return fmt::format("cites {}, which does not exist", shown(id));
    if (it->second == index) return "cites itself";
    if (it->second > index) return fmt::format("cites the later step {}", shown(id));
    for (const StepId open : open_[it->second])
      if (contains(discharged_, open))
        return id == open ? fmt::format("cites {}, which is discharged already", shown(id))
                          : fmt::format("cites {}, which rests on the discharged {}", shown(id),
                                        shown(open));
  }
  return std::nullopt;
}

Structure::Reason Structure::check_names(const Step& step, std::size_t index) const {
  if (step.kind == StepKind::kAsk) return std::nullopt;
  for (const std::string& name : names_of(step)) {
    const auto bound = binder_.find(name);
    if (bound == binder_.end()) continue;
    const Step& binder = chain_.steps[bound->second];
    if (bound->second > index || (bound->second == index && step.kind != StepKind::kObtain))
      return fmt::format("{} is used before {} binds it", name, shown(binder.id));
    if (bound->second == index) continue;
    if (step.kind == StepKind::kGiven && binder.kind != StepKind::kLet)
      return fmt::format("a given cannot speak of {}, which {} introduced", name,
                         shown(binder.id));
    const auto depends = depends_.find(name);
    if (depends == depends_.end()) return fmt::format("{} is bound by a malformed step", name);
    for (const StepId open : depends->second)
      if (contains(discharged_, open))
        return fmt::format("{} is out of scope: it rests on the discharged {}", name, shown(open));
  }
  return std::nullopt;
}

Structure::Reason Structure::check_kind(const Step& step) {
  const bool directed = chain_.header.logic == claims::Logic::kDirected;
  if (directed && !allowed_when_directed(step.kind))
    return fmt::format("`{}` is outside `logic directed`: use `logic classical`",
                       claims::to_string(step.kind));
  const bool asks_openly =
      step.kind == StepKind::kAsk && step.question != claims::QuestionKind::kYesNo;
  if (directed && step.kind != StepKind::kAnswer && !asks_openly)
    if (auto reason = outside_directed(step.claim)) return reason;
  if (step.kind == StepKind::kGiven && closed_used_)
    return fmt::format("a given after the first use of closed {}: move the givens up",
                       *closed_used_);
  switch (step.kind) {
    case StepKind::kLet: case StepKind::kFix: return check_fresh(step);
    case StepKind::kObtain: {
      const Reason reason = check_fresh(step);
      return reason ? reason : check_obtain(step);
    }
    case StepKind::kCase: return check_case(step);
    case StepKind::kDischarge: return check_discharge(step);
    case StepKind::kAnswer: return check_answer(step);
    default: return std::nullopt;
  }
}

Structure::Reason Structure::check_fresh(const Step& step) const {
  const Step& first = chain_.steps[binder_.at(step.name)];
  if (first.id != step.id)
    return fmt::format("{} is defined twice: {} binds it already", step.name, shown(first.id));
  // The question may speak of what a `let` defines; what is fixed or obtained is new to all.
  if (used_.contains(step.name) || (step.kind != StepKind::kLet && asked_.contains(step.name)))
    return fmt::format("{} is not fresh: it occurs earlier", step.name);
  return std::nullopt;
}

Structure::Reason Structure::check_obtain(const Step& obtain) const {
  if (obtain.cites.size() != 1) return "obtain cites exactly one step, an `exists`";
  const Claim& exists = step(obtain.cites.front()).claim;
  if (exists.op() != Op::kExists)
    return fmt::format("{} is not of the form `exists X: ...`", shown(obtain.cites.front()));
  const claims::Replacement witness[] = {{exists.name(), claims::name(obtain.name)}};
  const Claim instance = claims::substitute_variables(exists.child(0), witness);
  if (!alpha_equal(instance, obtain.claim))
    return fmt::format("{} with {} for {} reads {}", shown(obtain.cites.front()), obtain.name,
                       exists.name(), claims::print(instance));
  const claims::Symbol* symbol = signature_.find(obtain.name);
  const claims::Sort sort = claims::variable_sort(exists.name(), exists.child(0), signature_);
  if (symbol && symbol->result != sort)
    return fmt::format("{} is {}, but {} ranges over {}", obtain.name,
                       claims::to_string(symbol->result), exists.name(), claims::to_string(sort));
  return std::nullopt;
}

Structure::Reason Structure::check_case(const Step& opened) const {
  if (opened.closes.size() != 1) return "case names exactly one step: `case A of s2`";
  const Claim& disjunction = step(opened.closes.front()).claim;
  std::vector<Claim> members;
  flatten(disjunction, members);
  if (disjunction.op() != Op::kOr || !take_all(opened.claim, members))
    return fmt::format("{} is no disjunction with this case in it", shown(opened.closes.front()));
  return std::nullopt;
}

Structure::Reason Structure::check_discharge(const Step& discharge) const {
  if (discharge.closes.empty()) return "discharge names no step to close";
  const Step& opened = step(discharge.closes.front());
  for (const StepId id : discharge.closes)
    if (step(id).kind != opened.kind) return "discharge closes steps of one kind only";
  if (opened.kind == StepKind::kCase) return check_discharged_cases(discharge);
  if (discharge.closes.size() != 1)
    return "discharge closes one assumption at a time, or all cases of one disjunction";
  if (opened.kind != StepKind::kAssume && opened.kind != StepKind::kFix)
    return fmt::format("{} is not an assumption", shown(opened.id));
  if (discharge.cites.empty() ||
      std::none_of(discharge.cites.begin(), discharge.cites.end(),
                   [&](StepId id) { return id >= opened.id; }))
    return fmt::format("discharge cites no step inside {}", shown(opened.id));
  if (!claims::free_variables(discharge.claim).empty())
    return "a discharged result has no free variables: write `forall X: ...`";
  return opened.kind == StepKind::kAssume ? check_discharged_assumption(discharge, opened)
                                          : check_discharged_fix(discharge, opened);
}

Structure::Reason Structure::check_discharged_assumption(const Step& discharge,
                                                         const Step& opened) const {
  const Claim assumed = closed_claim(opened);
  const Step& last = step(discharge.cites.back());
  const Claim& result = discharge.claim;
  const bool conditional = result.op() == Op::kImplies && alpha_equal(result.child(0), assumed) &&
                           alpha_equal(result.child(1), closed_claim(last));
  const bool reductio = last.claim.op() == Op::kFalse && result.op() == Op::kNot &&
                        alpha_equal(result.child(0), assumed);
  if (contains(depends_on(claims::names_in(result)), opened.id))
    return fmt::format("the result names something obtained under {}", shown(opened.id));
  if (conditional || reductio) return std::nullopt;
  const Claim expected = last.claim.op() == Op::kFalse
                             ? claims::unary(Op::kNot, assumed)
                             : claims::binary(Op::kImplies, assumed, closed_claim(last));
  return fmt::format("discharging {} by {} gives {}", shown(opened.id), shown(last.id),
                     claims::print(expected));
}

Structure::Reason Structure::check_discharged_fix(const Step& discharge,
                                                  const Step& opened) const {
  const Step& last = step(discharge.cites.back());
  const Claim& result = discharge.claim;
  if (result.op() != Op::kForall)
    return fmt::format("discharging `fix {}` gives a `forall`", opened.name);
  const claims::Replacement fixed[] = {{result.name(), claims::name(opened.name)}};
  if (!alpha_equal(claims::substitute_variables(result.child(0), fixed), closed_claim(last)))
    return fmt::format("{} with {} for {} is not what {} says", claims::print(result.child(0)),
                       opened.name, result.name(), shown(last.id));
  const claims::Sort sort = claims::variable_sort(result.name(), result.child(0), signature_);
  const claims::Symbol* symbol = signature_.find(opened.name);
  if (symbol && symbol->result != sort)
    return fmt::format("{} is {}, but {} ranges over {}", opened.name,
                       claims::to_string(symbol->result), result.name(), claims::to_string(sort));
  if (contains(depends_on(claims::names_in(result)), opened.id))
    return fmt::format("the result names something obtained or defined from {}", opened.name);
  for (const StepId id : discharge.cites)
    for (const StepId other : open_[index_of(id)])
      if (other != opened.id && contains(depends_on(names_of(step(other))), opened.id))
        return fmt::format("the open assumption {} speaks of {}", shown(other), opened.name);
  return std::nullopt;
}

Structure::Reason Structure::check_discharged_cases(const Step& discharge) const {
  const StepId source = step(discharge.closes.front()).closes.front();
  std::vector<Claim> members;
  flatten(step(source).claim, members);
  for (const StepId id : discharge.closes) {
    if (step(id).closes.front() != source) return "the cases are not of one disjunction";
    if (!take_all(step(id).claim, members))
      return fmt::format("{} is not among the cases of {}", shown(id), shown(source));
  }
  if (!members.empty())
    return fmt::format("not exhaustive: no case for {}", claims::print(members.front()));
  if (std::find(discharge.cites.begin(), discharge.cites.end(), source) == discharge.cites.end())
    return fmt::format("the closing step must cite the disjunction {}", shown(source));
  const Claim result = closed_claim(discharge);
  Assumptions served;
  bool proves_result = result.op() == Op::kFalse;
  for (const StepId id : discharge.cites) {
    if (id == source) continue;
    const Claim claim = closed_claim(step(id));
    if (claim.op() != Op::kFalse && !alpha_equal(claim, result))
      return fmt::format("{} says neither the result nor `false`", shown(id));
    proves_result |= claim.op() != Op::kFalse;
    Assumptions inside;
    for (const StepId open : open_[index_of(id)])
      if (std::find(discharge.closes.begin(), discharge.closes.end(), open) !=
          discharge.closes.end())
        inside.insert(open);
    if (inside.size() > 1) return fmt::format("{} rests on more than one of the cases", shown(id));
    if (inside.empty()) served.insert(discharge.closes.begin(), discharge.closes.end());
    served.insert(inside.begin(), inside.end());
  }
  for (const StepId id : discharge.closes)
    if (!contains(served, id)) return fmt::format("no cited step proves the case {}", shown(id));
  if (!proves_result) return "every case is contradictory: the result is `false`";
  for (const StepId id : discharge.closes)
    if (contains(depends_on(claims::names_in(result)), id))
      return fmt::format("the result names something obtained in the case {}", shown(id));
  return std::nullopt;
}

Structure::Reason Structure::check_answer(const Step& answer) const {
  if (chain_.question() == nullptr) return "answers no question: the chain has no `ask`";
  for (const StepId id : answer.cites)
    for (const StepId open : open_[index_of(id)])
      return fmt::format("the answer rests on {}, which is still open", shown(open));
  if (answer.value)
    for (const std::string& name : claims::names_in(*answer.value))
      if (binder_.contains(name))
        return fmt::format("the answer names {}, which is not of the problem", name);
  return std::nullopt;
}

Assumptions Structure::depends_on(std::span<const std::string> names) const {
  Assumptions result;
  for (const std::string& name : names)
    if (const auto it = depends_.find(name); it != depends_.end())
      result.insert(it->second.begin(), it->second.end());
  return result;
}

void Structure::record(const Step& added, std::size_t index) {
  well_formed_[index] = true;
  const std::vector<std::string> names = names_of(added);
  if (added.kind == StepKind::kAsk) {
    asked_.insert(names.begin(), names.end());
    return;
  }
  Assumptions& open = open_[index];
  for (const StepId id : added.cites) open.insert(open_[index_of(id)].begin(), open_[index_of(id)].end());
  const Assumptions by_name = depends_on(names);
  open.insert(by_name.begin(), by_name.end());
  if (binds(added.kind)) {
    if (added.kind == StepKind::kFix) open.insert(added.id);
    depends_[added.name] = open;
  }
  if (added.kind == StepKind::kAssume || added.kind == StepKind::kCase) open.insert(added.id);
  if (added.kind == StepKind::kDischarge)
    for (const StepId id : added.closes) {
      open.erase(id);
      discharged_.insert(id);
    }
  used_.insert(names.begin(), names.end());
  if (binds(added.kind)) used_.insert(added.name);
  if (added.kind == StepKind::kHave || added.kind == StepKind::kAnswer)
    for (const claims::PredicateArity& closed : chain_.header.closed)
      if (std::find(names.begin(), names.end(), closed.name) != names.end())
        closed_used_ = closed.name;
}

}  // namespace modus::symbolic
