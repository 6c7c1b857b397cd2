#include <gtest/gtest.h>

#include "base/random.h"
#include "tests/symbolic/queries.h"

namespace modus::symbolic {
namespace {

// A layer that says yes to everything: what double-checking is there to catch.
class Credulous final : public Entailment {
 public:
  explicit Credulous(Outcome outcome) : outcome_(outcome) {}
  std::vector<Decision> decide(std::span<const Query> queries, Wanted) override {
    Decision decision;
    decision.outcome = outcome_;
    return std::vector<Decision>(queries.size(), decision);
  }
  Decision satisfiable(std::span<const Premise>, Wanted) override { return {}; }

 private:
  Outcome outcome_;
};

std::string double_checked(Outcome claimed, const Asked& asked) {
  const auto layers = make_double_check(std::make_unique<Credulous>(claimed), asked.theory, {});
  return told(layers->decide({&asked.query, 1}, Wanted::kVerdict).front());
}

class DoubleCheck : public testing::Test {
 protected:
  void SetUp() override {
    if (!has_double_check()) GTEST_SKIP() << "this build has no cvc5";
  }
};

TEST_F(DoubleCheck, CatchesAWrongYes) {
  const std::string disagree = "undecided: solvers disagree: cvc5 has a counter-model";
  EXPECT_EQ(double_checked(Outcome::kEntailed, asked("", {"rain or snow"}, "rain")), disagree);
  EXPECT_EQ(double_checked(Outcome::kRefuted, asked("", {"x > 3"}, "x > 5")), disagree);
  EXPECT_EQ(double_checked(Outcome::kEntailed, asked("sort n: int", {"n = 5"}, "n / 2 = 2")),
            disagree);
  EXPECT_EQ(double_checked(Outcome::kEntailed, asked("sort n: int", {"n = -7"}, "n div 2 = -3")),
            disagree);
}

TEST_F(DoubleCheck, LetsARightYesPass) {
  EXPECT_EQ(double_checked(Outcome::kEntailed,
                           asked("", {"kind(X) -> nice(X)", "kind(ann)"}, "nice(ann)")),
            "entailed");
  EXPECT_EQ(double_checked(Outcome::kRefuted, asked("", {"x = 18", "y = 2 * x"}, "y = 35")),
            "refuted");
  EXPECT_EQ(double_checked(Outcome::kEntailed, asked("sort n: int", {"n = -7"}, "n mod -2 = -1")),
            "entailed");
  EXPECT_EQ(double_checked(Outcome::kOpen, asked("", {"rain or snow"}, "rain")), "open");
}

struct Case {
  std::vector<std::string> premises;
  const char* goal;
};

TEST_F(DoubleCheck, CatchesAWrongYesAboutProbabilities) {
  const Case kTable[] = {
      {{"P(a) = 0.3"}, "P(not a) = 0.6"},
      {{"P(a) = 0.3", "P(b) = 0.4"}, "P(a and b) = 0.12"},
      {{"P(a) = 0.8", "P(b) = 0.9"}, "P(a and b) >= 0.75"},
      {{"P(x = 1) = 0.2", "P(x = 2) = 0.5"}, "P(x = 3) = 0.3"},
      {{"P(b) > 0", "P(a | b) = 0.9"}, "P(b | a) = 0.9"},
      {{"P(a | do(b)) = 0.4"}, "P(a | b) = 0.4"},
      {{"P(a) = 0.5", "P(b) = 0.5", "P(a and b) = 0.25"}, "P(a or b) = 0.8"},
      {{"P(a) = 0.5", "P(b) = 0.5", "P(a and b) = 0.2"}, "independent(a, b)"},
      {{"P(x = 1) = 0.5", "P(x = 1.0) = 0.5"}, "P(x = 2) = 0.5"}};
  for (const Case& c : kTable)
    EXPECT_EQ(double_checked(Outcome::kEntailed, asked("", c.premises, c.goal)),
              "undecided: solvers disagree: cvc5 has a counter-model")
        << c.goal;
}

TEST_F(DoubleCheck, LetsARightYesAboutProbabilitiesPass) {
  const Case kTable[] = {
      {{"P(a) = 0.3"}, "P(not a) = 0.7"},
      {{"P(a) = 0.3", "P(b) = 0.4", "independent(a, b)"}, "P(a and b) = 0.12"},
      {{"P(x in {1, 2, 3}) = 1", "P(x = 1) = 0.2", "P(x = 2) = 0.5"}, "P(x = 3) = 0.3"},
      {{"P(b) > 0", "P(a | b) = 0.3", "P(b) = 0.5"}, "P(a and b) = 0.15"},
      {{"P(h) = 0.01", "P(e | h) = 0.9", "P(e | not h) = 0.05", "P(h) > 0", "P(not h) > 0"},
       "P(h | e) = 2 / 13"},
      {{"P(b) > 0"}, "P(a | do(b)) + P(not a | do(b)) = 1"},
      {{"P(a) > 0.5 -> guilty", "P(a) = 0.6"}, "guilty"},
      {{"graph { x ~> y }", "P(x) > 0", "P(y | x) = 0.4"}, "P(y | do(x)) = 0.4"},
      {{"P(y[x = 0]) = 0.4"}, "P(not y[x = 0]) = 0.6"}};
  for (const Case& c : kTable)
    EXPECT_EQ(double_checked(Outcome::kEntailed, asked("", c.premises, c.goal)), "entailed")
        << c.goal;
}

// Linear queries about a measure that was drawn first: both ways decide all of them, and alike.
TEST_F(DoubleCheck, BothWaysDecideDrawnProbabilitiesAlike) {
  RandomStream random(11);
  const std::vector<std::string> kEvents = {"a", "b", "c", "a and b", "a or not c", "b xor c",
                                            "a -> b"};
  std::size_t decided = 0, open = 0;
  for (int round = 0; round < 40; ++round) {
    std::vector<int> weights(8);  // by a, b, c, in hundredths
    int left = 100;
    for (int& weight : weights) {
      weight = static_cast<int>(random.below(static_cast<std::uint32_t>(left + 1)));
      left -= weight;
    }
    weights[0] += left;
    const auto mass = [&](std::size_t event) {
      int sum = 0;
      for (std::size_t at = 0; at < weights.size(); ++at) {
        const bool a = at & 1, b = at & 2, c = at & 4;
        const bool holds[] = {a, b, c, a && b, a || !c, b != c, !a || b};
        if (holds[event]) sum += weights[at];
      }
      return sum;
    };
    const auto event = [&] {
      return random.below(static_cast<std::uint32_t>(kEvents.size()));
    };
    std::vector<std::string> premises;
    for (int i = 0; i < 3; ++i) {
      const std::size_t at = event();
      premises.push_back(fmt::format("P({}) = {} / 100", kEvents[at], mass(at)));
    }
    const std::size_t at = event();
    const Asked query =
        asked("", premises,
              fmt::format("P({}) = {} / 100", kEvents[at], mass(at) + (round % 3 == 0 ? 1 : 0)));
    const Decision first =
        make_layers(query.theory, {})->decide({&query.query, 1}, Wanted::kVerdict).front();
    const bool yes = first.outcome == Outcome::kEntailed || first.outcome == Outcome::kRefuted;
    ASSERT_TRUE(yes || first.outcome == Outcome::kOpen) << told(first);
    const std::string second = double_checked(yes ? first.outcome : Outcome::kEntailed, query);
    EXPECT_EQ(second, yes ? std::string(name_of(first.outcome))
                          : "undecided: solvers disagree: cvc5 has a counter-model");
    (yes ? decided : open) += 1;
  }
  EXPECT_GE(decided, 8u);
  EXPECT_GE(open, 8u);
}

TEST_F(DoubleCheck, AgreesWithTheLayers) {
  const Asked query = asked("", {"x * y = 6", "x = 2"}, "y = 3");
  const auto layers = make_double_check(make_layers(query.theory, {}), query.theory, {});
  EXPECT_EQ(told(layers->decide({&query.query, 1}, Wanted::kEvidence).front()), "entailed 0 1");
}

}  // namespace
}  // namespace modus::symbolic
