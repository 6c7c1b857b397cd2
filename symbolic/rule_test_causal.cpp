#include "symbolic/rule_test_causal.h"

#include <algorithm>
#include <array>
#include <functional>

#include "base/error.h"
#include "causal/criteria.h"
#include "causal/graph_of_claim.h"
#include "causal/identify.h"
#include "claims/print.h"
#include "claims/probability.h"
#include "rules/test_spec.h"
#include "symbolic/probability/causal_links.h"
#include "symbolic/probability/graph_terms.h"

namespace modus::symbolic {
namespace {

using causal::CausalGraph;
using causal::Fault;
using causal::NodeSet;
using claims::Claim;
using rules::TestOutcome;

struct NoAnswer {
  std::string reason;
};

TestResult answer(bool yes, std::string shown) {
  return {yes ? TestOutcome::kYes : TestOutcome::kNo, "", {{"shown", std::move(shown)}}};
}
TestResult yes_if(const Fault& fault) { return answer(fault.has_value(), fault.value_or("")); }

// Everything that a path may be asked about.
struct Nodes {
  NodeSet x, y, given, into, out_of;
};

class GraphQuestion {
 public:
  explicit GraphQuestion(const CausalQuestion& question) : question_(question) {
    for (const Premise& premise : question.premises)
      if (const Claim* found = graph_in(premise.claim)) claim_ = found;
  }

  bool has_graph() const { return claim_ != nullptr; }
  std::variant<CausalGraph, causal::GraphFault> read() const {
    if (claim_ == nullptr) throw NoAnswer{"no graph is cited"};
    return causal::graph_of_claim(*claim_);
  }
  CausalGraph graph() const {
    auto found = read();
    if (const auto* fault = std::get_if<causal::GraphFault>(&found)) throw NoAnswer{fault->reason};
    return std::get<CausalGraph>(std::move(found));
  }

  Nodes nodes(const CausalGraph& graph) const {
    return {of("x", graph), of("y", graph), of("given", graph), of("into", graph),
            of("out_of", graph)};
  }

 private:
  NodeSet of(const std::string& argument, const CausalGraph& graph) const {
    const auto claim = question_.claims.find(argument);
    if (claim == question_.claims.end()) return {};
    const auto nodes = nodes_of(claim->second, graph);
    if (!nodes) throw NoAnswer{claims::print(claim->second) + " is no node of the graph"};
    return *nodes;
  }

  const CausalQuestion& question_;
  const Claim* claim_ = nullptr;
};

TestResult asked(const std::function<TestResult()>& question) {
  try {
    return question();
  } catch (const NoAnswer& none) {
    return {TestOutcome::kUndecided, none.reason, {}};
  }
}

const std::string& only(const NodeSet& nodes) {
  if (nodes.size() != 1) throw NoAnswer{"one node is asked about, not several"};
  return *nodes.begin();
}

TestResult collider(const CausalGraph& graph, const Nodes& nodes) {
  const auto opened = graph.open_path(nodes.x, nodes.y, nodes.given);
  return answer(opened && graph.separated(nodes.x, nodes.y, {}), opened.value_or(""));
}

TestResult directed(const CausalGraph& graph, const Nodes& nodes) {
  for (const std::string& from : nodes.x)
    for (const std::string& to : nodes.y)
      if (const auto path = graph.directed_path(from, to); path && from != to)
        return answer(true, *path);
  return answer(false, "");
}

using PathTest = TestResult (*)(const CausalGraph&, const Nodes&);
// In the order of rules::path_kinds(), from the second on.
constexpr std::array<PathTest, 6> kTests = {
    [](const CausalGraph& graph, const Nodes& nodes) {
      return answer(graph.has_edge(only(nodes.x), only(nodes.y)), "");
    },
    directed,
    [](const CausalGraph& graph, const Nodes& nodes) {
      const auto path = graph.without_outgoing(nodes.x).open_path(nodes.x, nodes.y, nodes.given);
      return answer(path.has_value(), path.value_or(""));
    },
    collider,
    [](const CausalGraph& graph, const Nodes& nodes) {
      return yes_if(causal::frontdoor_fault(graph, nodes.x, nodes.y, nodes.given));
    },
    [](const CausalGraph& graph, const Nodes& nodes) {
      return yes_if(
          causal::instrument_fault(graph, only(nodes.given), only(nodes.x), only(nodes.y), {}));
    },
};

}  // namespace

TestResult test_separated(const CausalQuestion& question) {
  return asked([&] {
    const GraphQuestion asked_of(question);
    const CausalGraph whole = asked_of.graph();
    const Nodes nodes = asked_of.nodes(whole);
    const auto path = whole.without_incoming(nodes.into)
                          .without_outgoing(nodes.out_of)
                          .open_path(nodes.x, nodes.y, nodes.given);
    return answer(!path, path.value_or(""));
  });
}

TestResult test_identified(const CausalQuestion& question) {
  return asked([&] {
    const GraphQuestion asked_of(question);
    if (!asked_of.has_graph()) return answer(false, "no graph is cited");
    const CausalGraph graph = asked_of.graph();
    const Claim& claim = question.claims.at("term");
    const auto term =
        claim.op() == claims::Op::kProbability ? graph_term(claim, graph) : std::nullopt;
    if (!term) throw NoAnswer{claims::print(claim) + " is no effect in the graph"};
    NodeSet x, y = term->event_nodes;
    for (const Claim& setting : term->set) x.insert(claims::set_variable(setting).name());
    for (const Claim& observed : term->observed) y.merge(*nodes_of(observed, graph));
    const NodeSet seen = graph.observed();
    if (y.empty() || causal::meet(x, y) || !causal::without(causal::united(x, y), seen).empty())
      throw NoAnswer{claims::print(claim) + " is no effect on what is observed"};
    const auto found = causal::identify(graph, x, y);
    if (const auto* hedge = std::get_if<causal::Hedge>(&found))
      return answer(false, "the hedge " + print(*hedge));
    return answer(true, print(std::get<causal::Estimand>(found)));
  });
}

TestResult test_path(const CausalQuestion& question) {
  return asked([&] {
    const GraphQuestion asked_of(question);
    const auto kinds = rules::path_kinds();
    if (question.kind == kinds.front()) {
      const auto found = asked_of.read();
      const auto* fault = std::get_if<causal::GraphFault>(&found);
      return answer(fault != nullptr, fault ? fault->reason : "");
    }
    const CausalGraph graph = asked_of.graph();
    const auto kind = std::find(kinds.begin(), kinds.end(), question.kind);
    MODUS_CHECK(kind != kinds.end(), "{} is no kind of path", question.kind);
    return kTests[static_cast<std::size_t>(kind - kinds.begin() - 1)](graph, asked_of.nodes(graph));
  });
}

}  // namespace modus::symbolic
