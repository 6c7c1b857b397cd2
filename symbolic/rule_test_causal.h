// The tests of rule files that a causal graph answers: dsep, identified, path.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "symbolic/entailment.h"
#include "symbolic/rule_test.h"

namespace modus::symbolic {

// The graph is the one among the premises. Claims stand for the nodes that they speak of; `true`,
// or none, for no node.
struct CausalQuestion {
  std::vector<Premise> premises;
  std::map<std::string, claims::Claim>
      claims;        // the arguments of the test, as the match bound them
  std::string kind;  // of a path
};

// The kinds of `path` (rules::path_kinds), and when the answer is yes:
//   cycle        the graph has one
//   edge         x ~> y is an edge
//   directed     a directed path leads from x to y
//   backdoor     a back-door path from x to y is open, given `given`
//   collider     `given` opens a path between x and y that is closed without it
//   frontdoor    `given` fails the front-door criterion for x and y
//   instrument   `given`, one node, is no instrument for x and y
// `shown` in the message: the open path.  Arguments x, y, given; into, out_of: nodes whose incoming
// or outgoing edges are taken away first.
TestResult test_separated(const CausalQuestion& question);
// Argument term: P(y | do(x), ...). `shown`: the estimand, or why there is none. Without a graph
// nothing is identified.
TestResult test_identified(const CausalQuestion& question);
// `shown`: the path, or which condition fails.
TestResult test_path(const CausalQuestion& question);

}  // namespace modus::symbolic
