#include "symbolic/repair.h"

#include <gtest/gtest.h>

#include "claims/print.h"
#include "symbolic/writable.h"
#include "tests/symbolic/chain_checks.h"
#include "tests/symbolic/queries.h"

namespace modus::symbolic {
namespace {

std::string nearest(const std::vector<std::string>& premises, std::string_view goal) {
  const Asked query = asked("", premises, goal);
  const auto layers = make_layers(query.theory, {});
  const auto found = nearest_claim(query.theory, query.query, *layers);
  return found ? claims::print(*found) : "none";
}

TEST(Repair, TheOneNearClaimThatFollows) {
  EXPECT_EQ(nearest({"beats(X, Y) -> fast(X)", "beats(ann, bob)"}, "fast(bob)"), "fast(ann)");
  EXPECT_EQ(nearest({"parent(ann, bob)", "parent(X, Y) -> older(X, Y)"}, "older(bob, ann)"),
            "older(ann, bob)");
  EXPECT_EQ(nearest({"a -> b", "b -> c"}, "c -> a"), "a -> c");
  EXPECT_EQ(nearest({"x > 3"}, "2 > x"), "x > 2");
}

TEST(Repair, NoneWhereThereAreSeveralOrItIsAPremise) {
  EXPECT_EQ(nearest({"p(X) -> q(X)", "p(ann)", "p(bob)", "r(cat)"}, "q(cat)"), "none");
  EXPECT_EQ(nearest({"p(ann)", "r(bob)"}, "p(bob)"), "none");
  EXPECT_EQ(nearest({"p(ann)", "r(bob)"}, "r(ann) or not r(ann)"), "none");
}

TEST(Repair, IsAClaimThatSomebodyCouldWrite) {
  const claims::Claim name = claims::name("x");
  EXPECT_TRUE(is_writable(claims::binary(claims::Op::kLess, name, claims::name("A"))));
  const claims::Claim edge = claims::make(claims::Op::kCauses, "", {name, name}, {});
  EXPECT_FALSE(is_writable(claims::make(claims::Op::kGraph, "", {edge}, {})));
  EXPECT_FALSE(is_writable(
      claims::make(claims::Op::kProbability, "",
                   {name, claims::make(claims::Op::kProbability, "", {name}, {})}, {})));
}

const StepResult& step_of(const ChainResult& result, std::size_t index) {
  return result.steps.at(index);
}

TEST(Repair, TheSmallestStepThatClosesTheGap) {
  const ChainResult result = check_text(
      "s1 given p(ann)\ns2 given p(X) -> q(X)\ns3 given q(X) -> r(X)\n"
      "s4 given p(X) -> r(X)\ns5 have r(ann) by s1\n");
  EXPECT_EQ(step_of(result, 4).evidence.also_cite, std::vector<claims::StepId>{claims::StepId{4}});
  EXPECT_EQ(step_of(result, 4).evidence.nearest_claim, "");
}

TEST(Repair, EveryRepairIsProvedWhenMade) {
  const ChainResult result = check_text(
      "s1 given p(ann)\ns2 given p(X) -> q(X)\ns3 given q(X) -> r(X)\ns4 have r(ann) by s1\n");
  std::string cites = "s1";
  for (const claims::StepId id : step_of(result, 3).evidence.also_cite)
    cites += fmt::format(" s{}", id.value);
  EXPECT_EQ(step_told(check_text("s1 given p(ann)\ns2 given p(X) -> q(X)\ns3 given q(X) -> r(X)\n"
                                 "s4 have r(ann) by " +
                                 cites + "\n"),
                      "s4"),
            "proved");
  const ChainResult wrong = check_text(
      "s1 given beats(X, Y) -> fast(X)\ns2 given beats(ann, bob)\n"
      "s3 have fast(bob) by s1 s2\n");
  EXPECT_EQ(step_of(wrong, 2).evidence.nearest_claim, "fast(ann)");
  EXPECT_EQ(step_told(check_text("s1 given beats(X, Y) -> fast(X)\ns2 given beats(ann, bob)\n"
                                 "s3 have fast(ann) by s1 s2\n"),
                      "s3"),
            "proved");
}

}  // namespace
}  // namespace modus::symbolic
