#include "bridge/training/run.h"

#include <charconv>
#include <chrono>
#include <filesystem>
#include <map>

#include <fmt/core.h>

#include "base/error.h"
#include "base/files.h"
#include "bridge/training/held_out.h"
#include "bridge/training/loss_curve.h"
#include "bridge/training/row_stream.h"
#include "bridge/training/tokenizer_fit.h"
#include "neural/model_config.h"

namespace modus::bridge {
namespace {

namespace fs = std::filesystem;
using neural::train::StepReport;
using neural::train::Trainer;

constexpr std::size_t kMaxMetricsBytes = 256u << 20;

class Run {
 public:
  Run(const Recipe& recipe, const RunOptions& options)
      : recipe_(recipe),
        options_(options),
        folder_(options.out),
        source_(recipe, options.data),
        trainer_(recipe.model, recipe.trainer, recipe.seed) {
    prepare_folder();
    tokenizer_ = own_tokenizer();
    if (options_.resume)
      load_checkpoint();
    else if (!options_.initial_weights.empty())
      trainer_.load_weights(options_.initial_weights);
    write_file(path("config.json"), neural::print_model_config(recipe_.model));
    metrics_ = std::make_unique<MetricsLog>(options_.out);
  }

  RunEnd go() {
    const std::size_t total = recipe_.trainer.schedule.total_steps();
    BatchPrefetch batches(recipe_, source_, *tokenizer_, cursor_);
    while (trainer_.steps_done() < total) {
      if (options_.stop != nullptr && *options_.stop) {
        save_checkpoint();
        return RunEnd::kStopped;
      }
      if (trainer_.steps_done() == recipe_.trainer.schedule.stable_steps)
        trainer_.save_weights(path("before_decay.safetensors"));
      const auto start = std::chrono::steady_clock::now();
      const DrawnBatch drawn = batches.next();
      const StepReport report = trainer_.step(drawn.batch);
      cursor_ = drawn.after;
      const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
      note(report, drawn, seconds.count());
    }
    save_checkpoint();
    trainer_.save_weights(path("model.safetensors"));
    return RunEnd::kFinished;
  }

 private:
  std::string path(const char* name) const { return (folder_ / name).string(); }

  void prepare_folder() const {
    const bool has_run = fs::exists(path("checkpoint.safetensors"));
    if (has_run && !options_.resume)
      throw ConfigError(
          fmt::format("{} holds a run already: --resume goes on with it, another "
                      "--out begins anew",
                      options_.out));
    if (!has_run && options_.resume)
      throw ConfigError(fmt::format("{} has no checkpoint to resume", options_.out));
    std::error_code error;
    fs::create_directories(folder_, error);
    if (error) throw IoError(fmt::format("{}: {}", options_.out, error.message()));
  }

  // One that lies in the folder already (a model that is trained on) is kept.
  std::unique_ptr<neural::Tokenizer> own_tokenizer() const {
    const std::string file = path("tokenizer.json");
    if (!fs::exists(file)) fit_tokenizer(recipe_, source_, options_.data).save(file);
    auto tokenizer = std::make_unique<neural::Tokenizer>(neural::Tokenizer::load(file));
    if (tokenizer->size() != recipe_.model.vocab_size)
      throw ConfigError(fmt::format("{} has {} tokens, the recipe's model {}", file,
                                    tokenizer->size(), recipe_.model.vocab_size));
    return tokenizer;
  }

  void load_checkpoint() {
    const auto entries = trainer_.load(path("checkpoint.safetensors"));
    const auto number = [&](const char* key) {
      const auto found = entries.find(key);
      std::uint64_t value = 0;
      if (found == entries.end() ||
          std::from_chars(found->second.data(), found->second.data() + found->second.size(), value)
                  .ec != std::errc())
        throw IoError(fmt::format("{}: no entry {}", path("checkpoint.safetensors"), key));
      return value;
    };
    cursor_ = {number("cursor.row"), number("cursor.tokens")};
  }

  void save_checkpoint() const {
    trainer_.save(path("checkpoint.safetensors"),
                  {{"cursor.row", fmt::format("{}", cursor_.row)},
                   {"cursor.tokens", fmt::format("{}", cursor_.tokens)}});
    const std::string drawing =
        draw_curve(read_curve(read_file(path("metrics.jsonl"), kMaxMetricsBytes)));
    if (!drawing.empty()) write_file(path("loss.svg"), drawing);
  }

  void note(const StepReport& report, const DrawnBatch& drawn, double seconds) {
    double worst = 1, dual = 0;
    for (const double share : report.utilisation) worst = std::min(worst, share);
    for (const double value : report.dual) dual = std::max(dual, value);
    Figures figures = {{"loss", report.loss},
                       {"rate", report.rate},
                       {"gradient_norm", report.gradient_norm},
                       {"utilisation", worst},
                       {"dual", dual},
                       {"stage", static_cast<double>(drawn.stage)},
                       {"tokens", static_cast<double>(cursor_.tokens)},
                       {"tokens_per_s", static_cast<double>(drawn.batch.token.size()) / seconds}};
    if (trainer_.steps_done() % recipe_.evaluate_every == 0) {
      const Figures judged = held_out_figures(trainer_, held_out(drawn.stage), *tokenizer_);
      figures.insert(figures.end(), judged.begin(), judged.end());
    }
    metrics_->write(report.step, figures);
    if (options_.report) options_.report(report.step, figures);
    if (trainer_.steps_done() % recipe_.checkpoint_every == 0) save_checkpoint();
  }

  const DrawnBatch& held_out(std::size_t stage) {
    const auto known = held_out_.find(stage);
    if (known != held_out_.end()) return known->second;
    return held_out_[stage] = held_out_batch(recipe_, source_, *tokenizer_, stage);
  }

  const Recipe& recipe_;
  const RunOptions& options_;
  fs::path folder_;
  ProblemSource source_;
  Trainer trainer_;
  std::unique_ptr<neural::Tokenizer> tokenizer_;
  std::unique_ptr<MetricsLog> metrics_;
  std::map<std::size_t, DrawnBatch> held_out_;  // by stage
  Cursor cursor_;
};

}  // namespace

RunEnd run_training(const Recipe& recipe, const RunOptions& options) {
  return Run(recipe, options).go();
}

}  // namespace modus::bridge
