#include "bridge/evaluation.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "bridge/evaluation_rows.h"
#include "bridge/row.h"
#include "claims/chain_tokens.h"
#include "neural/normalise.h"
#include "neural/scripted_decoder.h"
#include "tests/bridge/problems.h"
#include "tests/temp_folder.h"

namespace modus::bridge {
namespace {

using neural::ScriptedDecoder;

tasks::EvalOptions options(std::size_t limit) {
  tasks::EvalOptions options;
  options.limit = limit;
  options.seed = 3;
  options.progress = Progress::Mode::kSilent;
  return options;
}

// Writes the gold chains.
ScriptedDecoder gold_writer(const EvaluationRows& rows) {
  std::vector<neural::Script> scripts;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const EvaluationRow row = rows.row(i);
    const std::string chain = claims::chain_to_tokens(*row.expected) + " <end>";
    scripts.push_back(
        {test_tokenizer().encode(prompt_pieces(row.problem.sentences, row.problem.question, 1)),
         test_tokenizer().encode(neural::split_chain(chain))});
  }
  return ScriptedDecoder({.vocabulary = test_tokenizer().size(),
                          .context = 1024,
                          .otherwise = *test_tokenizer().reserved(";")},
                         scripts);
}

class EvaluateFamily : public testing::TestWithParam<tasks::Family> {};

TEST_P(EvaluateFamily, GoldChainsAreRightInEveryMode) {
  const std::string family(tasks::to_string(GetParam()));
  tasks::EvalOptions asked = options(4);
  asked.max_depth = 3;
  ScriptedDecoder decoder = gold_writer(*evaluation_rows(family, asked));
  ModelUnderTest model{test_tokenizer(), decoder, {}};
  model.attempt.mask = MaskLevel::kConclusions;
  const tasks::EvalResult result = evaluate_model(family, asked, model);
  EXPECT_EQ(result.n, 4u);
  ASSERT_EQ(result.modes.size(), 3u);
  for (const auto& [mode, figures] : result.modes) {
    EXPECT_EQ(figures.accuracy, 1.0) << mode;
    EXPECT_EQ(figures.more.at("givens_exact"), 1.0) << mode;
    if (mode != "neural") {
      EXPECT_EQ(figures.verified, 4u) << mode;
    }
  }
  EXPECT_EQ(result.modes.at("guided").more.at("first_try"), 1.0);
  for (const tasks::EvalFailure& failure : result.failures)
    ADD_FAILURE() << failure.id << ": " << failure.reason;
}

INSTANTIATE_TEST_SUITE_P(Families, EvaluateFamily,
                         testing::Values(tasks::Family::kRuleWorld, tasks::Family::kTaxonomy,
                                         tasks::Family::kArithmetic, tasks::Family::kKinship,
                                         tasks::Family::kOrdering, tasks::Family::kKnights));

TEST(EvaluationRows, OfAFamilyAreItsHeldOutProblems) {
  tasks::EvalOptions asked = options(5);
  asked.min_depth = asked.max_depth = 3;
  const auto rows = evaluation_rows("knights", asked);
  ASSERT_EQ(rows->size(), 5u);
  for (std::size_t i = 0; i < rows->size(); ++i) {
    RandomStream random(asked.seed, i);
    const tasks::GeneratedProblem made = tasks::generate({.family = tasks::Family::kKnights,
                                                          .split = tasks::Split::kHeldOut,
                                                          .min_depth = 3,
                                                          .max_depth = 3},
                                                         random);
    const EvaluationRow row = rows->row(i);
    EXPECT_EQ(row.problem.sentences, made.chain.text);
    EXPECT_EQ(row.problem.question, made.question);
    EXPECT_TRUE(row.label == "true" || row.label == "false") << row.label;
  }
  EXPECT_EQ(evaluation_rows("ordering", options(7))->size(), 7u);
  EXPECT_EQ(evaluation_rows("ordering", {})->size(), kGeneratedRows);
}

TEST(EvaluationRows, OfAFamilyReadNoFileAndAreNotRenamed) {
  tasks::EvalOptions asked = options(5);
  asked.files = {"dev.json"};
  EXPECT_THROW(evaluation_rows("kinship", asked), ConfigError);
  asked = options(5);
  asked.rename = 7;
  EXPECT_THROW(evaluation_rows("kinship", asked), ConfigError);
  asked = options(5);
  asked.min_depth = 4;
  asked.max_depth = 2;
  EXPECT_THROW(evaluation_rows("kinship", asked), ConfigError);
}

TEST(EvaluationRow, AWordProblemIsRightByItsValue) {
  EvaluationRow row;
  row.label = "1/3";
  row.value = claims::Rational(1, 3);
  EXPECT_TRUE(row.is_right("1 / 3"));
  EXPECT_TRUE(row.is_right("2 / 6"));
  EXPECT_TRUE(row.is_right("0.33333333"));
  EXPECT_FALSE(row.is_right("0.3"));
  EXPECT_FALSE(row.is_right(""));
  EXPECT_FALSE(row.is_right("apples"));
  row.value.reset();
  row.label = "true";
  EXPECT_TRUE(row.is_right("true"));
  EXPECT_FALSE(row.is_right("open"));
}

TEST(EvaluationRows, WordProblemsOfOneFold) {
  const std::string path = in_temp("mawps.jsonl");
  write_file(
      path, R"({"Body":"tim has number0 books .","Ques_Statement":"how many books does he have ?",)"
            R"("Numbers":"22.0","Answer":"22.0","fold":0})"
            "\n"
            R"({"Body":"ann has number0 cats .","Ques_Statement":"how many cats does she have ?",)"
            R"("Numbers":"3.0","Answer":"3.0","fold":1})"
            "\n");
  tasks::EvalOptions asked = options(10);
  asked.files = {path};
  asked.fold = 1;
  const auto rows = evaluation_rows("mawps", asked);
  ASSERT_EQ(rows->size(), 1u);
  EXPECT_EQ(rows->row(0).problem.question, "How many cats does she have?");
  EXPECT_EQ(rows->row(0).label, "3");
  EXPECT_TRUE(rows->row(0).is_right("3"));
}

}  // namespace
}  // namespace modus::bridge
