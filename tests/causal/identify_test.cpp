#include "causal/identify.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "causal/graph_of_claim.h"
#include "claims/parse.h"
#include "claims/print.h"
#include "tests/causal/random_graphs.h"

namespace modus::causal {
namespace {

CausalGraph parsed(const std::string& text) {
  return std::get<CausalGraph>(graph_of_claim(claims::parse_claim("graph { " + text + " }", "t")));
}

std::string effect(const std::string& text) {
  const auto found = identify(parsed(text), {"x"}, {"y"});
  if (const auto* hedge = std::get_if<Hedge>(&found)) return "hedge " + print(*hedge);
  return print(std::get<Estimand>(found));
}

TEST(Identify, TextbookGraphs) {
  EXPECT_EQ(effect("x ~> y"), "P(y | x)");
  EXPECT_EQ(effect("y ~> x"), "P(y)");
  EXPECT_EQ(effect("x ~> y, x <~> y"), "hedge {x, y} over {y}");
  EXPECT_EQ(effect("hidden u, u ~> x, u ~> y, x ~> y"), "hedge {x, y} over {y}");
  EXPECT_EQ(effect("x ~> m ~> y, x <~> y"), "sum m: P(m | x) * (sum x: P(x) * P(y | m, x))");
  EXPECT_EQ(effect("x ~> m ~> y, x <~> m"), "hedge {m, x} over {m}");
  EXPECT_EQ(effect("z ~> x ~> y, x <~> y"), "hedge {x, y} over {y}");
}

// The estimand, evaluated in what can be observed, is the truth by truncated factorisation; and
// where there is none, no estimand was missed: a hedge's inner set lies in its outer one.
TEST(Identify, EstimandsAreTheEffectInEveryModel) {
  RandomStream random(4);
  int identified = 0, hedged = 0;
  for (int round = 0; round < 150; ++round) {
    const CausalGraph graph = random_graph(4, 0.5, 0.2, random);
    const CausalModel model = random_model(graph, random);
    const States counts = {{"a", 2}, {"b", 2}, {"c", 2}, {"d", 2}};
    for (const std::string x : {"a", "b", "c"}) {
      const NodeSet set = round % 3 == 0 && x != "a" ? NodeSet{"a", x} : NodeSet{x};
      const auto found = identify(graph, set, {"d"});
      if (const auto* hedge = std::get_if<Hedge>(&found)) {
        ++hedged;
        EXPECT_TRUE(std::includes(hedge->outer.begin(), hedge->outer.end(), hedge->inner.begin(),
                                  hedge->inner.end()));
        EXPECT_LT(hedge->inner.size(), hedge->outer.size());
        continue;
      }
      ++identified;
      for (std::size_t value = 0; value < 2; ++value) {
        States at = {{"d", 0}}, done;
        for (const std::string& node : set) at[node] = done[node] = value;
        // Free variables that the effect does not depend on may have any state.
        for (const auto& [node, count] : counts) at.try_emplace(node, 0);
        const auto estimated =
            evaluate(std::get<Estimand>(found), at, counts,
                     [&](const States& event) { return model.probability(event, {}); });
        EXPECT_EQ(estimated, model.probability({{"d", 0}}, done))
            << claims::print(claim_of_graph(graph)) << " " << print(std::get<Estimand>(found));
      }
    }
  }
  EXPECT_GT(identified, 150);
  EXPECT_GT(hedged, 30);
}

// Two models that agree on all that is observed and differ in the effect: not identifiable.
TEST(Identify, AHedgeIsMeant) {
  CausalModel one = *CausalModel::over(parsed("x ~> y, x <~> y"), {});
  CausalModel other = one;
  // x copies the hidden cause; y copies x in one model, the hidden cause in the other.
  const std::vector<claims::Rational> yes = {1, 0}, no = {0, 1};
  for (CausalModel* model : {&one, &other}) {
    model->set_row(1, 0, yes);
    model->set_row(1, 1, no);
  }
  for (std::size_t row = 0; row < 4; ++row) {
    one.set_row(2, row, row % 2 == 0 ? yes : no);
    other.set_row(2, row, row / 2 == 0 ? yes : no);
  }
  for (std::size_t x : {0, 1})
    for (std::size_t y : {0, 1})
      EXPECT_EQ(one.probability({{"x", x}, {"y", y}}, {}),
                other.probability({{"x", x}, {"y", y}}, {}));
  EXPECT_NE(one.probability({{"y", 0}}, {{"x", 0}}), other.probability({{"y", 0}}, {{"x", 0}}));
}

}  // namespace
}  // namespace modus::causal
