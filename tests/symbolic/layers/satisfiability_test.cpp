#include "symbolic/layers/satisfiability.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace modus::symbolic {
namespace {

using Clause = std::vector<PropositionalLiteral>;

Clauses clauses_of(std::uint32_t variables, const std::vector<Clause>& all) {
  Clauses clauses;
  for (std::uint32_t i = 0; i < variables; ++i) clauses.new_variable();
  for (const Clause& clause : all) clauses.add(clause);
  return clauses;
}

bool holds(const std::vector<Clause>& all, std::uint32_t values) {
  for (const Clause& clause : all) {
    bool any = false;
    for (const PropositionalLiteral literal : clause)
      any = any || ((values >> (literal >> 1)) & 1) != (literal & 1);
    if (!any) return false;
  }
  return true;
}

// Against all 2^8 valuations.
RC_GTEST_PROP(SatisfiabilityProperty, AgreesWithTheTable, ()) {
  constexpr std::uint32_t kVariables = 8;
  std::vector<Clause> all(*rc::gen::inRange<std::size_t>(0, 45));
  for (Clause& clause : all)
    for (std::size_t n = *rc::gen::inRange<std::size_t>(1, 4); n > 0; --n)
      clause.push_back(*rc::gen::inRange<PropositionalLiteral>(0, 2 * kVariables));
  bool satisfiable = false;
  for (std::uint32_t values = 0; values < (1u << kVariables); ++values)
    satisfiable = satisfiable || holds(all, values);
  RC_CLASSIFY(satisfiable);
  const auto answer = clauses_of(kVariables, all).solve(1000);
  RC_ASSERT(answer.has_value());
  RC_ASSERT(answer->satisfiable == satisfiable);
  if (!satisfiable) return;
  std::uint32_t values = 0;
  for (std::uint32_t i = 0; i < kVariables; ++i) values |= std::uint32_t{answer->model[i]} << i;
  RC_ASSERT(holds(all, values));
}

TEST(Satisfiability, NoClauseAndTheEmptyClause) {
  EXPECT_TRUE(clauses_of(2, {}).solve(10)->satisfiable);
  EXPECT_FALSE(clauses_of(2, {{}}).solve(10)->satisfiable);
  EXPECT_TRUE(clauses_of(1, {{0, 1}}).solve(10)->satisfiable);
  EXPECT_FALSE(clauses_of(1, {{0}, {1}}).solve(10)->satisfiable);
}

TEST(Satisfiability, StopsAtItsLimit) {
  std::vector<Clause> all;  // seven pigeons, six holes
  const auto in = [](std::uint32_t pigeon, std::uint32_t hole) { return 2 * (6 * pigeon + hole); };
  for (std::uint32_t pigeon = 0; pigeon < 7; ++pigeon) {
    Clause& some = all.emplace_back();
    for (std::uint32_t hole = 0; hole < 6; ++hole) some.push_back(in(pigeon, hole));
  }
  for (std::uint32_t hole = 0; hole < 6; ++hole)
    for (std::uint32_t a = 0; a < 7; ++a)
      for (std::uint32_t b = a + 1; b < 7; ++b)
        all.push_back({negated(in(a, hole)), negated(in(b, hole))});
  EXPECT_FALSE(clauses_of(42, all).solve(100).has_value());
  EXPECT_FALSE(clauses_of(42, all).solve(100'000)->satisfiable);
}

}  // namespace
}  // namespace modus::symbolic
