// The published sets, read by template: every answer right, every chain verified.
#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

#include "tasks/prontoqa.h"
#include "tasks/proofwriter.h"

namespace modus::tasks {
namespace {

std::string data_file(const std::string& name) {
  const char* folder = std::getenv("MODUS_DATA");
  return std::string(folder ? folder : MODUS_SOURCE_DIR "/../shared/data") + "/logic_lm/" + name;
}

void expect_all_verified(EvalResult (*eval)(const EvalOptions&), const std::string& name,
                         std::size_t rows) {
  EvalOptions options;
  options.files = {data_file(name)};
  options.progress = Progress::Mode::kSilent;
  if (!std::filesystem::exists(options.files[0])) GTEST_SKIP() << options.files[0] << " is missing";
  const EvalResult result = eval(options);
  EXPECT_EQ(result.n, rows);
  EXPECT_EQ(result.modes.at("template").verified, rows);
  EXPECT_EQ(result.modes.at("template").verified_wrong, 0u);
  for (const EvalFailure& failure : result.failures)
    ADD_FAILURE() << failure.id << ": " << failure.reason;
}

TEST(RuleWorldsData, ProofWriter) {
  expect_all_verified(eval_proofwriter, "ProofWriter_dev.json.gz", 600);
}
TEST(RuleWorldsData, PrOntoQA) {
  expect_all_verified(eval_prontoqa, "ProntoQA_first250.json.gz", 250);
}

}  // namespace
}  // namespace modus::tasks
