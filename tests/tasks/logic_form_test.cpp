#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/error.h"
#include "claims/print.h"
#include "tasks/knights_knaves.h"
#include "tasks/logicbench.h"

namespace modus::tasks {
namespace {

const std::vector<std::string> kPeople = {"ann", "bo"};

std::string error_of(const std::string& text) {
  try {
    read_statements(text, kPeople);
  } catch (const ParseError& error) {
    return error.message();
  }
  return "no error";
}

TEST(Statements, TuplesBecomeClaims) {
  const auto statements = read_statements(
      "(('<=>', ('telling-truth', 0), ('not', ('lying', 1))), ('and', ('lying', 0), ('lying', 1), "
      "('telling-truth', 1)))",
      kPeople);
  ASSERT_EQ(statements.size(), 2u);
  EXPECT_EQ(claims::print(statements[0]), "knight(ann) <-> not not knight(bo)");
  EXPECT_EQ(claims::print(statements[1]), "not knight(ann) and not knight(bo) and knight(bo)");
}

TEST(Statements, SayWhatIsWrong) {
  EXPECT_EQ(error_of("(('lying', 0),)"), "expected 2 statements, one a person");
  EXPECT_EQ(error_of("(('lying', 0), ('lying', 2))"), "expected a number below 2");
  EXPECT_EQ(error_of("(('->', ('lying', 0)), ('lying', 1))"), "expected a second statement");
  EXPECT_NE(error_of("(('nand', ('lying', 0)), ('lying', 1))").find("'telling-truth'"),
            std::string::npos);
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "('not', ";
  EXPECT_EQ(error_of("(" + deep), "expected less nesting");
}

TEST(BenchRules, EachIsProvedOrSaysWhyNot) {
  EXPECT_EQ(bench_rules().size(), 25u);
  std::size_t classical = 0, closed = 0;
  for (const BenchRule& rule : bench_rules()) {
    const RuleTrial trial = try_rule(rule);
    EXPECT_EQ(trial.proved, rule.cover != RuleCover::kOutside) << rule.rule << " " << trial.verdict;
    EXPECT_EQ(rule.reason.empty(), rule.cover != RuleCover::kOutside) << rule.rule;
    classical += rule.cover == RuleCover::kClassical;
    closed += rule.cover == RuleCover::kClosed;
    // A classical rule needs each of its premises: nothing is proved for free.
    if (rule.cover == RuleCover::kClassical) {
      EXPECT_TRUE(trial.idle_givens.empty()) << rule.rule;
    }
  }
  EXPECT_EQ(classical, 17u);
  EXPECT_EQ(closed, 5u);
}

}  // namespace
}  // namespace modus::tasks
