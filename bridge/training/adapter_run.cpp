#include "bridge/training/adapter_run.h"

#include <filesystem>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "base/error.h"
#include "bridge/training/reading_batch.h"
#include "neural/public/adapter.h"
#include "neural/public/public_model.h"
#include "neural/train/adapter_trainer.h"

namespace modus::bridge {
namespace {

using neural::train::AdapterTrainer;
using neural::train::Batch;

neural::AdapterConfig config_of(const AdapterRecipe& adapter) {
  neural::AdapterConfig config;
  config.rank = adapter.rank;
  config.alpha = adapter.alpha;
  config.divides_by_root = adapter.divides_by_root;
  config.targets = adapter.targets;
  const std::filesystem::path base(adapter.base);
  config.base = (base.has_filename() ? base : base.parent_path()).filename().string();
  return config;
}

ChatForm form_of(const neural::TextTokenizer& tokenizer, const std::string& path) {
  const auto chat = neural::recognise_chat_template(tokenizer);
  if (!chat)
    throw ConfigError(fmt::format(
        "{}: neither template nor control tokens tell how this model is spoken to", path));
  return {tokenizer, *chat};
}

class AdapterLearner : public Learner {
 public:
  AdapterLearner(const Recipe& recipe, const RunOptions& options, neural::PublicFiles files)
      : recipe_(recipe),
        source_(recipe, options.data),
        form_(form_of(files.tokenizer, recipe.adapter->base)),
        trainer_(std::make_shared<const neural::FrozenWeights>(std::move(files.shape),
                                                               std::move(files.tensors)),
                 config_of(*recipe.adapter),
                 {.optimiser = recipe.trainer, .precision = recipe.trainer.precision},
                 recipe.seed) {}

  void begin_with(const neural::Adapter& adapter) { trainer_.begin_with(adapter); }

  std::size_t steps_done() const override { return trainer_.steps_done(); }
  void begin(Cursor from) override { cursor_ = from; }
  Step step() override {
    const ReadingBatch drawn = draw_readings(recipe_, source_, form_, cursor_);
    cursor_ = drawn.after;
    return {.report = trainer_.step(drawn.batch),
            .stage = drawn.stage,
            .tokens = drawn.batch.token.size(),
            .after = drawn.after};
  }

  // held_out/loss (nats a token of replies), /token (share of them that are the most likely one),
  // /row (share of replies so in every token).
  Figures held_out(std::size_t stage) override {
    auto known = held_out_.find(stage);
    if (known == held_out_.end())
      known = held_out_.emplace(stage, held_out_readings(recipe_, source_, form_, stage)).first;
    double loss = 0, tokens = 0, right = 0, rows = 0, exact = 0;
    for (const Batch& batch : known->second) {
      const neural::train::Evaluation judged = trainer_.evaluate(batch);
      for (std::size_t r = 0; r + 1 < batch.offset.size(); ++r) {
        bool all = true;
        for (auto t = static_cast<std::size_t>(batch.offset[r]);
             t < static_cast<std::size_t>(batch.offset[r + 1]); ++t) {
          if (batch.weight[t] <= 0) continue;
          const bool hit = judged.best[t] == batch.target[t];
          loss += static_cast<double>(judged.loss[t]);
          ++tokens;
          right += hit;
          all = all && hit;
        }
        ++rows;
        exact += all;
      }
    }
    return {{"held_out/loss", loss / tokens},
            {"held_out/token", right / tokens},
            {"held_out/row", exact / rows}};
  }

  void save(const std::string& path,
            const std::map<std::string, std::string>& entries) const override {
    trainer_.save(path, entries);
  }
  std::map<std::string, std::string> load(const std::string& path) override {
    return trainer_.load(path);
  }
  void before_decay(const RunFolder& folder) override {
    neural::write_adapter(folder.path("before_decay"), trainer_.adapter());
  }
  void finish(const RunFolder& folder) override {
    neural::write_adapter(folder.path(""), trainer_.adapter());
  }

 private:
  const Recipe& recipe_;
  ProblemSource source_;
  ChatForm form_;
  AdapterTrainer trainer_;
  Cursor cursor_;
  std::map<std::size_t, std::vector<Batch>> held_out_;  // by stage
};

}  // namespace

std::unique_ptr<Learner> adapter_learner(const Recipe& recipe, const RunOptions& options) {
  neural::PublicFiles files = neural::open_public_model(recipe.adapter->base);
  const std::size_t context = files.shape.config.max_position_embeddings;
  for (const Stage& stage : recipe.stages)
    if (stage.longest_row > context)
      throw ConfigError(fmt::format("stage {}: longest_row {} exceeds the context of {} of {}",
                                    stage.name, stage.longest_row, context, recipe.adapter->base));
  std::optional<neural::Adapter> initial;
  if (!options.resume && !options.initial_weights.empty())
    initial = neural::read_adapter(options.initial_weights, files.shape);
  auto learner = std::make_unique<AdapterLearner>(recipe, options, std::move(files));
  if (initial) learner->begin_with(*initial);
  return learner;
}

}  // namespace modus::bridge
