// A whole run in small: stopped, resumed, and the same as one that was not interrupted.
#include "bridge/training/run.h"

#include <csignal>
#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "tests/temp_folder.h"

namespace modus::bridge {
namespace {

namespace fs = std::filesystem;

Recipe tiny_recipe() {
  Recipe recipe;
  recipe.model.vocab_size = 1024;
  recipe.model.hidden_size = 32;
  recipe.model.num_hidden_layers = 2;
  recipe.model.num_attention_heads = 4;
  recipe.model.head_dim = 8;
  recipe.model.intermediate_size = 32;
  recipe.model.n_routed_experts = 8;
  recipe.model.num_experts_per_tok = 2;
  recipe.model.moe_intermediate_size = 8;
  recipe.model.shared_expert_intermediate_size = 16;
  recipe.trainer.schedule = {.warm_up_steps = 2, .stable_steps = 4, .decay_steps = 2};
  recipe.trainer.precision = kernels::Precision::kFloat32;
  recipe.tokens_per_step = 400;
  recipe.tokenizer_rows = 30;
  recipe.evaluate_every = 3;
  recipe.evaluation_rows = 4;
  Stage stage{.name = "one", .longest_row = 400, .sources = {}};
  stage.sources.push_back({});
  recipe.stages = {stage};
  return recipe;
}

class TrainingRun : public testing::Test {
 protected:
  void SetUp() override { root_ = temp_folder() / "run"; }
  void TearDown() override { fs::remove_all(root_); }
  std::string folder(const char* name) const { return (root_ / name).string(); }
  std::string bytes(const char* run, const char* file) const {
    return read_file((root_ / run / file).string(), 100u << 20);
  }
  fs::path root_;
};

TEST_F(TrainingRun, StoppedAndResumedIsTheSameAsUninterrupted) {
  const Recipe recipe = tiny_recipe();
  std::vector<double> losses;
  bool evaluated = false;
  EXPECT_EQ(run_training(recipe, {.out = folder("whole"),
                                  .report =
                                      [&](std::size_t, const Figures& figures) {
                                        losses.push_back(figures.front().second);
                                        evaluated |= figures.back().first == "held_out/utilisation";
                                      }}),
            RunEnd::kFinished);
  EXPECT_EQ(losses.size(), 6u);
  EXPECT_TRUE(evaluated);

  std::atomic<bool> stop = false;
  const auto stop_after_third = [&](std::size_t step, const Figures&) { stop = step == 2; };
  EXPECT_EQ(
      run_training(recipe, {.out = folder("parts"), .stop = &stop, .report = stop_after_third}),
      RunEnd::kStopped);
  EXPECT_THROW(run_training(recipe, {.out = folder("parts")}), ConfigError) << "not over a run";
  EXPECT_EQ(run_training(recipe, {.out = folder("parts"), .resume = true}), RunEnd::kFinished);
  EXPECT_EQ(bytes("whole", "model.safetensors"), bytes("parts", "model.safetensors"));
  EXPECT_EQ(bytes("whole", "before_decay.safetensors"), bytes("parts", "before_decay.safetensors"));
}

// Killed in the fifth step, the last checkpoint after the third: nothing is lost but two steps.
TEST_F(TrainingRun, KilledAndResumedIsTheSameAsUninterrupted) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  Recipe recipe = tiny_recipe();
  recipe.checkpoint_every = 3;
  const auto kill_in_fifth = [](std::size_t step, const Figures&) {
    if (step == 4) std::raise(SIGKILL);
  };
  constexpr const char* kFolder = "MODUS_TEST_KILLED_RUN";  // the child starts from main() again
  setenv(kFolder, folder("killed").c_str(), 0);
  const std::string out = std::getenv(kFolder);
  EXPECT_EXIT(run_training(recipe, {.out = out, .report = kill_in_fifth}),
              testing::KilledBySignal(SIGKILL), "");
  ASSERT_TRUE(fs::exists(out + "/checkpoint.safetensors"));
  EXPECT_EQ(run_training(recipe, {.out = out, .resume = true}), RunEnd::kFinished);
  EXPECT_EQ(run_training(recipe, {.out = folder("whole")}), RunEnd::kFinished);
  EXPECT_EQ(bytes("whole", "model.safetensors"), bytes("killed", "model.safetensors"));
}

TEST_F(TrainingRun, ThereIsNothingToResumeInAnEmptyFolder) {
  EXPECT_THROW(run_training(tiny_recipe(), {.out = folder("none"), .resume = true}), ConfigError);
}

}  // namespace
}  // namespace modus::bridge
