// The figures that the readers of published answers must reach, on the rows that are here.
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "tasks/bbm.h"
#include "tasks/gsm8k_steps.h"
#include "tests/tasks/data_files.h"

namespace modus::tasks {
namespace {

TEST(BbmData, FirstWrongStepsAgreeWithTheLabels) {
  const std::string file =
      data_file("process_labels/bigbench_mistake_multistep_arithmetic_even.jsonl.gz");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no " << file;
  const EvalResult result = eval_bbm(options_for(file));
  EXPECT_EQ(result.n, 150u);
  EXPECT_GE(result.figures.at("accuracy"), 0.92);
  const auto right = static_cast<std::size_t>(result.figures.at("accuracy") * 150 + 0.5);
  EXPECT_EQ(result.failures.size(), 150 - right);  // every disagreement is listed
  for (const EvalFailure& failure : result.failures)
    EXPECT_NE(failure.reason.find("evaluation step"), std::string::npos) << failure.reason;
}

TEST(Gsm8kStepsData, FaultsAreFoundAndRightSolutionsLeftAlone) {
  const std::string file = data_file("gsm8k/train.jsonl.gz");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no " << file;
  const EvalResult result = eval_gsm8k_steps(options_for(file));
  EXPECT_GE(result.n, 7000u);
  EXPECT_GE(result.figures.at("faults_planted"), 3.0 * static_cast<double>(result.n));
  EXPECT_GE(result.figures.at("faults_found"), 0.97);
  EXPECT_LE(result.figures.at("false_alarms"), 0.01);
  for (const char* kind : {"number", "operator", "copied", "operand"})
    EXPECT_GE(result.figures.at(std::string("found_") + kind), 0.97) << kind;
}

TEST(Gsm8kStepsData, TheSeedDecides) {
  const std::string file = data_file("gsm8k/train.jsonl.gz");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no " << file;
  EvalOptions options = options_for(file);
  options.limit = 50;
  const EvalResult one = eval_gsm8k_steps(options), two = eval_gsm8k_steps(options);
  EXPECT_EQ(one.figures, two.figures);
  EXPECT_EQ(one.n, 50u);
}

}  // namespace
}  // namespace modus::tasks
