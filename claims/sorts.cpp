#include "claims/sorts.h"

#include <algorithm>
#include <optional>

#include <fmt/core.h>

#include "base/error.h"
#include "claims/functions.h"
#include "claims/sort_inference.h"

namespace modus::claims {
namespace {

void collect_atom_variables(const Claim& claim, std::vector<std::string>& found) {
  if (claim.op() == Op::kAbsent || claim.op() > Op::kIff) return;
  if (claim.op() == Op::kApply) {
    if (!is_atom(claim)) return;
    for (std::string& variable : free_variables(claim)) found.push_back(std::move(variable));
    return;
  }
  if (is_comparison(claim.op())) return;
  for (const Claim& child : claim.children()) collect_atom_variables(child, found);
}

// The variables that the antecedent of a rule binds: those of its atoms, of either polarity.
std::vector<std::string> bound_by_antecedent(const Claim& rule) {
  std::vector<std::string> found;
  if (rule.op() == Op::kImplies) collect_atom_variables(rule.child(0), found);
  return found;
}

Span span_of_variable(const Claim& claim, const std::string& name) {
  if (claim.op() == Op::kVariable && claim.name() == name) return claim.span();
  for (const Claim& child : claim.children()) {
    const Span span = span_of_variable(child, name);
    if (span != Span{}) return span;
  }
  return {};
}

// A free variable is closed universally in a range-restricted rule over entities, and nowhere else.
// `is_number(name)`: does it stand for one?
template <typename IsNumber>
void check_free_variables(const SortedClaim& sorted, std::span<const std::string> asked,
                          const IsNumber& is_number) {
  const std::vector<std::string> bound = bound_by_antecedent(sorted.claim);
  for (const std::string& name : free_variables(sorted.claim)) {
    if (std::find(asked.begin(), asked.end(), name) != asked.end()) continue;
    const Span at = span_of_variable(sorted.claim, name);
    if (sorted.is_term)
      throw SortFault{fmt::format("{} is a variable, a value is expected here", name), at};
    if (is_number(name))
      throw SortFault{fmt::format("{0} is a variable here, so this would hold for every number: "
                                  "write `let {0}` first, or `forall {0}: ...`",
                                  name),
                      at};
    if (std::find(bound.begin(), bound.end(), name) == bound.end())
      throw SortFault{fmt::format("{0} is bound by nothing: a free variable must occur in an atom "
                                  "left of `->`; else write `forall {0}: ...`",
                                  name),
                      at};
  }
}

void check_free_variables(const SortedClaim& sorted, std::span<const std::string> asked,
                          const Signature& signature) {
  check_free_variables(sorted, asked, [&](const std::string& name) {
    return is_numeric(variable_sort(name, sorted.claim, signature));
  });
}

bool keeps_whole(Function function) {
  return function == Function::kAbs || function == Function::kMin || function == Function::kMax;
}

void collect_int_factors(const Claim& term, const Signature& signature,
                         const std::map<std::string, Sort>& variables, bool& all_int) {
  switch (term.op()) {
    case Op::kNumber:
      all_int &= is_integer(term.literal().value);
      return;
    case Op::kApply:
      if (const auto function = function_of(term)) {
        if (gives_whole(*function)) return;
        all_int &= keeps_whole(*function);
        for (const Claim& child : term.children())
          collect_int_factors(child, signature, variables, all_int);
        return;
      }
      [[fallthrough]];
    case Op::kName: {
      const Symbol* symbol = signature.find(term.name());
      all_int &= symbol && symbol->result.kind == SortKind::kInt;
      return;
    }
    case Op::kVariable: {
      const auto it = variables.find(term.name());
      all_int &= it != variables.end() && it->second.kind == SortKind::kInt;
      return;
    }
    case Op::kDivide:
      all_int = false;
      return;
    case Op::kIntegerDivide:
      return;  // floor division gives a whole number
    case Op::kPower:
      all_int &= term.child(1).op() == Op::kNumber && is_integer(term.child(1).literal().value);
      collect_int_factors(term.child(0), signature, variables, all_int);
      return;
    default:
      for (const Claim& child : term.children())
        collect_int_factors(child, signature, variables, all_int);
  }
}

}  // namespace

std::string to_string(const Sort& sort) {
  switch (sort.kind) {
    case SortKind::kTruth:
      return "truth";
    case SortKind::kEntity:
      return "entity";
    case SortKind::kInt:
      return "int";
    case SortKind::kReal:
      return "real";
    case SortKind::kQuantity:
      return fmt::format("quantity[{}]", print_dimension(sort.dimension));
    case SortKind::kSet:
      return fmt::format("set[{}]", to_string(Sort{sort.element, {}, {}}));
    case SortKind::kRandom:
      return "rv";
  }
  return "";
}

bool is_numeric(const Sort& sort) {
  return sort.kind == SortKind::kInt || sort.kind == SortKind::kReal ||
         sort.kind == SortKind::kQuantity;
}

const Symbol* Signature::find(std::string_view name) const {
  const auto it = symbols_->find(name);
  return it == symbols_->end() ? nullptr : &it->second;
}

void Signature::add(const std::string& name, Symbol symbol) {
  if (symbols_.use_count() > 1) symbols_ = std::make_shared<Symbols>(*symbols_);
  symbols_->insert_or_assign(name, std::move(symbol));
}

std::vector<std::string> Signature::entities() const {
  std::vector<std::string> names;
  for (const auto& [name, symbol] : *symbols_)
    if (symbol.arguments.empty() && symbol.result.kind == SortKind::kEntity) names.push_back(name);
  return names;
}

namespace {

// Throws ParseError; a name that nothing fixes is the caller's business.
Signature infer(const SortProblem& problem, std::optional<SortFault>& unsettled) {
  try {
    SortInference inference;
    for (const SortDeclaration& declaration : problem.declarations) inference.declare(declaration);
    for (const SortedClaim& sorted : problem.claims) {
      if (!sorted.name.empty())
        inference.add_definition(sorted.name, sorted.claim);
      else if (sorted.is_term)
        inference.add_term(sorted.claim);
      else
        inference.add_formula(sorted.claim);
    }
    Signature signature = inference.solve();
    unsettled = inference.unsettled();
    if (unsettled) return signature;
    if (inference.open_unit()) throw *inference.open_unit();
    for (std::size_t i = 0; i < problem.claims.size(); ++i)
      check_free_variables(problem.claims[i],
                           i < problem.asked.size() ? std::span<const std::string>(problem.asked[i])
                                                    : std::span<const std::string>(),
                           signature);
    return signature;
  } catch (const SortFault& fault) {
    throw ParseError(problem.source, problem.text, fault.at.begin, fault.message);
  }
}

}  // namespace

Signature infer_sorts(const SortProblem& problem) {
  std::optional<SortFault> unsettled;
  Signature signature = infer(problem, unsettled);
  if (unsettled)
    throw ParseError(problem.source, problem.text, unsettled->at.begin, unsettled->message);
  return signature;
}

GrowingSignature infer_growing_sorts(const SortProblem& problem) {
  std::optional<SortFault> unsettled;
  Signature signature = infer(problem, unsettled);
  return {std::move(signature), !unsettled};
}

namespace {

// An entity, or a variable that stands for one.
bool is_known_entity(const Claim& term, const Signature& signature) {
  if (term.op() == Op::kVariable) return true;
  const Symbol* known = term.op() == Op::kName ? signature.find(term.name()) : nullptr;
  return known != nullptr && known->arguments.empty() && known->result == Sort();
}

// Is it made of predicates and entities whose sorts are all known? Then it fixes nothing.
bool says_known_only(const Claim& claim, const Signature& signature) {
  if (claim.op() == Op::kNot || claim.op() == Op::kAnd || claim.op() == Op::kOr ||
      claim.op() == Op::kImplies || claim.op() == Op::kIff)
    return std::ranges::all_of(
        claim.children(), [&](const Claim& child) { return says_known_only(child, signature); });
  const bool applied = claim.op() == Op::kApply && !function_of(claim);
  const Symbol* known = applied ? signature.find(claim.name()) : nullptr;
  return known != nullptr && known->result.kind == SortKind::kTruth &&
         known->arguments.size() == claim.children().size() &&
         std::ranges::all_of(known->arguments, [](const Sort& sort) { return sort == Sort(); }) &&
         std::ranges::all_of(claim.children(),
                             [&](const Claim& child) { return is_known_entity(child, signature); });
}

}  // namespace

bool extend_sorts(const SortedClaim& sorted, std::span<const std::string> asked,
                  Signature& signature) {
  try {
    if (sorted.name.empty() && !sorted.is_term && says_known_only(sorted.claim, signature)) {
      check_free_variables(sorted, asked, [](const std::string&) { return false; });
      return true;
    }
    SortInference inference(signature);
    if (!sorted.name.empty())
      inference.add_definition(sorted.name, sorted.claim);
    else if (sorted.is_term)
      inference.add_term(sorted.claim);
    else
      inference.add_formula(sorted.claim);
    const Signature found = inference.solve();
    if (inference.open_unit() || inference.unsettled()) return false;
    Signature extended = signature;
    for (const auto& [name, symbol] : found.symbols()) {
      const Symbol* known = signature.find(name);
      if (known != nullptr && *known != symbol) return false;
      if (known == nullptr) extended.add(name, symbol);
    }
    check_free_variables(sorted, asked, extended);
    signature = std::move(extended);
    return true;
  } catch (const SortFault&) {
    return false;
  }
}

Sort sort_of(const Claim& term, const Signature& signature,
             const std::map<std::string, Sort>& variables) {
  if (is_connective(term.op()) || is_comparison(term.op()) || term.op() == Op::kTrue ||
      term.op() == Op::kFalse)
    return Sort{SortKind::kTruth, {}, {}};
  try {
    SortInference inference(signature);
    // A variable is seeded as a constant of its name: letters and names never clash.
    for (const auto& [name, sort] : variables) inference.declare({name, {}, sort, {}});
    std::vector<Replacement> constants;
    for (const auto& [name, sort] : variables) constants.push_back({name, claims::name(name)});
    inference.add_term(substitute_variables(term, constants));
    inference.solve();
    if (inference.unsettled()) throw *inference.unsettled();
    Sort sort = inference.last_term();
    bool all_int = sort.kind == SortKind::kReal;
    if (all_int) collect_int_factors(term, signature, variables, all_int);
    if (all_int) sort.kind = SortKind::kInt;
    return sort;
  } catch (const SortFault& fault) {
    throw Error(fault.message);
  }
}

Sort variable_sort(const std::string& variable, const Claim& body, const Signature& signature) {
  try {
    SortInference inference(signature);
    if (is_term(body.op()))
      inference.add_term(body);
    else
      inference.add_formula(body);
    inference.solve();
    if (inference.unsettled()) throw *inference.unsettled();
    return inference.free_variable(variable);
  } catch (const SortFault& fault) {
    throw Error(fault.message);
  }
}

Claim universal_closure(const Claim& claim) {
  std::vector<std::string> free = free_variables(claim);
  Claim closed = claim;
  for (auto it = free.rbegin(); it != free.rend(); ++it)
    closed = quantified(Op::kForall, *it, closed);
  return closed;
}

}  // namespace modus::claims
