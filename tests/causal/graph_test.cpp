#include "causal/graph.h"

#include <gtest/gtest.h>

#include "causal/graph_of_claim.h"
#include "causal/twin_network.h"
#include "claims/parse.h"
#include "claims/print.h"
#include "tests/causal/random_graphs.h"

namespace modus::causal {
namespace {

CausalGraph parsed(const std::string& text) {
  return std::get<CausalGraph>(graph_of_claim(claims::parse_claim("graph { " + text + " }", "t")));
}

TEST(Graph, ReadsAndWritesClaims) {
  const CausalGraph graph = parsed("hidden u, u ~> x ~> y, a <~> b, lone");
  EXPECT_EQ(graph.observed(), (NodeSet{"a", "b", "lone", "x", "y"}));
  EXPECT_TRUE(graph.has_edge("x", "y"));
  EXPECT_FALSE(graph.has_edge("y", "x"));
  EXPECT_EQ(claims::print(claim_of_graph(graph)), "graph { hidden u, u ~> x ~> y, a <~> b, lone }");
}

TEST(Graph, NamesACycle) {
  const auto read = graph_of_claim(claims::parse_claim("graph { a ~> b ~> c ~> a }", "t"));
  EXPECT_EQ(std::get<GraphFault>(read).reason, "the graph has a cycle: a ~> b ~> c ~> a");
}

TEST(Graph, AncestorsAndPaths) {
  const CausalGraph graph = parsed("a ~> b ~> c, d ~> c");
  EXPECT_EQ(graph.ancestors({"c"}), (NodeSet{"a", "b", "c", "d"}));
  EXPECT_EQ(graph.descendants({"b"}), (NodeSet{"b", "c"}));
  EXPECT_EQ(graph.directed_path("a", "c"), "a ~> b ~> c");
  EXPECT_EQ(graph.directed_path("c", "a"), std::nullopt);
  EXPECT_EQ(graph.topological_order(), (std::vector<std::string>{"a", "b", "d", "c"}));
}

TEST(Graph, OpenPathsAreShown) {
  const CausalGraph graph = parsed("z ~> x ~> y, z ~> y, x ~> c, y ~> c");
  EXPECT_EQ(graph.without_outgoing({"x"}).open_path({"x"}, {"y"}, {}), "x <~ z ~> y");
  EXPECT_EQ(parsed("x ~> c, y ~> c").open_path({"x"}, {"y"}, {}), std::nullopt);
  EXPECT_EQ(parsed("x ~> c, y ~> c").open_path({"x"}, {"y"}, {"c"}), "x ~> c <~ y");
  EXPECT_EQ(parsed("x <~> y").open_path({"x"}, {"y"}, {}), "x <~ ? ~> y");
}

TEST(Graph, ProjectionKeepsWhatHiddenNodesDo) {
  const CausalGraph projected =
      parsed("hidden u, u ~> x, u ~> y, hidden m, x ~> m ~> y").projected();
  EXPECT_EQ(claims::print(claim_of_graph(projected)), "graph { x ~> y, x <~> y }");
}

TEST(Graph, SeparationAgreesWithAllPaths) {
  RandomStream random(1);
  std::size_t separated = 0, all = 0;
  for (int round = 0; round < 300; ++round) {
    const CausalGraph graph = random_graph(5, 0.4, 0.15, random);
    for (const std::string a : {"a", "b", "c"})
      for (const std::string b : {"d", "e"})
        for (unsigned bits = 0; bits < 32; ++bits) {
          NodeSet given;
          for (unsigned i = 0; i < 5; ++i)
            if (bits >> i & 1) given.insert(std::string(1, static_cast<char>('a' + i)));
          if (given.contains(a) || given.contains(b)) continue;
          const bool expected = separated_by_paths(graph, a, b, given);
          ASSERT_EQ(graph.separated({a}, {b}, given), expected)
              << claims::print(claim_of_graph(graph)) << " " << a << " " << b << " " << bits;
          separated += expected;
          ++all;
        }
  }
  EXPECT_GT(separated, all / 10);
  EXPECT_LT(separated, all * 9 / 10);
}

TEST(Graph, SeparationIsIndependenceInEveryModel) {
  RandomStream random(2);
  for (int round = 0; round < 40; ++round) {
    const CausalGraph graph = random_graph(4, 0.5, 0.15, random);
    const CausalModel model = random_model(graph, random);
    for (unsigned bits = 0; bits < 4; ++bits) {
      States c;
      if (bits & 1) c["b"] = 0;
      if (bits & 2) c["c"] = 1;
      NodeSet given;
      for (const auto& [node, state] : c) given.insert(node);
      if (!graph.separated({"a"}, {"d"}, given)) continue;
      States ac = c, dc = c, adc = c;
      ac["a"] = adc["a"] = 0;
      dc["d"] = adc["d"] = 0;
      EXPECT_EQ(model.probability(adc, {}) * model.probability(c, {}),
                model.probability(ac, {}) * model.probability(dc, {}));
    }
  }
}

TEST(TwinNetwork, SharesWhatIsNotBelowTheSetNodes) {
  const CausalGraph graph = parsed("z ~> x ~> y, z ~> y");
  const CausalGraph twin = twin_network(graph, {"x"});
  EXPECT_EQ(in_set_world(graph, {"x"}, "z"), "z");
  EXPECT_EQ(in_set_world(graph, {"x"}, "y"), "y*");
  EXPECT_FALSE(twin.separated({"y*"}, {"x"}, {}));
  EXPECT_TRUE(twin.separated({"y*"}, {"x"}, {"z"}));
  EXPECT_FALSE(twin.separated({"y*"}, {"y"}, {"z", "x"}));
}

}  // namespace
}  // namespace modus::causal
