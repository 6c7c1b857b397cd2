#include <gtest/gtest.h>

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

TEST_F(DoubleCheck, AgreesWithTheLayers) {
  const Asked query = asked("", {"x * y = 6", "x = 2"}, "y = 3");
  const auto layers = make_double_check(make_layers(query.theory, {}), query.theory, {});
  EXPECT_EQ(told(layers->decide({&query.query, 1}, Wanted::kEvidence).front()), "entailed 0 1");
}

}  // namespace
}  // namespace modus::symbolic
