// The criteria that license a step from one regime to another. Each says nullopt where it holds,
// and else why not, in words for people.
//
//   graph { z ~> x ~> y, z ~> y }
//   backdoor_fault(g, {x}, {y}, {})    "the path x <~ z ~> y is open"
//   backdoor_fault(g, {x}, {y}, {z})   nullopt
//
// Sets are disjoint nodes of the graph; a set that meets another is a fault, not a crash. Hidden
// nodes in an adjustment set are a fault.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "causal/graph.h"

namespace modus::causal {

using Fault = std::optional<std::string>;

// Pearl 2009, def. 3.3.1: no descendant of x, and every back-door path is blocked.
Fault backdoor_fault(const CausalGraph& graph, const NodeSet& x, const NodeSet& y,
                     const NodeSet& adjustment_set);

// Pearl 2009, def. 3.3.3: the mediators intercept all directed paths from x to y; no back-door path
// from x to them; x blocks those from them to y.
Fault frontdoor_fault(const CausalGraph& graph, const NodeSet& x, const NodeSet& y,
                      const NodeSet& mediators);

// Pearl 2009, def. 7.4.1: given `given`, z is connected with x, and separated from y once the edges
// out of x are gone; `given` has no descendant of x or y.
Fault instrument_fault(const CausalGraph& graph, const std::string& z, const std::string& x,
                       const std::string& y, const NodeSet& given);

// P(y | do(x), z, w): the rules of do-calculus (Pearl 2009, theorem 3.4.1).
struct DoTerm {
  NodeSet y;
  NodeSet x;  // set
  NodeSet z;  // what the rule is about
  NodeSet w;  // observed beside it
};
Fault observation_fault(const CausalGraph& graph, const DoTerm& term);  // rule 1: z may go
Fault exchange_fault(const CausalGraph& graph, const DoTerm& term);     // rule 2: z is do(z)
Fault action_fault(const CausalGraph& graph, const DoTerm& term);       // rule 3: do(z) may go

// Adjustment sets of observed nodes of which no part is one, smallest first; at most `limit`. In a
// large graph only the first candidates are looked at: there may be others.
std::vector<NodeSet> minimal_adjustment_sets(const CausalGraph& graph, const NodeSet& x,
                                             const NodeSet& y, std::size_t limit);

NodeSet united(const NodeSet& a, const NodeSet& b);
NodeSet without(const NodeSet& a, const NodeSet& b);
bool meet(const NodeSet& a, const NodeSet& b);

}  // namespace modus::causal
