// Entailment between claims about probabilities and causes, through all layers.
#include "symbolic/layers/probability.h"

#include <gtest/gtest.h>

#include "claims/parse.h"
#include "claims/print.h"
#include "symbolic/probability/rewriting.h"
#include "tests/symbolic/chain_checks.h"
#include "tests/symbolic/queries.h"

namespace modus::symbolic {
namespace {

struct Case {
  std::vector<std::string> premises;
  std::string goal;
  std::string outcome;
};

// Every witness is evaluated once more, as the layer itself does.
void expect_witness(const Asked& asked, const Decision& decision) {
  ASSERT_TRUE(decision.counter_model);
  for (const Premise& premise : asked.query.premises)
    EXPECT_EQ(claims::evaluate(premise.claim, *decision.counter_model, 1'000'000),
              claims::Value(true))
        << claims::print(premise.claim);
  EXPECT_EQ(claims::evaluate(asked.query.goal, *decision.counter_model, 1'000'000),
            claims::Value(false));
}

class Probability : public testing::TestWithParam<Case> {};
TEST_P(Probability, IsDecided) {
  const Case& c = GetParam();
  const Asked query = asked("", c.premises, c.goal);
  const auto layers = make_layers(query.theory, {});
  const Decision decision = layers->decide({&query.query, 1}, Wanted::kEvidence).front();
  EXPECT_EQ(name_of(decision.outcome), c.outcome) << c.goal << " " << decision.reason;
  if (decision.outcome == Outcome::kOpen) expect_witness(query, decision);
}

INSTANTIATE_TEST_SUITE_P(
    Linear, Probability,
    testing::Values(
        Case{{"P(a) = 0.3"}, "P(not a) = 0.7", "entailed"},
        Case{{"P(a) = 0.3"}, "P(not a) = 0.6", "refuted"},
        Case{{}, "P(a) <= 1 and P(a) >= 0", "entailed"}, Case{{}, "P(a and b) <= P(a)", "entailed"},
        Case{{"P(a) = 0.3"}, "P(a and b) <= 0.3", "entailed"},
        Case{{"P(a) = 0.3", "P(b) = 0.4"}, "P(a and b) = 0.5", "refuted"},
        Case{{"P(a) = 0.3", "P(b) = 0.4"}, "P(a and b) = 0.12", "open"},
        Case{{"P(a) = 0.3", "P(b) = 0.4", "independent(a, b)"}, "P(a and b) = 0.12", "entailed"},
        Case{{"P(a) = 0.3", "P(b) = 0.4", "P(a and b) = 0.1"}, "P(a or b) = 0.6", "entailed"},
        Case{{"P(a) = 0.3", "P(b) = 0.4"}, "P(a or b) = 0.7", "open"},
        Case{{"P(a) = 0.3", "P(b) = 0.4", "P(a and b) = 0"}, "P(a or b) = 0.7", "entailed"},
        Case{{}, "P(a or b) = P(a) + P(b) - P(a and b)", "entailed"},
        Case{{"P(a) = 0.8", "P(b) = 0.9"}, "P(a and b) >= 0.7", "entailed"},
        Case{{"P(a) = 0.8", "P(b) = 0.9"}, "P(a and b) >= 0.75", "open"},
        Case{{"P(a) = 0.8", "P(b) = 0.9", "P(a or b) = 0.7"}, "P(a) = 0.8", "contradictory"},
        Case{{"P(a) = 0.8", "P(a and b) = 0.9"}, "false", "contradictory"},
        Case{{"P(x in {1, 2, 3}) = 1", "P(x = 1) = 0.2", "P(x = 2) = 0.5"},
             "P(x = 3) = 0.3",
             "entailed"},
        Case{{"P(x = 1) = 0.2", "P(x = 2) = 0.5"}, "P(x = 3) = 0.3", "open"},
        Case{{"P(x = 1) = 0.2", "P(x = 2) = 0.5"}, "P(x in {1, 2}) = 0.7", "entailed"},
        Case{{"P(a) = p", "p > 0.5"}, "P(not a) < 0.5", "entailed"},
        Case{{"P(a) = 1 / 3"}, "P(a) ~= 0.33", "entailed"},
        Case{{"P(a) > 0.5 -> guilty", "P(a) = 0.6"}, "guilty", "entailed"}));

INSTANTIATE_TEST_SUITE_P(
    Conditional, Probability,
    testing::Values(
        Case{{"P(b) > 0", "P(a | b) = 0.3", "P(b) = 0.5"}, "P(a and b) = 0.15", "entailed"},
        Case{{"P(b) > 0", "P(a | b) = 0.9"}, "P(b | a) = 0.9", "open"},
        Case{{"P(b) > 0", "P(not b) > 0", "P(b) = 0.4", "P(a | b) = 0.5", "P(a | not b) = 0.25"},
             "P(a) = 0.35",
             "entailed"},
        Case{{"P(h) = 0.01", "P(e | h) = 0.9", "P(e | not h) = 0.05", "P(h) > 0", "P(not h) > 0"},
             "P(h | e) = 2 / 13",
             "entailed"},
        Case{{"P(h) = 0.01", "P(e | h) = 0.9", "P(e | not h) = 0.05", "P(h) > 0", "P(not h) > 0"},
             "P(h | e) = 0.9",
             "refuted"},
        Case{{"P(h) > 0", "P(e) > 0"}, "P(h | e) = P(e | h) * P(h) / P(e)", "entailed"},
        Case{{"P(b) > 0", "P(not b) > 0"},
             "P(a) = P(a | b) * P(b) + P(a | not b) * P(not b)",
             "entailed"},
        Case{{"P(b) > 0"}, "P(a | b) + P(not a | b) = 1", "entailed"},
        Case{{"P(a) < P(b)", "P(c) > 0"}, "P(c) / (P(a) - P(b)) > 0", "undecided"},
        Case{{"independent(a, b)", "P(b) > 0"}, "P(a | b) = P(a)", "entailed"},
        Case{{"independent(a, b)"}, "independent(not a, b)", "entailed"},
        Case{{"independent(a, b)"}, "independent(b, a)", "entailed"},
        Case{{"P(a) = 0.5", "P(b) = 0.5", "P(a and b) = 0.3"}, "independent(a, b)", "refuted"},
        Case{{"independent(a, b | c)", "P(c) > 0", "P(a | c) = 0.5", "P(b | c) = 0.2"},
             "P(a and b | c) = 0.1",
             "entailed"}));

INSTANTIATE_TEST_SUITE_P(
    Regimes, Probability,
    testing::Values(
        Case{{"P(x) > 0", "P(y | x) = 0.4"}, "P(y | do(x)) = 0.4", "open"},
        Case{{"P(y | do(x)) = 0.4"}, "P(not y | do(x)) = 0.6", "entailed"},
        Case{{"P(y | do(x)) = 0.4"}, "P(y | do(not x)) = 0.4", "open"},
        Case{{"P(y[x = 0]) = 0.4"}, "P(y | do(x = 0)) = 0.4", "entailed"},
        Case{{"P(x = 1) > 0", "P(y | x = 1) = 0.4"}, "P(y[x = 1] | x = 1) = 0.4", "entailed"},
        Case{{"P(x = 1) > 0", "P(y | x = 1) = 0.4"}, "P(y[x = 0] | x = 1) = 0.4", "open"},
        Case{{"P(y[x = 0] and x = 1) = 0.2", "P(x = 1) = 0.5"},
             "P(y | do(x = 0)) >= 0.2",
             "entailed"}));

INSTANTIATE_TEST_SUITE_P(
    Graphs, Probability,
    testing::Values(
        Case{{"graph { x ~> y }", "P(x) > 0", "P(y | x) = 0.4"}, "P(y | do(x)) = 0.4", "entailed"},
        Case{{"graph { u ~> x, u ~> y, x ~> y }", "P(x) > 0", "P(y | x) = 0.4"},
             "P(y | do(x)) = 0.4",
             "open"},
        Case{{"graph { x <~> y, x ~> y }", "P(x) > 0", "P(y | x) = 0.4"},
             "P(y | do(x)) = 0.4",
             "open"},
        Case{{"graph { z ~> x, z ~> y, x ~> y }", "P(x and z) > 0", "P(x and not z) > 0",
              "P(y | x, z) = 0.8", "P(y | x, not z) = 0.4", "P(z) = 0.5"},
             "P(y | do(x)) = 0.6",
             "entailed"},
        Case{{"graph { z ~> x, z ~> y, x ~> y }", "P(x and z) > 0", "P(x and not z) > 0"},
             "P(y | do(x)) = P(y | x, z) * P(z) + P(y | x, not z) * P(not z)",
             "entailed"},
        Case{{"graph { x ~> z, z ~> y, x ~> y }", "P(x and z) > 0", "P(x and not z) > 0"},
             "P(y | do(x)) = P(y | x, z) * P(z) + P(y | x, not z) * P(not z)",
             "open"},
        // A hidden cause elsewhere: only adjusting for z identifies the effect, and the strata have
        // their weights in the whole population, not among the treated.
        Case{{"graph { z ~> x ~> y, z ~> y, v <~> w }", "P(x and z) > 0", "P(x and not z) > 0"},
             "P(y | do(x)) = P(y | x, z) * P(z) + P(y | x, not z) * P(not z)",
             "entailed"},
        Case{{"graph { z ~> x ~> y, z ~> y, v <~> w }", "P(x and z) > 0", "P(x and not z) > 0"},
             "P(y | do(x)) = P(y | x, z) * P(z | x) + P(y | x, not z) * P(not z | x)",
             "open"},
        Case{
            {"graph { x ~> m ~> y, x <~> y }", "P(x) = 0.5", "P(m and x) > 0", "P(m and not x) > 0",
             "P(not m and x) > 0", "P(not m and not x) > 0", "P(m | x) = 0.8", "P(y | m, x) = 0.6",
             "P(y | m, not x) = 0.2", "P(y | not m, x) = 0.3", "P(y | not m, not x) = 0.1"},
            "P(y | do(x)) = 0.36",
            "entailed"},
        Case{{"graph { a ~> c, b ~> c }"}, "independent(a, b)", "entailed"},
        Case{{"graph { a ~> c, b ~> c }"}, "independent(a, b | c)", "open"},
        Case{{"graph { a ~> b ~> c }"}, "independent(a, c | b)", "entailed"},
        Case{{"graph { a ~> b ~> c }"}, "not independent(a, c)", "open"},
        Case{{"graph { a ~> c, b ~> c }", "P(a) = 0.5", "P(b) = 0.2"},
             "P(a and b) = 0.1",
             "entailed"},
        Case{{"graph { x ~> y, z ~> x }", "P(x and z) > 0", "P(y | x) = 0.4"},
             "P(y | x, z) = 0.4",
             "entailed"},
        Case{{"graph { z ~> x ~> y, z ~> y }", "P(x and z) > 0", "P(x and not z) > 0",
              "P(not x) > 0"},
             "P(y[x] | not x) = P(z | not x) * P(y | x, z) + P(not z | not x) * P(y | x, not z)",
             "entailed"},
        // Nodes that the claims do not name are not written out.
        Case{{"graph { z ~> x ~> y, z ~> y, w ~> y, v ~> w }", "P(x and z) > 0",
              "P(x and not z) > 0"},
             "P(y | do(x)) = P(y | x, z) * P(z) + P(y | x, not z) * P(not z)",
             "entailed"},
        Case{{"graph { x <~> y, x ~> m ~> y, w }", "P(m and x) > 0", "P(m and not x) > 0",
              "P(not m and x) > 0", "P(not m and not x) > 0"},
             "P(m | x) * (P(y | m, x) * P(x) + P(y | m, not x) * P(not x)) + P(not m | x) * "
             "(P(y | not m, not x) * P(not x) + P(y | not m, x) * P(x)) = P(y | do(x))",
             "entailed"},
        Case{{"graph { z ~> x ~> y, z ~> y }", "P(x and z) > 0"},
             "P(y | do(x), z) = P(y | x, z)",
             "entailed"},
        Case{{"graph { x ~> y, x ~> z }", "P(x and z) > 0"},
             "P(y | do(x), z) = P(y | do(x))",
             "entailed"},
        Case{{"graph { x ~> y, w }", "P(w) > 0"}, "P(y[x] | w) = P(y | do(x))", "entailed"},
        Case{{"graph { a ~> b ~> a }", "P(a) = 0.5"}, "P(b) = 0.5", "undecided"}));

INSTANTIATE_TEST_SUITE_P(
    Worlds, Probability,
    testing::Values(
        Case{{"graph { x ~> y, x <~> y }", "P(x) > 0"}, "P(y[x] | x) = P(y | x)", "entailed"},
        Case{{"graph { z ~> x ~> y, z ~> y }", "P(x and z) > 0", "P(not x and z) > 0"},
             "P(y[x] | not x, z) = P(y | x, z)",
             "entailed"},
        Case{{"graph { x ~> y, x <~> y }", "P(x) > 0", "P(not x) > 0"},
             "P(y[x] | not x) = P(y | x)",
             "undecided"},
        Case{{"graph { x ~> y, y <~> z }", "P(z) > 0", "P(x and z) > 0"},
             "P(y[x] | z) = P(y | z, do(x))",
             "entailed"},
        Case{{"graph { y ~> x, y <~> z }", "P(z) > 0"}, "P(y[x] | z) = P(y | z)", "entailed"},
        Case{{"graph { x ~> z ~> y, x ~> y }", "P(z) > 0", "P(x and z) > 0"},
             "P(y[x] | z) = P(y | z, do(x))",
             "undecided"},
        Case{{"graph { x ~> y, x <~> y }"}, "P(y | do(x)) >= P(y and x)", "entailed"},
        Case{{"graph { x ~> y, x <~> y }"}, "P(y | do(x)) <= 1 - P(not y and x)", "entailed"},
        Case{{"graph { x ~> y, x <~> y }"}, "P(y | do(x)) <= P(y and x)", "open"}));

INSTANTIATE_TEST_SUITE_P(
    Contexts, Probability,
    testing::Values(Case{{"graph { z ~> y, x ~> y, x <~> z }", "P(x and z) > 0",
                          "P(x and not z) > 0"},
                         "P(y | do(x)) = P(y | z, do(x)) * P(z | do(x)) + P(y | not z, do(x)) * "
                         "P(not z | do(x))",
                         "entailed"},
                    Case{{"graph { a ~> b ~> c, b ~> d }", "P(b) > 0"},
                         "P(a and d | b) = P(a | b) * P(d | b)",
                         "entailed"},
                    Case{{"graph { a ~> b, c ~> b }", "P(b) > 0"},
                         "P(a and c | b) = P(a | b) * P(c | b)",
                         "open"}));

TEST(ProbabilityEvidence, NamesThePremisesUsed) {
  const Asked query = asked("", {"P(c) = 0.1", "P(a) = 0.3", "P(b) = 0.4", "independent(a, b)"},
                            "P(a and b) = 0.12");
  const auto layers = make_layers(query.theory, {});
  const Decision decision = layers->decide({&query.query, 1}, Wanted::kEvidence).front();
  EXPECT_EQ(told(decision), "entailed 1 2 3");
}

TEST(ProbabilityLimits, TooManyAtomsAreUndecided) {
  std::string event = "a0";
  for (int i = 1; i < 14; ++i) event += " and a" + std::to_string(i);
  const Asked query = asked("", {"P(" + event + ") = 0.5"}, "P(a0) >= 0.5");
  const auto layers = make_layers(query.theory, {});
  const Decision decision = layers->decide({&query.query, 1}, Wanted::kVerdict).front();
  EXPECT_EQ(name_of(decision.outcome), "undecided");
  EXPECT_NE(decision.reason.find("2^12"), std::string::npos);
}

TEST(ProbabilitySteps, ThroughTheKernel) {
  const ChainResult result = check_text(R"(
s1  given P(sick) = 0.01
s2  given P(positive | sick) = 0.9
s3  given P(positive | not sick) = 0.05
s4  have P(not sick) = 0.99  by s1
s5  have P(positive) = 0.0585  by s1 s2 s3
s6  have P(sick | positive) = 2 / 13  by s1 s2 s3
s7  have P(sick | positive) = 0.9  by s2
s8  have P(sick and positive) > 0.01  by s1
s9  have P(a | b) <= 1
)");
  EXPECT_EQ(step_told(result, "s4"), "proved");
  EXPECT_EQ(step_told(result, "s5"), "proved");
  EXPECT_EQ(step_told(result, "s6"), "proved");
  EXPECT_EQ(step_told(result, "s7"), "unproved");
  EXPECT_EQ(step_told(result, "s8"), "refuted");
  EXPECT_EQ(step_told(result, "s9"), "undecided (undefined at column 10)");
}

}  // namespace
}  // namespace modus::symbolic
