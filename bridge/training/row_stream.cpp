#include "bridge/training/row_stream.h"

#include <algorithm>
#include <future>

#include <fmt/core.h>

#include "base/error.h"

namespace modus::bridge {
namespace {

constexpr std::uint64_t kHeldOutRows = 1ull << 62;  // streams that training never reaches
constexpr int kRowRedraws = 100;                    // of a row that is too long

// Joins a row to a batch: position t predicts the token behind it.
void append_row(const TrainingRow& row, DrawnBatch& drawn) {
  neural::train::Batch& batch = drawn.batch;
  drawn.chain_begin.push_back(batch.token.size() + row.chain_begin);
  for (std::size_t i = 0; i < row.tokens.size(); ++i) {
    const bool last = i + 1 == row.tokens.size();
    batch.token.push_back(row.tokens[i]);
    batch.target.push_back(last ? 0 : row.tokens[i + 1]);
    batch.weight.push_back(last ? 0.0f : row.weights[i + 1]);
  }
  batch.offset.push_back(static_cast<std::int32_t>(batch.token.size()));
}

std::size_t replayed(const Recipe& recipe, std::size_t stage, RandomStream& random) {
  if (stage == 0 || !random.chance(recipe.stages[stage].replay)) return stage;
  return random.below(static_cast<std::uint32_t>(stage));
}

TrainingRow draw_row(const Recipe& recipe, const ProblemSource& source,
                     const neural::Tokenizer& tokenizer, std::size_t stage, RandomStream random) {
  const std::size_t drawn_stage = replayed(recipe, stage, random);
  const RowStyle style{.text_weight = recipe.stages[drawn_stage].text_weight,
                       .derivation_weight = recipe.stages[drawn_stage].derivation_weight,
                       .bpe_dropout = recipe.bpe_dropout,
                       .random_words = recipe.random_words,
                       .shift_numbers = random.chance(0.5)};
  for (int attempt = 0; attempt < kRowRedraws; ++attempt) {
    TrainingRow row = training_row(source.draw(drawn_stage, tasks::Split::kTrain, random),
                                   tokenizer, style, random);
    if (row.tokens.size() <= recipe.stages[drawn_stage].longest_row) return row;
  }
  throw Error(fmt::format("stage {}: {} rows in a row were longer than {} tokens",
                          recipe.stages[drawn_stage].name, kRowRedraws,
                          recipe.stages[drawn_stage].longest_row));
}

}  // namespace

std::size_t stage_at(const Recipe& recipe, std::uint64_t tokens) {
  std::uint64_t end = 0;
  for (std::size_t stage = 0; stage + 1 < recipe.stages.size(); ++stage)
    if (tokens < (end += recipe.stages[stage].tokens)) return stage;
  return recipe.stages.size() - 1;
}

DrawnBatch draw_batch(const Recipe& recipe, const ProblemSource& source,
                      const neural::Tokenizer& tokenizer, Cursor from) {
  DrawnBatch drawn;
  drawn.after = from;
  drawn.stage = stage_at(recipe, from.tokens);
  drawn.batch.offset = {0};
  while (true) {
    const TrainingRow row = draw_row(recipe, source, tokenizer, drawn.stage,
                                     RandomStream(recipe.seed, drawn.after.row + 1));
    const bool fits = drawn.batch.token.size() + row.tokens.size() <= recipe.tokens_per_step;
    if (!fits && !drawn.batch.token.empty()) break;
    append_row(row, drawn);
    ++drawn.after.row;
    if (!fits) break;
  }
  drawn.after.tokens += drawn.batch.token.size();
  return drawn;
}

DrawnBatch held_out_batch(const Recipe& recipe, const ProblemSource& source,
                          const neural::Tokenizer& tokenizer, std::size_t stage) {
  DrawnBatch drawn;
  drawn.stage = stage;
  drawn.batch.offset = {0};
  for (std::uint64_t i = 0; drawn.chain_begin.size() < recipe.evaluation_rows; ++i) {
    if (i > 20 * recipe.evaluation_rows)
      throw Error(fmt::format("stage {}: hardly any held-out row is short enough",
                              recipe.stages[stage].name));
    RandomStream random(recipe.seed, kHeldOutRows + i);
    const TrainingRow row =
        training_row(source.draw(stage, tasks::Split::kHeldOut, random), tokenizer, {}, random);
    if (row.tokens.size() <= recipe.stages[stage].longest_row) append_row(row, drawn);
  }
  return drawn;
}

struct BatchPrefetch::State {
  const Recipe& recipe;
  const ProblemSource& source;
  const neural::Tokenizer& tokenizer;
  std::future<DrawnBatch> pending;

  void start(Cursor from) {
    pending = std::async(std::launch::async,
                         [this, from] { return draw_batch(recipe, source, tokenizer, from); });
  }
};

BatchPrefetch::BatchPrefetch(const Recipe& recipe, const ProblemSource& source,
                             const neural::Tokenizer& tokenizer, Cursor from)
    : state_(new State{recipe, source, tokenizer, {}}) {
  state_->start(from);
}

BatchPrefetch::~BatchPrefetch() {
  if (state_->pending.valid()) state_->pending.wait();
}

DrawnBatch BatchPrefetch::next() {
  DrawnBatch drawn = state_->pending.get();
  state_->start(drawn.after);
  return drawn;
}

}  // namespace modus::bridge
