// Adapter runs in small, over a tiny model that knows letters: rows, batches, stopped and resumed.
#include "bridge/training/adapter_run.h"

#include <algorithm>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "bridge/training/reading_batch.h"
#include "neural/public/adapter.h"
#include "neural/public/public_model.h"
#include "tests/neural/public/public_gguf.h"
#include "tests/temp_folder.h"

namespace modus::bridge {
namespace {

namespace fs = std::filesystem;
using neural::TokenId;

std::string model_file(std::size_t context) {
  const std::string path = in_temp(fmt::format("tiny{}.gguf", context));
  neural::ModelWeights weights = neural::public_weights(7, "llama");
  weights.config.max_position_embeddings = context;
  neural::round_to_128ths(weights);
  neural::GgufBytes file = neural::public_keys(weights.config, "llama");
  neural::add_tensors(weights, "llama", kernels::BlockFormat::kQ8_0, file);
  write_file(path, file.file());
  return path;
}

Recipe tiny_recipe() {
  Recipe recipe;
  recipe.adapter.emplace();
  recipe.adapter->base = model_file(4096);
  recipe.adapter->rank = 2;
  recipe.trainer.schedule = {.warm_up_steps = 1, .stable_steps = 4, .decay_steps = 1};
  recipe.trainer.precision = kernels::Precision::kFloat32;
  recipe.tokens_per_step = 2600;
  recipe.evaluate_every = 3;
  recipe.evaluation_rows = 3;
  Stage stage{.name = "one", .longest_row = 4096, .sources = {}};
  stage.sources.push_back({});
  recipe.stages = {stage};
  return recipe;
}

ChatForm form_of(const std::string& path) {
  return {neural::load_public_model(path).tokenizer, neural::ChatTemplate::kChatMl};
}

TEST(ReadingBatch, ARowIsTheConversationTheReplyAndItsEnd) {
  const ChatForm form = form_of(model_file(4096));
  RandomStream random(2);
  const auto readings = gold_readings(tasks::generate({}, random));
  const ReadingRow row = reading_row(readings.front(), form);
  const std::vector<TokenId> prompt =
      encode_chat(form.tokenizer, form.chat, readings.front().messages);
  ASSERT_EQ(row.reply_begin, prompt.size());
  EXPECT_TRUE(std::ranges::equal(prompt, std::span(row.tokens).first(row.reply_begin)));
  EXPECT_TRUE(form.tokenizer.is_end(row.tokens.back()));
  const auto reply = std::span(row.tokens).subspan(row.reply_begin);
  EXPECT_EQ(std::ranges::count_if(reply, [&](TokenId t) { return form.tokenizer.is_end(t); }), 1);
}

TEST(ReadingBatch, RowsShareTheirBeginningAndRepliesAloneAreJudged) {
  const std::vector<ReadingRow> rows = {{{1, 2, 3, 4, 5, 9}, 4}, {{1, 2, 3, 6, 7, 8, 9}, 5}};
  const neural::train::Batch batch = joined(rows);
  EXPECT_EQ(batch.token, (std::vector<std::int32_t>{1, 2, 3, 4, 5, 9, 6, 7, 8, 9}));
  EXPECT_EQ(batch.offset, (std::vector<std::int32_t>{3, 6, 10}));
  EXPECT_EQ(batch.target, (std::vector<std::int32_t>{0, 0, 0, 5, 9, 0, 7, 8, 9, 0}));
  EXPECT_EQ(batch.weight, (std::vector<float>{0, 0, 0, 1, 1, 0, 0, 1, 1, 0}));
}

TEST(ReadingBatch, ValuesThatTheCheckerPutsRightWeighLittle) {
  const ChatForm form = form_of(model_file(4096));
  const GoldReading reading{
      {{neural::ChatRole::kUser, "How many?"}}, "", "two are four.", {{8, 12}}};
  const ReadingRow row = reading_row(reading, form);
  const neural::train::Batch batch = joined({row});
  std::string little;
  for (std::size_t t = 0; t < batch.token.size(); ++t)
    if (batch.weight[t] > 0 && batch.weight[t] < 1) little += form.tokenizer.bytes(batch.target[t]);
  EXPECT_EQ(little, "four");
}

// The token before the first of a reply foretells it: it is never part of what is shared.
TEST(ReadingBatch, EqualRowsKeepTheTokenBeforeTheReply) {
  const neural::train::Batch batch = joined({{{1, 2, 3, 9}, 3}, {{1, 2, 3, 9}, 3}});
  EXPECT_EQ(batch.offset, (std::vector<std::int32_t>{2, 4, 6}));
  EXPECT_EQ(batch.weight, (std::vector<float>{0, 0, 1, 0, 1, 0}));
}

TEST(ReadingBatch, IsAFunctionOfRecipeAndNumber) {
  const Recipe recipe = tiny_recipe();
  const ChatForm form = form_of(recipe.adapter->base);
  const ProblemSource source(recipe, "");
  const ReadingBatch first = draw_readings(recipe, source, form, {});
  EXPECT_EQ(first.after.row, 1u);
  EXPECT_EQ(first.after.tokens, first.batch.token.size());
  const ReadingBatch second = draw_readings(recipe, source, form, first.after);
  EXPECT_EQ(draw_readings(recipe, source, form, first.after).batch.token, second.batch.token);
  EXPECT_NE(first.batch.token, second.batch.token);
  EXPECT_GT(second.batch.offset.size(), 2u);
}

// Word problems: of a file those behind the skipped rows, with the solution as the reply.
TEST(ReadingBatch, WordProblemsAreThoughtThrough) {
  Recipe recipe = tiny_recipe();
  const std::string path = in_temp("solved.jsonl");
  write_file(path, R"({"question": "A has 1 cat. How many?", "answer": "1.\n#### 1"}
{"question": "B has 2 dogs. How many?", "answer": "Two are 1+1=<<1+1=2>>2.\n#### 2"}
)");
  Source& source = recipe.stages.front().sources.front();
  source.file = path;
  source.skip = 1;
  const ChatForm form = form_of(recipe.adapter->base);
  const ReadingBatch drawn = draw_readings(recipe, ProblemSource(recipe, ""), form, {});
  std::vector<TokenId> reply;
  for (std::size_t t = 0; t < static_cast<std::size_t>(drawn.batch.offset.at(1)); ++t)
    if (drawn.batch.weight[t] > 0) reply.push_back(drawn.batch.target[t]);
  ASSERT_FALSE(reply.empty());
  reply.pop_back();  // what ends it
  EXPECT_EQ(reply, form.tokenizer.encode("Two are 1+1=2.\nAnswer: 2", neural::Controls::kAsText));
  source.skip = 2;
  EXPECT_THROW(ProblemSource(recipe, ""), IoError);
  source = {};
  source.shape.family = tasks::Family::kArithmetic;
  EXPECT_NO_THROW(draw_readings(recipe, ProblemSource(recipe, ""), form, {}));
}

class AdapterRun : public testing::Test {
 protected:
  void SetUp() override { root_ = temp_folder() / "adapter_run"; }
  void TearDown() override { fs::remove_all(root_); }
  std::string folder(const char* name) const { return (root_ / name).string(); }
  std::string bytes(const char* run, const char* file) const {
    return read_file((root_ / run / file).string(), 100u << 20);
  }
  fs::path root_;
};

TEST_F(AdapterRun, StoppedAndResumedIsTheSameAsUninterrupted) {
  const Recipe recipe = tiny_recipe();
  std::vector<double> losses;
  bool evaluated = false;
  const auto report = [&](std::size_t, const Figures& figures) {
    losses.push_back(figures.front().second);
    evaluated |= figures.back().first == "held_out/row";
  };
  EXPECT_EQ(run_training(recipe, {.out = folder("whole"), .report = report}), RunEnd::kFinished);
  ASSERT_EQ(losses.size(), 5u);
  EXPECT_LT(losses.back(), losses.front());
  EXPECT_TRUE(evaluated);

  std::atomic<bool> stop = false;
  const auto stop_after_third = [&](std::size_t step, const Figures&) { stop = step == 2; };
  EXPECT_EQ(
      run_training(recipe, {.out = folder("parts"), .stop = &stop, .report = stop_after_third}),
      RunEnd::kStopped);
  EXPECT_THROW(run_training(recipe, {.out = folder("parts")}), ConfigError) << "not over a run";
  EXPECT_EQ(run_training(recipe, {.out = folder("parts"), .resume = true}), RunEnd::kFinished);
  EXPECT_EQ(bytes("whole", "adapter_model.safetensors"),
            bytes("parts", "adapter_model.safetensors"));
  const auto read =
      neural::read_adapter(folder("whole"), neural::open_public_model(recipe.adapter->base).shape);
  EXPECT_EQ(read.config.rank, 2u);
  EXPECT_EQ(read.config.base, "tiny4096.gguf");
}

TEST_F(AdapterRun, BeginsWithAnAdapter) {
  Recipe recipe = tiny_recipe();
  run_training(recipe, {.out = folder("first")});
  EXPECT_NE(bytes("first", "before_decay/adapter_model.safetensors"),
            bytes("first", "adapter_model.safetensors"));
  recipe.trainer.rate = 0;
  run_training(recipe, {.out = folder("second"), .initial_weights = folder("first")});
  EXPECT_EQ(bytes("first", "adapter_model.safetensors"),
            bytes("second", "adapter_model.safetensors"));
  recipe.adapter->rank = 4;
  EXPECT_THROW(run_training(recipe, {.out = folder("third"), .initial_weights = folder("first")}),
               ConfigError);
}

TEST_F(AdapterRun, RowsLongerThanTheContextAreRefused) {
  Recipe recipe = tiny_recipe();
  recipe.adapter->base = model_file(300);
  EXPECT_THAT([&] { run_training(recipe, {.out = folder("long")}); },
              testing::ThrowsMessage<ConfigError>(testing::HasSubstr("context of 300")));
}

}  // namespace
}  // namespace modus::bridge
