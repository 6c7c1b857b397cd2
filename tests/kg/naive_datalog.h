// The plain slow reference for kg's Datalog: every rule on every assignment of constants, again and
// again until no height falls. Never optimise it.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "kg/datalog.h"

namespace modus::kg {

// (predicate, negative, arguments) of a ground literal.
struct GroundLiteral {
  std::uint32_t predicate = 0;
  bool negative = false;
  std::vector<std::uint32_t> arguments;
  auto operator<=>(const GroundLiteral&) const = default;
};
GroundLiteral ground(const Atom& atom, const std::vector<std::uint32_t>& values);

using Heights = std::map<GroundLiteral, std::uint32_t>;  // least height of each fact of the closure

// nullopt when `absent` is not stratified. constants: all that may stand for a variable.
std::optional<Heights> naive_closure(const std::vector<Atom>& facts,
                                     const std::vector<HornRule>& rules,
                                     const std::vector<std::uint32_t>& constants);

}  // namespace modus::kg
