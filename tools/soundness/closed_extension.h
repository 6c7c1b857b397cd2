// The oracle's own least model of a closed predicate: the facts that the givens' rules derive, by
// firing every rule until nothing is new.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "claims/chain.h"
#include "tools/soundness/model.h"

namespace modus::soundness {

using GroundLiteral = std::vector<std::string>;  // "kind" "ann", or "not" "kind" "ann"

// What follows from facts and rules over these names, both signs of a literal apart. absent[p]:
// where `absent p` is allowed, the facts it looks into.
std::set<GroundLiteral> closure_of(const std::vector<claims::Claim>& claims,
                                   const std::set<std::string>& names,
                                   const std::set<GroundLiteral>& absent_from);

// For each closed predicate of the header, the names of which it holds.
std::map<std::string, std::set<std::string>> closed_extensions(const claims::Chain& chain);

bool fits_closed(const Model& model, const World& world,
                 const std::map<std::string, std::set<std::string>>& extensions);

// A literal with names put in for its variables; empty when it is no literal over names.
GroundLiteral ground_literal(const claims::Claim& claim,
                             const std::map<std::string, std::string>& binding);

}  // namespace modus::soundness
