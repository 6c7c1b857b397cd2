#include "bridge/training/row_stream.h"

#include <gtest/gtest.h>

#include "bridge/training/tokenizer_fit.h"

namespace modus::bridge {
namespace {

Recipe small_recipe() {
  Recipe recipe;
  recipe.model.vocab_size = 1024;
  recipe.tokens_per_step = 1500;
  recipe.tokenizer_rows = 50;
  recipe.evaluation_rows = 4;
  Stage first{.name = "one", .tokens = 3000, .longest_row = 400, .sources = {}};
  first.sources.push_back({});
  Stage second = first;
  second.name = "two";
  second.replay = 0.5;
  recipe.stages = {first, second};
  return recipe;
}

class RowStream : public testing::Test {
 protected:
  const Recipe recipe_ = small_recipe();
  const ProblemSource source_{recipe_, ""};
  const neural::Tokenizer tokenizer_ = fit_tokenizer(recipe_, source_, "");
};

TEST_F(RowStream, StagesFollowTheTokens) {
  EXPECT_EQ(stage_at(recipe_, 0), 0u);
  EXPECT_EQ(stage_at(recipe_, 2999), 0u);
  EXPECT_EQ(stage_at(recipe_, 3000), 1u);
  EXPECT_EQ(stage_at(recipe_, 1u << 30), 1u);
}

TEST_F(RowStream, TheCursorIsAllThatMatters) {
  const DrawnBatch first = draw_batch(recipe_, source_, tokenizer_, {});
  const DrawnBatch second = draw_batch(recipe_, source_, tokenizer_, first.after);
  EXPECT_LE(first.batch.token.size(), recipe_.tokens_per_step);
  EXPECT_GT(first.after.row, 1u);
  EXPECT_EQ(first.after.tokens, first.batch.token.size());
  EXPECT_NE(first.batch.token, second.batch.token);
  BatchPrefetch prefetch(recipe_, source_, tokenizer_, {});
  EXPECT_EQ(prefetch.next().batch.token, first.batch.token);
  EXPECT_EQ(prefetch.next().batch.token, second.batch.token);
}

TEST_F(RowStream, EachPositionPredictsTheNextTokenOfItsRow) {
  const DrawnBatch drawn = draw_batch(recipe_, source_, tokenizer_, {});
  for (std::size_t r = 0; r + 1 < drawn.batch.offset.size(); ++r) {
    const auto begin = static_cast<std::size_t>(drawn.batch.offset[r]);
    const auto end = static_cast<std::size_t>(drawn.batch.offset[r + 1]);
    for (std::size_t t = begin; t + 1 < end; ++t)
      EXPECT_EQ(drawn.batch.target[t], drawn.batch.token[t + 1]);
    EXPECT_EQ(drawn.batch.weight[end - 1], 0.0f);
    EXPECT_GT(drawn.batch.weight[drawn.chain_begin[r] - 1], 0.0f);
    EXPECT_EQ(drawn.batch.weight[drawn.chain_begin[r] - 2], 0.0f);
  }
}

TEST_F(RowStream, HeldOutRowsAreAlwaysTheSame) {
  const DrawnBatch once = held_out_batch(recipe_, source_, tokenizer_, 1);
  const DrawnBatch again = held_out_batch(recipe_, source_, tokenizer_, 1);
  EXPECT_EQ(once.batch.token, again.batch.token);
  EXPECT_EQ(once.chain_begin.size(), recipe_.evaluation_rows);
}

}  // namespace
}  // namespace modus::bridge
