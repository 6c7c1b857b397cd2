// Percentage points, changes, means and medians in chains.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "claims/evaluate.h"
#include "tests/symbolic/chain_checks.h"
#include "tests/symbolic/queries.h"

namespace modus::symbolic {
namespace {

struct Case {
  const char* chain;
  const char* step;
  const char* told;
};

TEST(Statistics, InChains) {
  const Case kTable[] = {
      {"s1 given old = 20%\ns2 given new = 25%\ns3 have percentage_points(old, new) = 5 pp by s1 s2\n",
       "s3", "proved"},
      {"s1 given old = 20%\ns2 given new = 25%\ns3 have relative_change(old, new) = 25% by s1 s2\n",
       "s3", "proved"},
      {"s1 given old = 20%\ns2 given new = 25%\ns3 have relative_change(old, new) = 5% by s1 s2\n",
       "s3", "refuted"},
      {"s1 given old = 20%\ns2 given percentage_points(old, new) = 5 pp\ns3 have new = 25% by s1 s2\n",
       "s3", "proved"},
      {"s1 given old = 20%\ns2 given percentage_points(old, new) = 5 pp\ns3 have new = 21% by s1 s2\n",
       "s3", "refuted"},
      {"s1 given relative_change(old, new) = 25%\ns2 have new = 1.25 * old by s1\n", "s2", "proved"},
      {"s1 given relative_change(old, new) = 25%\ns2 have new = old + 0.25 by s1\n", "s2",
       "unproved"},
      {"s1 let old\ns2 let new\ns3 have relative_change(old, new) >= -1 or 1 = 1\n", "s3",
       "undecided (undefined at column 25)"},
      {"s1 given mean_of(x, 4, 9) = 6\ns2 have x = 5 by s1\n", "s2", "proved"},
      {"s1 given x < y\ns2 have mean_of(x, y) > x and mean_of(x, y) < y by s1\n", "s2", "proved"},
      {"s1 given x < y\ns2 given y < z\ns3 have median_of(z, x, y) = y by s1 s2\n", "s3", "proved"},
      {"s1 given x < y\ns2 given y < z\ns3 have median_of(z, x, y) = mean_of(x, z) by s1 s2\n", "s3",
       "unproved"},
      {"s1 given x = 3\ns2 have mean_of({x, 3, 6}) = 4.5 by s1\n", "s2", "proved"},
      {"s1 given x > 3\ns2 have min({x, 3, 6}) = 3 by s1\n", "s2", "proved"},
      {"s1 given x > 3\ns2 have mean_of({x, 3}) > 3 by s1\n", "s2", "proved"},
      {"s1 given x >= 3\ns2 have mean_of({x, 3}) > 3 by s1\n", "s2", "unproved"},
  };
  for (const Case& c : kTable)
    EXPECT_EQ(step_told(check_text(c.chain), c.step), c.told) << c.chain;
}

// Numbers drawn, the value told by the evaluator; the solver must agree, and deny its neighbour.
RC_GTEST_PROP(StatisticsProperty, SolverAndEvaluatorAgree, ()) {
  const char* const names[] = {"x", "y", "z", "w"};
  std::vector<std::string> premises;
  claims::Model model;
  for (const char* name : names) {
    const int value = *rc::gen::inRange(-3, 4);
    premises.push_back(fmt::format("{} = {}", name, value));
    model.constants[name] = claims::Quantity{value, {}};
  }
  const std::string term = *rc::gen::element<std::string>(
      "median_of(x, y, z, w)", "median_of(x, y, z)", "mean_of(x, y, z, w)", "mean_of({x, y, z, w})",
      "min({x, y, z})", "max({x, w})", "relative_change(x, y)", "percentage_points(x, z) / 1 pp");
  const auto value = value_told(premises, term, model);
  if (!value) return;
  RC_ASSERT(value->exact == "entailed");
  RC_ASSERT(value->other == "refuted");
}

}  // namespace
}  // namespace modus::symbolic
