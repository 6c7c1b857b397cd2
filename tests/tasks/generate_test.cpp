#include "tasks/generate.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "base/error.h"
#include "claims/chain_text.h"
#include "claims/chain_tokens.h"
#include "symbolic/checker.h"
#include "symbolic/grounding.h"
#include "tasks/generate/clause_frames.h"

namespace modus::tasks {
namespace {

struct Case {
  Family family;
  std::size_t min_sentences, max_sentences, max_depth;
};

class Generate : public testing::TestWithParam<Case> {
 protected:
  static ProblemShape shape(Split split) {
    ProblemShape shape;
    shape.family = GetParam().family;
    shape.split = split;
    shape.min_sentences = GetParam().min_sentences;
    shape.max_sentences = GetParam().max_sentences;
    shape.max_depth = GetParam().max_depth;
    return shape;
  }
};

std::string why_not(const claims::Chain& chain) {
  std::string why = claims::print_chain(chain);
  for (const symbolic::GivenReading& reading : symbolic::read_givens(chain))
    if (!reading.grounded) why += reading.reason + '\n';
  return why + symbolic::check_chain(chain, {}).reason;
}

// What is drawn is already right: nothing is left for the check to refuse.
TEST_P(Generate, EveryGoldChainIsVerified) {
  for (const Split split : {Split::kTrain, Split::kHeldOut}) {
    RandomStream random(11, static_cast<std::uint64_t>(GetParam().family));
    const int problems = is_word_problem(GetParam().family) ? 15 : 60;  // asks the solver
    for (int i = 0; i < problems; ++i) {
      const GeneratedProblem problem = generate_unchecked(shape(split), random);
      EXPECT_TRUE(is_verified(problem.chain)) << why_not(problem.chain);
    }
  }
}

TEST_P(Generate, TheTokenFormGivesTheChainBack) {
  RandomStream random(12);
  for (int i = 0; i < 40; ++i) {
    const GeneratedProblem problem = generate_unchecked(shape(Split::kTrain), random);
    claims::Chain back =
        claims::chain_from_tokens(claims::chain_to_tokens(problem.chain), "tokens");
    back.text = problem.chain.text;
    EXPECT_EQ(back, problem.chain) << claims::print_chain(problem.chain);
  }
}

TEST_P(Generate, TheSameStreamGivesTheSameProblem) {
  RandomStream one(13);
  RandomStream two(13);
  RandomStream other(14);
  const GeneratedProblem a = generate(shape(Split::kTrain), one);
  const GeneratedProblem b = generate(shape(Split::kTrain), two);
  EXPECT_EQ(a.text, b.text);
  EXPECT_EQ(a.question, b.question);
  EXPECT_EQ(a.chain, b.chain);
  EXPECT_NE(a.text, generate(shape(Split::kTrain), other).text);
}

TEST_P(Generate, TheSplitsShareNeitherWordsNorTemplates) {
  std::map<Split, std::set<std::string>> words;
  for (const Split split : {Split::kTrain, Split::kHeldOut}) {
    RandomStream random(15);
    for (int i = 0; i < 150; ++i) {
      const GeneratedProblem problem = generate_unchecked(shape(split), random);
      EXPECT_TRUE(std::is_sorted(problem.words.begin(), problem.words.end()));
      words[split].insert(problem.words.begin(), problem.words.end());
      EXPECT_EQ(split_of_templates(problem.templates), split);
    }
  }
  EXPECT_GT(words[Split::kHeldOut].size(), 100u);
  for (const std::string& word : words[Split::kHeldOut])
    EXPECT_FALSE(words[Split::kTrain].contains(word)) << word;
}

// Steps of the longest path of the derivation.
std::size_t depth_of(const claims::Chain& chain) {
  std::map<claims::StepId, std::size_t> heights;
  std::size_t highest = 0;
  for (const claims::Step& step : chain.steps) {
    if (step.kind != claims::StepKind::kHave) continue;
    std::size_t& height = heights[step.id];
    for (const claims::StepId cited : step.cites)
      if (heights.contains(cited)) height = std::max(height, heights.at(cited));
    highest = std::max(highest, ++height);
  }
  return highest;
}

TEST_P(Generate, LengthAndDepthAreAsAskedFor) {
  RandomStream random(16);
  ProblemShape asked = shape(Split::kTrain);
  for (int i = 0; i < 40; ++i) {
    const GeneratedProblem problem = generate_unchecked(asked, random);
    const bool free = asked.family == Family::kRuleWorld || asked.family == Family::kTaxonomy;
    if (free) {
      EXPECT_GE(problem.chain.text.size(), asked.min_sentences);
      EXPECT_LE(problem.chain.text.size(), asked.max_sentences);
      EXPECT_LE(depth_of(problem.chain), asked.max_depth);
    }
    EXPECT_NE(problem.chain.answer(), nullptr);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Families, Generate,
    testing::Values(Case{Family::kSentence, 1, 1, 0}, Case{Family::kRuleWorld, 3, 8, 2},
                    Case{Family::kRuleWorld, 12, 25, 5}, Case{Family::kTaxonomy, 3, 8, 2},
                    Case{Family::kTaxonomy, 12, 20, 6}, Case{Family::kArithmetic, 2, 8, 4},
                    Case{Family::kKinship, 2, 30, 10}, Case{Family::kOrdering, 2, 30, 3},
                    Case{Family::kKnights, 2, 30, 4}, Case{Family::kTally, 2, 8, 5}));

TEST(GenerateArithmetic, FramesCombineInMoreThanTenThousandWays) {
  EXPECT_GT(frame_combinations(), 10000u);
}

class GenerateWordProblem : public testing::TestWithParam<Family> {};

TEST_P(GenerateWordProblem, OperationsAreAsManyAsAskedFor) {
  const std::size_t most = whole_range(GetParam(), Split::kTrain).max_depth;
  for (std::size_t operations = 1; operations <= most; ++operations) {
    ProblemShape shape;
    shape.family = GetParam();
    shape.min_depth = shape.max_depth = operations;
    RandomStream random(19);
    for (int i = 0; i < 20; ++i) {
      const GeneratedProblem problem = generate_unchecked(shape, random);
      const auto calculated = std::count_if(
          problem.chain.steps.begin(), problem.chain.steps.end(), [](const claims::Step& step) {
            return step.kind == claims::StepKind::kHave && step.cites.size() > 1;
          });
      EXPECT_EQ(static_cast<std::size_t>(calculated), operations)
          << claims::print_chain(problem.chain);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Families, GenerateWordProblem,
                         testing::Values(Family::kArithmetic, Family::kTally));

TEST(GenerateRuleWorld, AnswersAreAlikeOften) {
  ProblemShape shape;
  shape.min_sentences = 6;
  shape.max_sentences = 20;
  shape.max_depth = 4;
  std::map<claims::AnswerKind, int> answers;
  RandomStream random(17);
  for (int i = 0; i < 300; ++i) ++answers[generate_unchecked(shape, random).chain.answer()->answer];
  for (const auto kind :
       {claims::AnswerKind::kTrue, claims::AnswerKind::kFalse, claims::AnswerKind::kOpen}) {
    EXPECT_GT(answers[kind], 70);
    EXPECT_LT(answers[kind], 130);
  }
}

TEST(GenerateRuleWorld, AnImpossibleShapeIsAnError) {
  ProblemShape shape;
  shape.family = Family::kTaxonomy;
  shape.min_sentences = shape.max_sentences = 30;
  shape.min_depth = shape.max_depth = 29;
  RandomStream random(18);
  EXPECT_THROW(generate(shape, random), Error);
}

}  // namespace
}  // namespace modus::tasks
