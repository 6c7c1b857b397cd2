// The published sets, read by template: every answer right, every chain verified.
#include <filesystem>

#include <gtest/gtest.h>

#include "tasks/prontoqa.h"
#include "tasks/proofwriter.h"
#include "tasks/world_problems.h"
#include "tests/tasks/data_files.h"

namespace modus::tasks {
namespace {

void expect_all_verified(EvalResult (*eval)(const EvalOptions&), const std::string& name,
                         std::size_t rows, std::optional<std::uint64_t> rename) {
  EvalOptions options = options_for(data_file("logic_lm/" + name));
  options.rename = rename;
  if (!std::filesystem::exists(options.files[0])) GTEST_SKIP() << options.files[0] << " is missing";
  const EvalResult result = eval(options);
  EXPECT_EQ(result.n, rows);
  EXPECT_EQ(result.modes.at("template").verified, rows);
  EXPECT_EQ(result.modes.at("template").verified_wrong, 0u);
  for (const EvalFailure& failure : result.failures)
    ADD_FAILURE() << failure.id << ": " << failure.reason;
}

TEST(RuleWorldsData, ProofWriter) {
  expect_all_verified(eval_proofwriter, "ProofWriter_dev.json.gz", 600, {});
}
TEST(RuleWorldsData, PrOntoQA) {
  expect_all_verified(eval_prontoqa, "ProntoQA_first250.json.gz", 250, {});
}
TEST(RuleWorldsData, ProofWriterRenamed) {
  expect_all_verified(eval_proofwriter, "ProofWriter_dev.json.gz", 600, 7);
}
TEST(RuleWorldsData, PrOntoQARenamed) {
  expect_all_verified(eval_prontoqa, "ProntoQA_first250.json.gz", 250, 7);
}

// Every hundredth is checked; what is left out are worlds with a contradiction or a large cone.
TEST(RuleWorldsData, TrainRowsBecomeProblems) {
  const std::string file = data_file("logic_lm/ProofWriter_train.json.gz");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is missing";
  const std::vector<Row> rows = read_rows(file);
  std::size_t problems = 0;
  for (const Row& row : rows) {
    for (const std::optional<std::uint64_t> rename : {std::optional<std::uint64_t>(), {3}}) {
      const auto problem = problem_of_row(row, rename);
      if (!problem) continue;
      if (++problems % 100 != 0) continue;
      EXPECT_TRUE(is_verified(problem->chain)) << row.place();
    }
  }
  EXPECT_GT(problems, 2 * rows.size() * 95 / 100);
}

}  // namespace
}  // namespace modus::tasks
