#include "symbolic/layers/written_out.h"

#include <algorithm>

#include "claims/abbreviations.h"

namespace modus::symbolic {

Theory written_out(Theory theory) {
  for (claims::Claim& axiom : theory.axioms) axiom = claims::written_out(axiom);
  return theory;
}

std::optional<std::vector<Premise>> written_out(std::span<const Premise> premises) {
  const bool any = std::any_of(premises.begin(), premises.end(), [](const Premise& premise) {
    return claims::has_abbreviation(premise.claim);
  });
  if (!any) return std::nullopt;
  std::vector<Premise> all;
  for (const Premise& premise : premises)
    all.push_back({premise.step, claims::written_out(premise.claim)});
  return all;
}

std::optional<Query> written_out(const Query& query) {
  auto premises = written_out(std::span<const Premise>(query.premises));
  if (!premises && !claims::has_abbreviation(query.goal)) return std::nullopt;
  Query core = query;
  if (premises) core.premises = std::move(*premises);
  core.goal = claims::written_out(query.goal);
  return core;
}

}  // namespace modus::symbolic
