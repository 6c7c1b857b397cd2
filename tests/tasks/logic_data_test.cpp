// The figures of the data sets in logic form, on the rows that are here.
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "tasks/bbm.h"
#include "tasks/folio.h"
#include "tasks/knights_knaves.h"
#include "tasks/logicbench.h"
#include "tasks/processbench.h"
#include "tasks/proverqa.h"
#include "tests/tasks/data_files.h"

namespace modus::tasks {
namespace {

#define SKIP_WITHOUT(file) \
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no " << file

TEST(ProverqaData, LabelsFollowFromTheGoldFormulas) {
  const struct {
    const char* file;
    double agreed;
  } kFiles[] = {{"proverqa/easy.json.gz", 498}, {"proverqa/medium.json.gz", 489}};
  for (const auto& [name, agreed] : kFiles) {
    const std::string file = data_file(name);
    SKIP_WITHOUT(file);
    const EvalResult result = eval_proverqa(options_for(file));
    EXPECT_EQ(result.n, 500u);
    EXPECT_GE(result.figures.at("agreed"), agreed) << name;
    EXPECT_GE(result.figures.at("covered"), 0.95) << name;
    EXPECT_GE(result.figures.at("proved"), 0.98) << name;
  }
}

TEST(FolioData, AgreesWithItsFormulas) {
  const std::string file = data_file("folio/validation_first100.jsonl.gz");
  SKIP_WITHOUT(file);
  const EvalResult result = eval_folio(options_for(file));
  EXPECT_GE(result.figures.at("accuracy"), 0.9);
  EXPECT_EQ(result.figures.at("cause_unread"), 0);
  EXPECT_EQ(result.figures.at("counts_differ"), 4);
}

TEST(KnightsData, EveryRoleIsProved) {
  const std::string file = data_file("knights_knaves/5ppl_test.jsonl.gz");
  SKIP_WITHOUT(file);
  const EvalResult result = eval_knights_knaves(options_for(file));
  EXPECT_GE(result.n, 100u);
  EXPECT_EQ(result.figures.at("accuracy"), 1);
  EXPECT_TRUE(result.failures.empty());
}

TEST(LogicbenchData, TwentyTwoOfItsRulesAreProved) {
  const std::string file = data_file("logicbench/eval_mcqa.jsonl.gz");
  SKIP_WITHOUT(file);
  const EvalResult result = eval_logicbench(options_for(file));
  EXPECT_EQ(result.figures.at("rules"), 25);
  EXPECT_EQ(result.figures.at("rules_proved"), 22);
  EXPECT_EQ(result.failures.size(), 3u);
}

TEST(BbmData, OtherTracesAgreeWithTheLabels) {
  const struct {
    const char* task;
    const char* figure;
    double at_least;
  } kTasks[] = {{"dyck_languages", "accuracy_dyck", 0.95},
                {"word_sorting", "accuracy_sorting", 0.95},
                {"tracking_shuffled_objects", "accuracy_swapping", 0.96},
                {"logical_deduction", "accuracy_ordering", 0.8}};
  for (const auto& [task, figure, at_least] : kTasks) {
    const std::string file =
        data_file(std::string("process_labels/bigbench_mistake_") + task + "_even.jsonl.gz");
    SKIP_WITHOUT(file);
    const EvalResult result = eval_bbm(options_for(file));
    EXPECT_GE(result.figures.at(figure), at_least) << task;
    EXPECT_EQ(result.figures.count("false_alarms_ordering"),
              std::string(task) == "logical_deduction" ? 1u : 0u);
    if (std::string(task) == "logical_deduction") {
      EXPECT_EQ(result.figures.at("false_alarms_ordering"), 0);
    }
  }
}

TEST(ProcessbenchData, CorrectSolutionsAreLeftAlone) {
  const std::string file = data_file("process_labels/processbench_math_even.jsonl.gz");
  SKIP_WITHOUT(file);
  const EvalResult result = eval_processbench(options_for(file));
  EXPECT_EQ(result.n, 500u);
  EXPECT_GE(result.figures.at("accuracy_correct"), 0.97);
  EXPECT_GE(result.figures.at("accuracy_wrong"), 0.10);
}

}  // namespace
}  // namespace modus::tasks
