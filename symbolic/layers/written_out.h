// Queries in the core of the language: claims/abbreviations.h written out before a layer reads them.
// Ground values are looked for earlier, by the evaluator, which needs no writing out.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "symbolic/entailment.h"

namespace modus::symbolic {

Theory written_out(Theory theory);

// Where the theory closes the domain, {X: p(X)} ranges over it; card({X: X^2 = 4}) is the number of
// roots. nullopt: nothing is to be written
// out.
std::optional<Query> written_out(const Theory& theory, const Query& query);
std::optional<std::vector<Premise>> written_out(const Theory& theory,
                                                std::span<const Premise> premises);

}  // namespace modus::symbolic
