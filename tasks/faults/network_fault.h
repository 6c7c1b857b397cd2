// Seeded faults about probabilities and causes: chains with one mistake in them, written over the
// nodes of a Bayesian network, whose numbers and graph they state.
//
//   D03 kept
//   roles $a
//   if P($a) != P(not $a)
//   s1 given P($a) = [[P($a)]]
//   s2 have P(not $a) = [[P(not $a)]] by s1 => have P(not $a) = [[P($a)]] by s1 !
//
// The form of fault_table.h with notes and other slots:
//   roles $z ~> $x, $z ~> $y, $w   edges and nodes that the network must have
//   where path $x $y, not backdoor $x $y | $z   what must (not) be so between them
//   if P($a) + P($b) > 1           what must hold of its numbers
//   also D13                       a rule that the step breaks as well, by what the fault is: as a
//                                  first diagnosis it is right; the table says why
//   $graph                         the network's graph
//   $graph(hidden $u, $x ~> $y, no $z ~> $y, root $x, $m <~> $y)   and a changed one: root has
//                                  no causes
//   [[P($y | do($x)) + 1 / 10]]    worked out
//   $v, $1 to $4                   the many-valued variable and its states
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "tasks/faults/bayes_net.h"
#include "tasks/faults/worked_fault.h"

namespace modus::tasks {

// The entries of all tables. Checks their form (MODUS_CHECK: they are ours).
const std::vector<WorkedFault>& network_faults();

// The tables, one text each.
std::string_view probability_faults();
std::string_view causal_faults();

// In a network made for the fault: its roles, up to two more nodes, drawn tables. nullopt where
// chance gave none that fits.
std::optional<WorkedChains> work_out_drawn(const WorkedFault& fault, RandomStream& random);
// In a network from elsewhere; nullopt where it has no such roles, states or numbers.
std::optional<WorkedChains> work_out_in(const WorkedFault& fault, const BayesNet& net,
                                        RandomStream& random);

// The rules of the note `also`.
std::vector<std::string> also_broken(const WorkedFault& fault);

}  // namespace modus::tasks
