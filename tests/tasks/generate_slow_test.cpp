// Ten thousand problems over all families and both splits: every gold chain is verified.
#include <gtest/gtest.h>

#include "claims/chain_text.h"
#include "tasks/generate.h"

namespace modus::tasks {
namespace {

TEST(GenerateTotal, EveryGoldChainIsVerified) {
  constexpr std::size_t kProblems = 10000;
  const std::size_t each = kProblems / (2 * families().size()) + 1;
  for (const Family family : families()) {
    for (const Split split : {Split::kTrain, Split::kHeldOut}) {
      RandomStream random(100, static_cast<std::uint64_t>(family));
      for (std::size_t i = 0; i < each; ++i) {
        ProblemShape shape;
        shape.family = family;
        shape.split = split;
        shape.min_sentences = i % 2 == 0 ? 3 : 8;
        shape.max_sentences = i % 2 == 0 ? 8 : 25;
        shape.max_depth = i % 2 == 0 ? 2 : 5;
        const GeneratedProblem problem = generate_unchecked(shape, random);
        ASSERT_TRUE(is_verified(problem.chain)) << claims::print_chain(problem.chain);
      }
    }
  }
}

}  // namespace
}  // namespace modus::tasks
