// The judge of the judge: fallacies called proved must be found, sound steps must not.
#include "tools/soundness/judge.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "claims/chain_text.h"
#include "tools/soundness/directed.h"
#include "tools/soundness/own_calendar.h"

namespace modus::soundness {
namespace {

World world() {
  World world;
  world.things = {"ann", "bob", "new1"};
  world.predicates = {{"kind", 1, false}, {"wise", 1, false}, {"sees", 2, false}};
  world.numbers = {{"cost", NumberKind::kReal, ""},
                   {"sum1", NumberKind::kReal, ""},
                   {"due", NumberKind::kDate, kDateUnit}};
  for (const std::int64_t day : {28, 29}) world.days.emplace_back(*own_day(2024, 2, day));
  world.days.emplace_back(*own_day(2024, 3, 1));
  world.values = {Fraction(0), Fraction(1), Fraction(2), *Fraction::make(1, 2)};
  return world;
}

// What the judge says when every step of the chain is called `verdict`.
Judgement judged(const std::string& text, symbolic::Verdict verdict) {
  const claims::Chain chain = claims::parse_chain(text, "test");
  symbolic::ChainResult result;
  for (std::size_t i = 0; i < chain.steps.size(); ++i) {
    symbolic::StepResult step;
    step.index = i;
    step.id = chain.steps[i].id;
    step.kind = chain.steps[i].kind;
    step.verdict = verdict;
    result.steps.push_back(step);
  }
  result.verdict = symbolic::ChainVerdict::kValid;
  return chain.header.logic == claims::Logic::kDirected
             ? judge_directed(chain, result)
             : judge_classical(chain, world(), result, RandomStream(1));
}

class Sound : public testing::TestWithParam<std::string> {};
TEST_P(Sound, IsNotBlamed) {
  const Judgement judgement = judged(GetParam(), symbolic::Verdict::kProved);
  EXPECT_TRUE(judgement.findings.empty()) << GetParam() << judgement.findings.front().why;
}
INSTANTIATE_TEST_SUITE_P(
    Chains, Sound,
    testing::Values(
        "s1 given kind(ann)\ns2 given kind(X) -> wise(X)\ns3 have wise(ann) by s1 s2\n",
        "s1 given due = days_after(2024-02-28, 2)\ns2 have due = 2024-03-01 by s1\n",
        "s1 given due = 2024-02-28\ns2 have iso_weekday(days_after(due, 2)) = 5 by s1\n",
        "s1 given cost > 1\ns2 have sum({cost, 1}) > 2 by s1\n",
        "s1 given likely kind(ann)\ns2 given wise(ann)\ns3 have wise(ann) by s1 s2\n",
        "s1 given kind(ann) -> wise(ann)\ns2 assume kind(ann)\ns3 have wise(ann) by s1 s2\n"
        "s4 discharge s2: kind(ann) -> wise(ann) by s3\n",
        "s1 given kind(ann) or kind(bob)\ns2 case kind(ann) of s1\n"
        "s3 have exists X: kind(X) by s2\ns4 case kind(bob) of s1\n"
        "s5 have exists X: kind(X) by s4\ns6 discharge s2 s4: exists X: kind(X) by s1 s3 s5\n",
        "s1 given exists X: kind(X)\ns2 obtain new1: kind(new1) by s1\n"
        "s3 have exists X: kind(X) by s2\n",
        "s1 given kind(X) -> wise(X)\ns2 fix new1\n"
        "s3 have kind(new1) -> wise(new1) by s1\n"
        "s4 discharge s2: forall X: kind(X) -> wise(X) by s3\n",
        "s1 given cost > 0\ns2 let sum1 := 1 / cost\ns3 have sum1 * cost = 1 by s1\n",
        "names unique\ns1 given kind(ann)\ns2 have ann != bob by s1\n",
        "domain {ann, bob}\ns1 given kind(ann) and kind(bob)\ns2 have forall X: kind(X) by s1\n",
        "names unique\nclosed kind/1\nask kind(bob)\ns1 given kind(ann)\nanswer false by s1\n",
        "logic directed\ns1 given kind(ann)\ns2 given kind(X) -> not wise(X)\n"
        "s3 have not wise(ann) by s1 s2\ns4 have kind(X) -> not wise(X) by s2\n"));

class Fallacy : public testing::TestWithParam<std::string> {};
TEST_P(Fallacy, IsFound) {
  EXPECT_FALSE(judged(GetParam(), symbolic::Verdict::kProved).findings.empty()) << GetParam();
}
INSTANTIATE_TEST_SUITE_P(
    Chains, Fallacy,
    testing::Values(
        "s1 given wise(ann)\ns2 given kind(X) -> wise(X)\ns3 have kind(ann) by s1 s2\n",
        "s1 given kind(ann)\ns2 given kind(X) -> wise(X)\ns3 have wise(ann) by s1\n",
        "s1 given kind(ann) -> wise(ann)\ns2 assume kind(ann)\ns3 have wise(ann) by s1 s2\n"
        "s4 discharge s2: wise(ann) by s3\n",
        "s1 given due > 2024-02-28\ns2 have due >= 2024-03-01 by s1\n",
        "s1 given due = 2024-02-28\ns2 have iso_weekday(days_after(due, 2)) = 4 by s1\n",
        "s1 given cost >= 1\ns2 have sum({cost, 1}) >= 2 by s1\n",
        "s1 given likely kind(ann)\ns2 have kind(ann) by s1\n",
        "s1 given kind(ann)\ns2 have possible kind(ann) by s1\n",
        "s1 given kind(ann) or kind(bob)\ns2 case kind(ann) of s1\ns3 have kind(ann) by s2\n"
        "s4 discharge s2: kind(ann) by s1 s3\n",
        "s1 given exists X: kind(X)\ns2 given wise(ann)\n"
        "s3 obtain ann: kind(ann) by s1\n",
        "s1 fix new1\ns2 assume kind(new1)\ns3 have kind(new1) by s2\n"
        "s4 discharge s1: forall X: kind(X) by s3\n",
        "s1 given cost >= 0\ns2 have cost / cost = 1 by s1\n",
        "s1 given cost >= 0\ns2 let sum1 := 1 / cost\ns3 have sum1 * cost = 1 by s1\n",
        "s1 given 5 / 2 = cost\ns2 have cost = 2 by s1\n",
        "s1 given kind(ann)\ns2 have ann != bob by s1\n",
        "s1 given kind(ann) and kind(bob)\ns2 have forall X: kind(X) by s1\n",
        "ask kind(bob)\ns1 given kind(ann)\nanswer false by s1\n",
        "domain {ann}\nask kind(ann)\ns1 given kind(ann)\nanswer open by s1\n",
        "ask X: kind(X)\ns1 given kind(ann)\nanswer ann by s1\n",
        "ask wise(ann)\ns1 assume wise(ann)\ns2 have wise(ann) by s1\nanswer true by s2\n",
        "domain {ann}\ns1 given kind(ann)\ns2 assume not kind(ann)\ns3 have wise(ann) by s1 s2\n",
        "s1 given forall X: exists Y: sees(X, Y)\n"
        "s2 have exists Y: forall X: sees(X, Y) by s1\n",
        "s1 have wise(ann) by s2\ns2 given wise(ann)\n",
        "logic directed\ns1 given not wise(ann)\ns2 given kind(X) -> wise(X)\n"
        "s3 have not kind(ann) by s1 s2\n",
        "logic directed\nclosed kind/1\ns1 given kind(ann)\ns2 given wise(ann)\n"
        "s3 given wise(X) and absent kind(X) -> sees(X, X)\ns4 have sees(ann, ann) by s2 s3\n"));

TEST(Judge, FindsWrongRefutations) {
  EXPECT_FALSE(judged("s1 given kind(ann)\ns2 have wise(ann) by s1\n", symbolic::Verdict::kRefuted)
                   .findings.empty());
  EXPECT_TRUE(
      judged("s1 given kind(ann)\ns2 have not kind(ann) by s1\n", symbolic::Verdict::kRefuted)
          .findings.empty());
}

TEST(Judge, FindsWhatIsWronglyCalledUnproved) {
  const std::string closed_world = "domain {ann, bob}\ns1 given kind(ann) and kind(bob)\n";
  EXPECT_FALSE(
      judged(closed_world + "s2 have forall X: kind(X) by s1\n", symbolic::Verdict::kUnproved)
          .findings.empty());
  EXPECT_TRUE(judged(closed_world + "s2 have wise(ann) by s1\n", symbolic::Verdict::kUnproved)
                  .findings.empty());
}

TEST(Judge, FindsWhatIsProvedFromGivensWithoutModel) {
  EXPECT_FALSE(judged("domain {ann}\ns1 given kind(ann)\ns2 given not kind(ann)\n"
                      "s3 have kind(ann) by s1\n",
                      symbolic::Verdict::kProved)
                   .findings.empty());
}

}  // namespace
}  // namespace modus::soundness
