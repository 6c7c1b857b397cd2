// Which accepted steps are looked through for a missing citation, and that a long chain of unproved
// steps asks no more of each one than a short chain does. Queries are counted, not seconds.
#include "symbolic/citable_steps.h"

#include <gtest/gtest.h>

#include "symbolic/evidence.h"
#include "symbolic/kernel.h"
#include "symbolic/theory.h"
#include "tests/symbolic/chain_checks.h"

namespace modus::symbolic {
namespace {

// Nothing follows from anything; everything has a model.
class Counting final : public Entailment {
 public:
  std::vector<Decision> decide(std::span<const Query> queries, Wanted) override {
    for (const Query& query : queries) {
      ++asked;
      premises += query.premises.size();
      largest = std::max(largest, query.premises.size());
    }
    Decision open;
    open.outcome = Outcome::kOpen;
    return std::vector<Decision>(queries.size(), open);
  }
  Decision satisfiable(std::span<const Premise>, Wanted) override {
    Decision open;
    open.outcome = Outcome::kOpen;
    return open;
  }
  std::size_t asked = 0, premises = 0, largest = 0;
};

// "s1 s3", and "..." where there are more.
std::string connected_in(std::string_view text) {
  const claims::Chain chain = claims::parse_chain(text, "test");
  const Theory theory = theory_of(chain);
  Counting layers;
  Kernel kernel(chain, theory, layers);
  for (std::size_t i = 0; i < chain.steps.size(); ++i) kernel.check(i, Wanted::kVerdict);
  const auto found = CitableSteps(chain, theory, kernel).connected_to(chain.steps.size() - 1);
  std::string told;
  for (const claims::StepId id : found.steps)
    told += fmt::format("{}s{}", told.empty() ? "" : " ", id.value);
  return found.all ? told : told + " ...";
}

TEST(CitableSteps, ThoseThatShareANameOverAnyNumberOfSteps) {
  EXPECT_EQ(connected_in("s1 given p(ann)\ns2 given p(X) -> q(X)\ns3 given q(X) -> r(X)\n"
                         "s4 given tall(bob)\ns5 have r(cat)\n"),
            "s1 s2 s3");
  EXPECT_EQ(connected_in("s1 given x = 3\ns2 let y := x + 1\ns3 given z = 2\ns4 have y = 4\n"),
            "s1")
      << "a definition links, and is not cited";
  EXPECT_EQ(connected_in("s1 given p\ns2 given q\ns3 have r by s2\n"), "s2")
      << "what is cited counts";
  EXPECT_EQ(connected_in("s1 given p(ann)\ns2 given forall X: forall Y: X = Y\ns3 have q(bob)\n"),
            "s2")
      << "what speaks of everything is near everything";
}

TEST(CitableSteps, AxiomsLink) {
  EXPECT_EQ(connected_in("domain {ann, bob}\ns1 given p(ann)\ns2 given t\ns3 have q(bob)\n"), "s1");
  EXPECT_EQ(connected_in("s1 given p(ann)\ns2 given t\ns3 have q(bob)\n"), "");
}

TEST(CitableSteps, NeitherFailedStepsNorClosedAssumptions) {
  EXPECT_EQ(connected_in("s1 given p(ann)\ns2 have q(ann) by s1\ns3 have r(ann)\n"), "s1");
  EXPECT_EQ(
      connected_in("s1 given p(ann)\ns2 assume q(ann)\ns3 discharge s2: q(ann) -> q(ann) by s2\n"
                   "s4 have r(ann)\n"),
      "s1 s3");
}

TEST(CitableSteps, NoMoreThanTheBoundTheNewestFirst) {
  std::string text;
  for (int i = 1; i <= 400; ++i) text += fmt::format("s{} given p(a{}, ann)\n", i, i);
  const std::string told = connected_in(text + "s401 have q(ann)\n");
  EXPECT_TRUE(told.starts_with("s145 ") && told.ends_with(" s400 ...")) << told;
}

struct Cost {
  std::size_t steps = 0, asked = 0, premises = 0, largest = 0;
};

// `count` steps that do not follow, each about a name that every step has and one of its own; as
// many givens stand before them.
Cost cost_of_unproved(int count) {
  std::string text;
  for (int i = 1; i <= count; ++i) text += fmt::format("s{} given likes(ann, b{})\n", i, i);
  for (int i = 1; i <= count; ++i)
    text += fmt::format("s{} have likes(b{}, ann) by s{}\n", count + i, i, i);
  const claims::Chain chain = claims::parse_chain(text, "test");
  const Theory theory = theory_of(chain);
  Counting layers;
  Kernel kernel(chain, theory, layers);
  Explainer explainer(chain, theory, kernel, layers);
  Cost cost;
  for (std::size_t i = 0; i < chain.steps.size(); ++i) {
    StepResult result = kernel.check(i, Wanted::kEvidence);
    const auto from_accepted = explainer.explain(result);
    if (result.verdict != Verdict::kUnproved) continue;
    ++cost.steps;
    if (count > 300) {
      EXPECT_FALSE(from_accepted) << "not all were looked at: nothing is said";
    }
  }
  cost.asked = layers.asked;
  cost.premises = layers.premises;
  cost.largest = layers.largest;
  return cost;
}

TEST(CitableSteps, TenThousandUnprovedStepsAskAsMuchEachAsAThousand) {
  const Cost few = cost_of_unproved(500), many = cost_of_unproved(10'000);
  EXPECT_EQ(few.steps, 500u);
  EXPECT_EQ(many.steps, 10'000u);
  EXPECT_EQ(few.asked % few.steps, 0u);
  EXPECT_EQ(many.asked, few.asked / few.steps * many.steps);
  EXPECT_LE(many.premises * few.steps * 50,
            few.premises * many.steps * 51);  // not all have as many
  EXPECT_LE(many.largest, CitableSteps::kMaxConnected + 1);
}

}  // namespace
}  // namespace modus::symbolic
