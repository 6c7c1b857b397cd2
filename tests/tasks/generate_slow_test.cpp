// Ten thousand problems over all families and both splits: every gold chain is verified.
#include <gtest/gtest.h>

#include "claims/chain_text.h"
#include "tasks/generate.h"

namespace modus::tasks {
namespace {

struct Share {
  Family family;
  std::size_t problems;
};

class GenerateTotal : public testing::TestWithParam<Share> {};

TEST_P(GenerateTotal, EveryGoldChainIsVerified) {
  for (const Split split : {Split::kTrain, Split::kHeldOut}) {
    RandomStream random(100, static_cast<std::uint64_t>(GetParam().family));
    for (std::size_t i = 0; i < GetParam().problems / 2; ++i) {
      ProblemShape shape;
      shape.family = GetParam().family;
      shape.split = split;
      shape.min_sentences = i % 2 == 0 ? 3 : 8;
      shape.max_sentences = i % 2 == 0 ? 8 : 25;
      shape.max_depth = i % 2 == 0 ? 2 : 5;
      const GeneratedProblem problem = generate_unchecked(shape, random);
      ASSERT_TRUE(is_verified(problem.chain)) << claims::print_chain(problem.chain);
    }
  }
}

// Equations are asked of the solver, which costs a hundred times what a closure costs.
INSTANTIATE_TEST_SUITE_P(
    Families, GenerateTotal,
    testing::Values(Share{Family::kSentence, 2000}, Share{Family::kRuleWorld, 4000},
                    Share{Family::kTaxonomy, 2000}, Share{Family::kArithmetic, 1000},
                    Share{Family::kKinship, 500}, Share{Family::kOrdering, 500},
                    Share{Family::kKnights, 500}, Share{Family::kTally, 500}));

}  // namespace
}  // namespace modus::tasks
