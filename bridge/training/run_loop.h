// What all training runs have in common: the folder, checkpoints, figures, safe interruption.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>

#include "bridge/training/metrics.h"
#include "bridge/training/recipe.h"
#include "bridge/training/row_stream.h"
#include "bridge/training/run.h"
#include "neural/train/trainer.h"

namespace modus::bridge {

// The folder of a run. Throws ConfigError where it holds a run already and `resume` is not asked
// for, or none and it is; IoError where it cannot be made.
class RunFolder {
 public:
  explicit RunFolder(const RunOptions& options);
  std::string path(const char* name) const { return (folder_ / name).string(); }

 private:
  std::filesystem::path folder_;
};

// What is trained, one step at a time.
class Learner {
 public:
  struct Step {
    neural::train::StepReport report;
    std::size_t stage = 0, tokens = 0;
    Cursor after;
  };

  virtual ~Learner() = default;
  virtual std::size_t steps_done() const = 0;
  virtual void begin(Cursor from) = 0;  // once, before the first step
  virtual Step step() = 0;              // on the next batch
  virtual Figures held_out(std::size_t stage) = 0;
  virtual void save(const std::string& path,
                    const std::map<std::string, std::string>& entries) const = 0;
  virtual std::map<std::string, std::string> load(const std::string& path) = 0;
  virtual void before_decay(const RunFolder&) {}
  virtual void finish(const RunFolder& folder) = 0;  // writes what was trained
};

// To the end of the recipe's schedule, or until it is told to stop.
RunEnd run_loop(Learner& learner, const Recipe& recipe, const RunOptions& options,
                const RunFolder& folder);

}  // namespace modus::bridge
