#include "symbolic/layers/extension.h"

#include <algorithm>
#include <optional>
#include <set>

#include "symbolic/layers/exact.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Op;
using claims::SortKind;

namespace {

constexpr std::size_t kMostTogether = 64;  // premises about the same numbers

// Distinct names have a model whatever else is said of predicates and numbers.
bool is_distinctness(const Claim& axiom) {
  return axiom.op() == Op::kNotEqual && axiom.child(0).op() == Op::kName &&
         axiom.child(1).op() == Op::kName;
}

// A term with a value in every model; `whole`: a whole one.
bool is_total(const Claim& term, const claims::Signature& signature, bool whole) {
  const auto part = [&](std::size_t i) { return is_total(term.child(i), signature, whole); };
  switch (term.op()) {
    case Op::kNumber:
      return term.literal().unit.empty() && (!whole || claims::is_integer(term.literal().value));
    case Op::kName: {
      const claims::Symbol* symbol = signature.find(term.name());
      if (symbol == nullptr) return false;
      const SortKind kind = symbol->result.kind;
      return kind == SortKind::kInt || (!whole && kind == SortKind::kReal);
    }
    case Op::kNegate:
      return part(0);
    case Op::kAdd:
    case Op::kSubtract:
    case Op::kMultiply:
      return part(0) && part(1);
    case Op::kDivide:
      return !whole && part(0) && term.child(1).op() == Op::kNumber && part(1) &&
             term.child(1).literal().value != 0;
    default:
      return false;
  }
}

}  // namespace

Extension::Extension(const Theory& theory) : theory_(theory) {
  forget();
  all_true_ = std::all_of(theory.axioms.begin(), theory.axioms.end(), is_distinctness);
  has_model_ = all_true_;
}

// All but the axioms, whose names belong to no premises.
void Extension::forget() {
  known_.clear();
  list_ = 0;
  met_.clear();
  components_ = {{0, {}, false}};
  for (const Claim& axiom : theory_.axioms)
    for (std::string& name : claims::names_in(axiom)) met_.emplace(std::move(name), 0);
}

bool Extension::has_model(std::span<const Premise> premises) {
  list_ = 0;
  return has_model_ && begins(premises) && extend(premises.subspan(known_.size()));
}

bool Extension::has_model(std::span<const Premise> premises, std::uint64_t list) {
  if (!has_model_ || premises.size() < known_.size()) return false;
  if (list_ != list && !begins(premises)) return false;
  list_ = list;
  return extend(premises.subspan(known_.size()));
}

bool Extension::begins(std::span<const Premise> premises) const {
  if (premises.size() < known_.size()) return false;
  for (std::size_t i = 0; i < known_.size(); ++i)
    if (!(premises[i].claim == known_[i])) return false;
  return true;
}

bool Extension::extend(std::span<const Premise> further) {
  for (const Premise& premise : further) {
    const bool numbers_move = places_new_number(premise.claim) || fits_its_numbers(premise.claim);
    const bool still_all_true =
        all_true_ && (numbers_move || holds_with(premise.claim, false, true));
    if (!still_all_true && !numbers_move && !extends(premise.claim)) return false;
    all_true_ = still_all_true;
    remember(premise.claim);
  }
  return true;
}

void Extension::found_model(std::span<const Premise> premises) {
  forget();
  all_true_ = false;
  has_model_ = true;
  for (const Premise& premise : premises) remember(premise.claim);
}

void Extension::remember(const Claim& premise) {
  const std::size_t mine = components_.size();
  components_.push_back({mine, {known_.size()}, is_about_numbers(premise)});
  known_.push_back(premise);
  for (std::string& name : claims::names_in(premise)) {
    const auto [at, is_new] = met_.try_emplace(std::move(name), mine);
    if (!is_new) join(root(at->second), root(mine));
  }
}

std::size_t Extension::root(std::size_t component) const {
  while (components_[component].joined_to != component)
    component = components_[component].joined_to;
  return component;
}

void Extension::join(std::size_t one, std::size_t other) {
  if (one == other) return;
  if (components_[one].premises.size() < components_[other].premises.size()) std::swap(one, other);
  Component& larger = components_[one];
  Component& smaller = components_[other];
  larger.premises.insert(larger.premises.end(), smaller.premises.begin(), smaller.premises.end());
  larger.about_numbers = larger.about_numbers && smaller.about_numbers;
  smaller = {one, {}, false};
}

bool Extension::extends(const Claim& premise) const {
  return holds_with(premise, true, true) || holds_with(premise, true, false);
}

// A quantifier may speak of things as well, and so does a variable.
bool Extension::is_about_numbers(const Claim& premise) const {
  const auto quantifies = [](const auto& self, const Claim& claim) -> bool {
    return claim.op() == Op::kForall || claim.op() == Op::kExists ||
           std::ranges::any_of(claim.children(),
                               [&](const Claim& child) { return self(self, child); });
  };
  const auto names = claims::names_in(premise);
  return std::ranges::all_of(names,
                             [&](const std::string& name) {
                               const claims::Symbol* symbol = theory_.signature.find(name);
                               return symbol != nullptr && symbol->arguments.empty() &&
                                      claims::is_numeric(symbol->result);
                             }) &&
         claims::free_variables(premise).empty() && !quantifies(quantifies, premise);
}

// What is said of its numbers, and of those that they hang on, has a model: all else keeps its own.
bool Extension::fits_its_numbers(const Claim& premise) const {
  if (!is_about_numbers(premise)) return false;
  std::set<std::size_t> near;
  for (const std::string& name : claims::names_in(premise))
    if (const auto met = met_.find(name); met != met_.end()) near.insert(root(met->second));
  std::vector<Premise> together = {{{}, premise}};
  for (const std::size_t component : near) {
    const Component& one = components_[component];
    if (!one.about_numbers || together.size() + one.premises.size() > kMostTogether) return false;
    for (const std::size_t i : one.premises) together.push_back({{}, known_[i]});
  }
  return satisfiable_exactly(theory_, together);
}

// x = t, x > t, x != t with x new and not in t.
bool Extension::places_new_number(const Claim& premise) const {
  if (premise.op() < Op::kEqual || premise.op() > Op::kGreaterEqual) return false;
  for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
    const Claim& name = premise.child(side);
    const Claim& term = premise.child(1 - side);
    if (name.op() != Op::kName || !is_new(name.name())) continue;
    const claims::Symbol* symbol = theory_.signature.find(name.name());
    if (symbol == nullptr) continue;
    const SortKind kind = symbol->result.kind;
    if (kind != SortKind::kInt && kind != SortKind::kReal) continue;
    const auto names = claims::names_in(term);
    if (!std::binary_search(names.begin(), names.end(), name.name()) &&
        is_total(term, theory_.signature, kind == SortKind::kInt && premise.op() == Op::kEqual))
      return true;
  }
  return false;
}

// Is the premise true where predicates (the new ones, or all) have this value everywhere, whatever
// everything else is?
bool Extension::holds_with(const Claim& premise, bool new_only, bool value) const {
  // nullopt: it depends.
  const auto truth = [&](const auto& self, const Claim& claim) -> std::optional<bool> {
    const auto part = [&](std::size_t i) { return self(self, claim.child(i)); };
    const auto either = [](std::optional<bool> a, std::optional<bool> b, bool deciding) {
      if (a == deciding || b == deciding) return std::optional(deciding);
      return a && b ? std::optional(!deciding) : std::nullopt;
    };
    const auto denied = [](std::optional<bool> a) { return a ? std::optional(!*a) : a; };
    switch (claim.op()) {
      case Op::kTrue:
        return true;
      case Op::kFalse:
        return false;
      case Op::kName:
      case Op::kApply: {
        const claims::Symbol* symbol = theory_.signature.find(claim.name());
        const bool chosen = symbol != nullptr && symbol->result.kind == SortKind::kTruth &&
                            (!new_only || is_new(claim.name()));
        return chosen ? std::optional(value) : std::nullopt;
      }
      case Op::kNot:
        return denied(part(0));
      case Op::kAnd:
        return either(part(0), part(1), false);
      case Op::kOr:
        return either(part(0), part(1), true);
      case Op::kImplies:
        return either(denied(part(0)), part(1), true);
      case Op::kIff: {
        const auto left = part(0), right = part(1);
        return left && right ? std::optional(*left == *right) : std::nullopt;
      }
      case Op::kForall:
      case Op::kExists:
        return part(0);
      default:
        return std::nullopt;
    }
  };
  return truth(truth, premise) == true;
}

}  // namespace modus::symbolic
