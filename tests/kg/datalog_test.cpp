#include "kg/datalog.h"

#include <gtest/gtest.h>

namespace modus::kg {
namespace {

// Programs in these tests are written with one-letter predicates over numbered things.
class DatalogTest : public testing::Test {
 protected:
  Atom atom(std::string_view predicate, std::vector<Term> arguments,
            Polarity polarity = Polarity::kPositive) {
    return {symbols.intern(predicate), polarity, std::move(arguments)};
  }
  Term thing(std::string_view name) { return Term::symbol(symbols.intern(name)); }
  static Term var(std::uint32_t index) { return Term::variable(index); }

  SymbolTable symbols;
  Datalog datalog;
};

TEST_F(DatalogTest, NegativeBodyLiteralsMatchNegativeFactsOnly) {
  datalog.add_fact(atom("kind", {thing("ann")}), 1);
  datalog.add_fact(atom("kind", {thing("bob")}), 2);
  datalog.add_fact(atom("rough", {thing("ann")}, Polarity::kNegative), 3);
  datalog.add_rule({atom("nice", {var(0)}),
                    {atom("kind", {var(0)}), atom("rough", {var(0)}, Polarity::kNegative)},
                    {},
                    4});
  ASSERT_TRUE(datalog.close());
  const auto nice = datalog.find(atom("nice", {thing("ann")}));
  ASSERT_TRUE(nice);
  EXPECT_EQ(datalog.height(*nice), 1u);
  EXPECT_FALSE(datalog.find(atom("nice", {thing("bob")})));
  const Proof proof = datalog.why(*nice);
  ASSERT_EQ(proof.size(), 3u);
  EXPECT_EQ(datalog.rule(*proof[0].rule).tag, 4u);
  EXPECT_EQ(datalog.tag(proof[proof[0].premises[0]].fact), 1u);
  EXPECT_EQ(datalog.tag(proof[proof[0].premises[1]].fact), 3u);
}

TEST_F(DatalogTest, ManyFactsAtOnceAreThoseOneByOne) {
  Datalog one_by_one;
  std::vector<Atom> facts;
  for (int i = 0; i < 100; ++i) {  // each third comes twice
    facts.push_back(atom("p", {thing("a"), thing("b" + std::to_string(i % 3 == 0 ? 0 : i))}));
    facts.push_back(atom("q", {thing("b" + std::to_string(i))}, Polarity::kNegative));
  }
  for (const Atom& fact : facts) one_by_one.add_fact(fact, 7);
  datalog.add_facts(std::span(facts).first(90), 7);
  datalog.add_facts(std::span(facts).subspan(90), 7);
  ASSERT_EQ(datalog.fact_count(), one_by_one.fact_count());
  for (std::uint32_t i = 0; i < datalog.fact_count(); ++i)
    EXPECT_EQ(datalog.fact(FactId(i)), one_by_one.fact(FactId(i)));
  EXPECT_EQ(datalog.tag(FactId(0)), 7u);
}

TEST_F(DatalogTest, TiesGoToTheLowerRuleThenTheLowerFacts) {
  datalog.add_fact(atom("p", {thing("a")}), 0);
  datalog.add_fact(atom("p", {thing("b")}), 0);
  datalog.add_rule({atom("done", {}), {atom("q", {var(0)})}, {}, 0});
  const RuleId first = datalog.add_rule({atom("done", {}), {atom("p", {var(0)})}, {}, 0});
  datalog.add_rule({atom("done", {}), {atom("p", {thing("a")})}, {}, 0});
  datalog.close();
  const Proof proof = datalog.why(*datalog.find(atom("done", {})));
  EXPECT_EQ(*proof[0].rule, first);
  EXPECT_EQ(datalog.fact(proof[1].fact), atom("p", {thing("a")}));
}

TEST_F(DatalogTest, HeightIsLeastAlsoThroughALaterStratum) {
  // q(a) has height 3 by the long way and r(a), one stratum up, uses the short way of height 1.
  datalog.add_fact(atom("p", {thing("a")}), 0);
  datalog.add_rule({atom("p1", {var(0)}), {atom("p", {var(0)})}, {}, 0});
  datalog.add_rule({atom("p2", {var(0)}), {atom("p1", {var(0)})}, {}, 0});
  const Atom no_s = atom("s", {var(0)}, Polarity::kAbsent);
  datalog.add_rule({atom("r", {var(0)}), {atom("p2", {var(0)}), no_s}, {}, 0});
  const RuleId quick = datalog.add_rule({atom("r", {var(0)}), {atom("p", {var(0)}), no_s}, {}, 0});
  datalog.close();
  const FactId r = *datalog.find(atom("r", {thing("a")}));
  EXPECT_EQ(datalog.height(r), 1u);
  EXPECT_EQ(*datalog.why(r)[0].rule, quick);
}

TEST_F(DatalogTest, AbsentIsClosedWorldAndFollowsLaterFacts) {
  datalog.add_fact(atom("bird", {thing("tweety")}), 0);
  datalog.add_rule({atom("flies", {var(0)}),
                    {atom("bird", {var(0)}), atom("penguin", {var(0)}, Polarity::kAbsent)},
                    {},
                    0});
  datalog.close();
  EXPECT_TRUE(datalog.find(atom("flies", {thing("tweety")})));
  datalog.add_fact(atom("penguin", {thing("tweety")}), 0);
  datalog.close();
  EXPECT_FALSE(datalog.find(atom("flies", {thing("tweety")})));
}

TEST_F(DatalogTest, RefusesAbsentThroughItselfAndKeepsTheRest) {
  datalog.add_rule(
      {atom("p", {var(0)}), {atom("d", {var(0)}), atom("q", {var(0)}, Polarity::kAbsent)}, {}, 0});
  try {
    datalog.add_rule({atom("q", {var(0)}), {atom("p", {var(0)})}, {}, 0});
    FAIL() << "p depends on its own absence";
  } catch (const NotStratified& error) {
    const std::vector<SymbolId> expected = {symbols.intern("p"), symbols.intern("q"),
                                            symbols.intern("p")};
    EXPECT_EQ(error.cycle(), expected);
  }
  datalog.add_fact(atom("d", {thing("a")}), 0);
  EXPECT_TRUE(datalog.close());
  EXPECT_TRUE(datalog.find(atom("p", {thing("a")})));
}

TEST_F(DatalogTest, RefusesUnsafeRules) {
  EXPECT_THROW(datalog.add_rule({atom("p", {var(0)}), {}, {}, 0}), Error);
  EXPECT_THROW(datalog.add_rule({atom("p", {var(1)}), {atom("q", {var(0)})}, {}, 0}), Error);
  EXPECT_THROW(datalog.add_rule({atom("p", {}), {atom("q", {var(0)}, Polarity::kAbsent)}, {}, 0}),
               Error);
  EXPECT_THROW(datalog.add_rule({atom("p", {}), {}, {{var(0), thing("a")}}, 0}), Error);
  EXPECT_THROW(datalog.add_rule({atom("p", {}), {atom("q", {var(4'000'000'000u)})}, {}, 0}), Error);
  EXPECT_THROW(datalog.add_fact(atom("p", {var(0)}), 0), Error);
  EXPECT_THROW(datalog.add_fact(atom("p", {}, Polarity::kAbsent), 0), Error);
}

TEST_F(DatalogTest, LimitsStopAndAreReported) {
  Datalog small({.max_facts = 50, .max_joins = 1'000'000});
  for (int i = 0; i < 10; ++i) small.add_fact(atom("n", {thing(std::to_string(i))}), 0);
  small.add_rule(
      {atom("pair", {var(0), var(1)}), {atom("n", {var(0)}), atom("n", {var(1)})}, {}, 0});
  EXPECT_FALSE(small.close());
  EXPECT_LE(small.fact_count(), 50u);
  Datalog short_sighted({.max_facts = 1000, .max_joins = 20});
  for (int i = 0; i < 10; ++i) short_sighted.add_fact(atom("n", {thing(std::to_string(i))}), 0);
  short_sighted.add_rule(
      {atom("pair", {var(0), var(1)}), {atom("n", {var(0)}), atom("n", {var(1)})}, {}, 0});
  EXPECT_FALSE(short_sighted.close());
}

TEST_F(DatalogTest, LongChainsAreWalkedWithoutRecursion) {
  constexpr int kLength = 20'000;
  for (int i = 0; i < kLength; ++i)
    datalog.add_fact(atom("next", {thing(std::to_string(i)), thing(std::to_string(i + 1))}), 0);
  datalog.add_fact(atom("reached", {thing("0")}), 0);
  datalog.add_rule({atom("reached", {var(1)}),
                    {atom("reached", {var(0)}), atom("next", {var(0), var(1)})},
                    {},
                    0});
  ASSERT_TRUE(datalog.close());
  const FactId last = *datalog.find(atom("reached", {thing(std::to_string(kLength))}));
  EXPECT_EQ(datalog.height(last), static_cast<std::uint32_t>(kLength));
  EXPECT_EQ(datalog.why(last).size(), 2u * kLength + 1);
}

TEST_F(DatalogTest, MatchJoinsWithDistinctAndAbsent) {
  datalog.add_fact(atom("owns", {thing("ann"), thing("cat")}), 0);
  datalog.add_fact(atom("owns", {thing("bob"), thing("cat")}), 0);
  datalog.add_fact(atom("lent", {thing("bob"), thing("cat")}), 0);
  datalog.close();
  const std::vector<Atom> body = {atom("owns", {var(0), var(2)}), atom("owns", {var(1), var(2)}),
                                  atom("lent", {var(0), var(2)}, Polarity::kAbsent)};
  const std::vector<std::pair<Term, Term>> distinct = {{var(0), var(1)}};
  const auto rows = datalog.match(body, distinct, 10);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(symbols.text(rows[0][0]), "ann");
  EXPECT_EQ(symbols.text(rows[0][1]), "bob");
  EXPECT_EQ(datalog.match(body, {}, 1).size(), 1u);
  EXPECT_THROW(datalog.match(body, std::vector<std::pair<Term, Term>>{{var(3), var(0)}}, 1), Error);
}

}  // namespace
}  // namespace modus::kg
