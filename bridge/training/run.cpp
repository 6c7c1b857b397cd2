#include "bridge/training/run.h"

#include <filesystem>
#include <map>
#include <memory>

#include <fmt/core.h>

#include "base/error.h"
#include "base/files.h"
#include "bridge/training/adapter_run.h"
#include "bridge/training/held_out.h"
#include "bridge/training/row_stream.h"
#include "bridge/training/run_loop.h"
#include "bridge/training/tokenizer_fit.h"
#include "neural/model_config.h"

namespace modus::bridge {
namespace {

using neural::train::Trainer;

// A model of our own, from its first weights on.
class ModelLearner : public Learner {
 public:
  ModelLearner(const Recipe& recipe, const RunOptions& options, const RunFolder& folder)
      : recipe_(recipe),
        source_(recipe, options.data),
        trainer_(recipe.model, recipe.trainer, recipe.seed),
        tokenizer_(own_tokenizer(options, folder)) {
    if (!options.resume && !options.initial_weights.empty())
      trainer_.load_weights(options.initial_weights);
    write_file(folder.path("config.json"), neural::print_model_config(recipe_.model));
  }

  std::size_t steps_done() const override { return trainer_.steps_done(); }
  void begin(Cursor from) override {
    batches_ = std::make_unique<BatchPrefetch>(recipe_, source_, tokenizer_, from);
  }
  Step step() override {
    const DrawnBatch drawn = batches_->next();
    return {.report = trainer_.step(drawn.batch),
            .stage = drawn.stage,
            .tokens = drawn.batch.token.size(),
            .after = drawn.after};
  }
  Figures held_out(std::size_t stage) override {
    auto known = held_out_.find(stage);
    if (known == held_out_.end())
      known = held_out_.emplace(stage, held_out_batch(recipe_, source_, tokenizer_, stage)).first;
    return held_out_figures(trainer_, known->second, tokenizer_);
  }
  void save(const std::string& path,
            const std::map<std::string, std::string>& entries) const override {
    trainer_.save(path, entries);
  }
  std::map<std::string, std::string> load(const std::string& path) override {
    return trainer_.load(path);
  }
  void before_decay(const RunFolder& folder) override {
    trainer_.save_weights(folder.path("before_decay.safetensors"));
  }
  void finish(const RunFolder& folder) override {
    trainer_.save_weights(folder.path("model.safetensors"));
  }

 private:
  // One that lies in the folder already (a model that is trained on) is kept.
  neural::Tokenizer own_tokenizer(const RunOptions& options, const RunFolder& folder) const {
    const std::string file = folder.path("tokenizer.json");
    if (!std::filesystem::exists(file)) fit_tokenizer(recipe_, source_, options.data).save(file);
    neural::Tokenizer tokenizer = neural::Tokenizer::load(file);
    if (tokenizer.size() != recipe_.model.vocab_size)
      throw ConfigError(fmt::format("{} has {} tokens, the recipe's model {}", file,
                                    tokenizer.size(), recipe_.model.vocab_size));
    return tokenizer;
  }

  const Recipe& recipe_;
  ProblemSource source_;
  Trainer trainer_;
  neural::Tokenizer tokenizer_;
  std::unique_ptr<BatchPrefetch> batches_;
  std::map<std::size_t, DrawnBatch> held_out_;  // by stage
};

}  // namespace

RunEnd run_training(const Recipe& recipe, const RunOptions& options) {
  const RunFolder folder(options);
  const std::unique_ptr<Learner> learner =
      recipe.adapter ? adapter_learner(recipe, options)
                     : std::make_unique<ModelLearner>(recipe, options, folder);
  return run_loop(*learner, recipe, options, folder);
}

}  // namespace modus::bridge
