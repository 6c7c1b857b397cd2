#include "bridge/training/run_loop.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include <fmt/core.h>

#include "base/error.h"
#include "base/files.h"
#include "bridge/training/loss_curve.h"

namespace modus::bridge {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxMetricsBytes = 256u << 20;
constexpr const char* kCheckpoint = "checkpoint.safetensors";

class Loop {
 public:
  Loop(Learner& learner, const Recipe& recipe, const RunOptions& options, const RunFolder& folder)
      : learner_(learner), recipe_(recipe), options_(options), folder_(folder) {
    if (options_.resume) load_checkpoint();
    metrics_ = std::make_unique<MetricsLog>(options_.out);
  }

  RunEnd go() {
    const neural::train::Schedule& schedule = recipe_.trainer.schedule;
    learner_.begin(cursor_);
    while (learner_.steps_done() < schedule.total_steps()) {
      if (options_.stop != nullptr && *options_.stop) {
        save_checkpoint();
        return RunEnd::kStopped;
      }
      if (learner_.steps_done() == schedule.stable_steps) learner_.before_decay(folder_);
      const auto start = std::chrono::steady_clock::now();
      const Learner::Step step = learner_.step();
      cursor_ = step.after;
      const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
      note(step, seconds.count());
    }
    save_checkpoint();
    learner_.finish(folder_);
    return RunEnd::kFinished;
  }

 private:
  void load_checkpoint() {
    const auto entries = learner_.load(folder_.path(kCheckpoint));
    const auto number = [&](const char* key) {
      const auto found = entries.find(key);
      std::uint64_t value = 0;
      if (found == entries.end() ||
          std::from_chars(found->second.data(), found->second.data() + found->second.size(), value)
                  .ec != std::errc())
        throw IoError(fmt::format("{}: no entry {}", folder_.path(kCheckpoint), key));
      return value;
    };
    cursor_ = {number("cursor.row"), number("cursor.tokens")};
  }

  void save_checkpoint() const {
    learner_.save(folder_.path(kCheckpoint),
                  {{"cursor.row", fmt::format("{}", cursor_.row)},
                   {"cursor.tokens", fmt::format("{}", cursor_.tokens)}});
    const std::string drawing =
        draw_curve(read_curve(read_file(folder_.path("metrics.jsonl"), kMaxMetricsBytes)));
    if (!drawing.empty()) write_file(folder_.path("loss.svg"), drawing);
  }

  void note(const Learner::Step& step, double seconds) {
    const neural::train::StepReport& report = step.report;
    Figures figures = {
        {"loss", report.loss}, {"rate", report.rate}, {"gradient_norm", report.gradient_norm}};
    if (!report.utilisation.empty()) {
      figures.emplace_back("utilisation", std::ranges::min(report.utilisation));
      figures.emplace_back("dual", std::ranges::max(report.dual));
    }
    figures.emplace_back("stage", static_cast<double>(step.stage));
    figures.emplace_back("tokens", static_cast<double>(cursor_.tokens));
    figures.emplace_back("tokens_per_s", static_cast<double>(step.tokens) / seconds);
    if (learner_.steps_done() % recipe_.evaluate_every == 0) {
      const Figures judged = learner_.held_out(step.stage);
      figures.insert(figures.end(), judged.begin(), judged.end());
    }
    metrics_->write(report.step, figures);
    if (options_.report) options_.report(report.step, figures);
    if (learner_.steps_done() % recipe_.checkpoint_every == 0) save_checkpoint();
  }

  Learner& learner_;
  const Recipe& recipe_;
  const RunOptions& options_;
  const RunFolder& folder_;
  std::unique_ptr<MetricsLog> metrics_;
  Cursor cursor_;
};

}  // namespace

RunFolder::RunFolder(const RunOptions& options) : folder_(options.out) {
  const bool has_run = fs::exists(path(kCheckpoint));
  if (has_run && !options.resume)
    throw ConfigError(
        fmt::format("{} holds a run already: --resume goes on with it, another "
                    "--out begins anew",
                    options.out));
  if (!has_run && options.resume)
    throw ConfigError(fmt::format("{} has no checkpoint to resume", options.out));
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error) throw IoError(fmt::format("{}: {}", options.out, error.message()));
}

RunEnd run_loop(Learner& learner, const Recipe& recipe, const RunOptions& options,
                const RunFolder& folder) {
  return Loop(learner, recipe, options, folder).go();
}

}  // namespace modus::bridge
