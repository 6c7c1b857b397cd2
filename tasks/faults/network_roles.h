// Which nodes of a network play which part in a seeded fault.
//
//   $z ~> $x, $z ~> $y, $x ~> $y   where not backdoor $x $y | $z   ->   x = lung, z = smoke, ...
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/random.h"
#include "tasks/faults/bayes_net.h"

namespace modus::tasks {

struct RoleCondition {
  bool negated = false;
  std::string kind;  // edge, path: directed; open: connected; backdoor: connected into the first
  char from = 0, to = 0;
  std::string given;  // letters: what is known, or what a path goes round
};

struct Roles {
  std::string letters;  // in the order in which they first stand
  std::vector<std::pair<char, char>> edges;
  std::vector<RoleCondition> conditions;
};

// MODUS_CHECK on the form: these texts are ours.
Roles read_roles(std::string_view roles, std::string_view where);

using RoleNodes = std::map<char, std::size_t>;

// Roles as they are in the network, drawn from all that fit.
std::optional<RoleNodes> roles_in(const Roles& roles, const BayesNet& net, RandomStream& random);

// A network that has the roles, their edges and no other between them, and up to two nodes more.
// nullopt where the conditions did not come true in some tries.
std::optional<std::pair<BayesNet, RoleNodes>> network_for(const Roles& roles, RandomStream& random);

}  // namespace modus::tasks
