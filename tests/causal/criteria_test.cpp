#include "causal/criteria.h"

#include <algorithm>
#include <array>

#include <gtest/gtest.h>

#include "causal/graph_of_claim.h"
#include "claims/parse.h"
#include "tests/causal/random_graphs.h"

namespace modus::causal {
namespace {

CausalGraph parsed(const std::string& text) {
  return std::get<CausalGraph>(graph_of_claim(claims::parse_claim("graph { " + text + " }", "t")));
}

TEST(BackDoor, SaysWhatIsWrong) {
  const CausalGraph graph = parsed("z ~> x ~> m ~> y, z ~> y, hidden u, u ~> z");
  EXPECT_EQ(backdoor_fault(graph, {"x"}, {"y"}, {"z"}), std::nullopt);
  EXPECT_EQ(backdoor_fault(graph, {"x"}, {"y"}, {}), "the path x <~ z ~> y is open");
  EXPECT_EQ(backdoor_fault(graph, {"x"}, {"y"}, {"m", "z"}), "m is a descendant of x");
  EXPECT_EQ(backdoor_fault(graph, {"x"}, {"y"}, {"u"}), "u is hidden");
  EXPECT_EQ(backdoor_fault(graph, {"x"}, {"y"}, {"x"}), "x stands twice");
}

TEST(BackDoor, MBias) {
  const CausalGraph graph = parsed("a ~> x, a ~> m, b ~> m, b ~> y, x ~> y");
  EXPECT_EQ(backdoor_fault(graph, {"x"}, {"y"}, {}), std::nullopt);
  EXPECT_NE(backdoor_fault(graph, {"x"}, {"y"}, {"m"}), std::nullopt);
  EXPECT_EQ(backdoor_fault(graph, {"x"}, {"y"}, {"m", "a"}), std::nullopt);
}

TEST(FrontDoor, NeedsAllThreeConditions) {
  EXPECT_EQ(frontdoor_fault(parsed("x ~> m ~> y, x <~> y"), {"x"}, {"y"}, {"m"}), std::nullopt);
  EXPECT_EQ(frontdoor_fault(parsed("x ~> m ~> y, x ~> y, x <~> y"), {"x"}, {"y"}, {"m"}),
            "the path x ~> y passes by the mediators");
  EXPECT_EQ(frontdoor_fault(parsed("x ~> m ~> y, x <~> m"), {"x"}, {"y"}, {"m"}),
            "the path x <~ ? ~> m is open");
  EXPECT_EQ(frontdoor_fault(parsed("x ~> m ~> y, m <~> y"), {"x"}, {"y"}, {"m"}),
            "the path m <~ ? ~> y is open");
}

TEST(Instrument, RelevanceExclusionExogeneity) {
  EXPECT_EQ(instrument_fault(parsed("z ~> x ~> y, x <~> y"), "z", "x", "y", {}), std::nullopt);
  EXPECT_EQ(instrument_fault(parsed("z, x ~> y"), "z", "x", "y", {}), "z says nothing of x");
  EXPECT_EQ(instrument_fault(parsed("z ~> x ~> y, z ~> y"), "z", "x", "y", {}),
            "the path z ~> y is open");
  EXPECT_EQ(instrument_fault(parsed("z ~> x ~> y, z <~> y"), "z", "x", "y", {}),
            "the path z <~ ? ~> y is open");
}

TEST(AdjustmentSets, Minimal) {
  const CausalGraph graph = parsed("v ~> w, v ~> x, x ~> y, w ~> y");
  EXPECT_EQ(minimal_adjustment_sets(graph, {"x"}, {"y"}, 10), (std::vector<NodeSet>{{"v"}, {"w"}}));
  EXPECT_TRUE(minimal_adjustment_sets(parsed("x ~> y, x <~> y"), {"x"}, {"y"}, 10).empty());
}

States at(std::initializer_list<const char*> nodes) {
  States states;
  for (const char* node : nodes) states[node] = 0;
  return states;
}

// In a random model the two sides of each licensed rule are equal.
TEST(DoCalculus, RulesHoldInEveryModel) {
  RandomStream random(3);
  std::array<int, 4> licensed{};
  for (int round = 0; round < 60; ++round) {
    const CausalGraph graph = random_graph(4, 0.45, 0.15, random);
    const CausalModel model = random_model(graph, random);
    std::vector<std::string> names = {"a", "b", "c", "d"};
    for (unsigned shuffle = 0; shuffle < 24; ++shuffle) {
      std::next_permutation(names.begin(), names.end());
      const std::string &y = names[0], &z = names[1], &w = names[2];
      const DoTerm term{{y}, {}, {z}, {w}};
      const auto p = [&](States event, const States& given, const States& set) {
        event.insert(given.begin(), given.end());
        const claims::Rational below = model.probability(given, set);
        return claims::Rational(model.probability(event, set) / below);
      };
      const States ys = at({y.c_str()}), ws = at({w.c_str()}), zs = at({z.c_str()});
      const States wz = at({w.c_str(), z.c_str()});
      if (!observation_fault(graph, term)) {
        ++licensed[1];
        EXPECT_EQ(p(ys, wz, {}), p(ys, ws, {}));
      }
      if (!exchange_fault(graph, term)) {
        ++licensed[2];
        EXPECT_EQ(p(ys, wz, {}), p(ys, ws, zs));
      }
      if (!action_fault(graph, term)) {
        ++licensed[3];
        EXPECT_EQ(p(ys, ws, zs), p(ys, ws, {}));
      }
    }
  }
  for (const int rule : {1, 2, 3}) EXPECT_GT(licensed[rule], 50) << rule;
}

}  // namespace
}  // namespace modus::causal
