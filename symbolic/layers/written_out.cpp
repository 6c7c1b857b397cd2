#include "symbolic/layers/written_out.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "claims/abbreviations.h"
#include "claims/comprehension.h"
#include "claims/functions.h"
#include "symbolic/algebra/solution_count.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Op;

namespace {

// {a, b} of `X = a or X = b`.
bool collect_names(const Claim& cases, const std::string& variable, std::vector<Claim>& names) {
  if (cases.op() == Op::kOr)
    return collect_names(cases.child(0), variable, names) &&
           collect_names(cases.child(1), variable, names);
  if (cases.op() != Op::kEqual || cases.child(0) != claims::variable(variable) ||
      cases.child(1).op() != Op::kName)
    return false;
  names.push_back(cases.child(1));
  return true;
}

// All entities, where an axiom says so.
std::optional<Claim> domain_of(const Theory& theory) {
  for (const Claim& axiom : theory.axioms) {
    std::vector<Claim> names;
    if (axiom.op() == Op::kForall && collect_names(axiom.child(0), axiom.name(), names))
      return claims::make(Op::kSet, "", std::move(names), {});
  }
  return std::nullopt;
}

bool ranges_over_entities(const Claim& quantified, const claims::Signature& signature) {
  try {
    return claims::variable_sort(quantified.name(), quantified.child(0), signature).kind ==
           claims::SortKind::kEntity;
  } catch (const Error&) {  // no one sort
    return false;
  }
}

bool is_unbounded(const Claim& set) {
  return claims::function_of(set) == claims::Function::kSuchThat &&
         !claims::comprehension_of(set).range;
}

class Writing {
 public:
  explicit Writing(const Theory& theory) : theory_(theory), domain_(domain_of(theory)) {}

  Claim operator()(const Claim& claim) const { return claims::written_out(bounded(claim)); }

 private:
  // Entities of a comprehension come from the domain; solutions of an equation are counted.
  Claim bounded(const Claim& claim) const {
    if (!claims::has_abbreviation(claim)) return claim;
    std::vector<Claim> children;
    for (const Claim& child : claim.children()) children.push_back(bounded(child));
    Claim rebuilt = claims::make(claim.op(), claim.name(), std::move(children), claim.span());
    if (is_unbounded(rebuilt) && domain_ &&
        ranges_over_entities(rebuilt.child(0), theory_.signature)) {
      const Claim& exists = rebuilt.child(0);
      return claims::comprehension(exists.name(), *domain_, exists.child(0), claim.span());
    }
    if (claims::function_of(rebuilt) == claims::Function::kCard && is_unbounded(rebuilt.child(0)))
      if (const auto count =
              algebra::solution_count(rebuilt.child(0).child(0), theory_.signature))
        return claims::number_term(static_cast<unsigned long>(*count));
    return rebuilt;
  }

  const Theory& theory_;
  std::optional<Claim> domain_;
};

}  // namespace

Theory written_out(Theory theory) {
  const Theory stated = theory;
  const Writing write(stated);
  for (Claim& axiom : theory.axioms) axiom = write(axiom);
  return theory;
}

std::optional<std::vector<Premise>> written_out(const Theory& theory,
                                                std::span<const Premise> premises) {
  const bool any = std::any_of(premises.begin(), premises.end(), [](const Premise& premise) {
    return claims::has_abbreviation(premise.claim);
  });
  if (!any) return std::nullopt;
  const Writing write(theory);
  std::vector<Premise> all;
  for (const Premise& premise : premises) all.push_back({premise.step, write(premise.claim)});
  return all;
}

std::optional<Query> written_out(const Theory& theory, const Query& query) {
  auto premises = written_out(theory, std::span<const Premise>(query.premises));
  if (!premises && !claims::has_abbreviation(query.goal)) return std::nullopt;
  Query core = query;
  if (premises) core.premises = std::move(*premises);
  core.goal = Writing(theory)(query.goal);
  return core;
}

}  // namespace modus::symbolic
