// A training run: recipe in, model folder out. Start here for training.
//
//   out/  tokenizer.json  config.json  checkpoint.safetensors (to resume)  metrics.jsonl  events...
//         loss.svg (its course so far)
//         before_decay.safetensors (float32 weights when the rate begins to fall)
//         model.safetensors (float32 weights, at the end)
//
// A recipe with [adapter] trains a LoRA adapter instead (adapter_run.h): of these checkpoint,
// metrics and drawing, at the end adapter_config.json and adapter_model.safetensors, and the same
// two in before_decay/.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <string>

#include "bridge/training/metrics.h"
#include "bridge/training/recipe.h"

namespace modus::bridge {

struct RunOptions {
  std::string out;        // folder, made where it is missing
  std::string data = "";  // folder of the data sets that the recipe names; "" where it names none
  bool resume = false;    // go on from out/checkpoint.safetensors
  std::string initial_weights = "";  // or begin with these weights (an adapter: its folder) and
                                     // fresh moments; "" for none
  const std::atomic<bool>* stop = nullptr;  // set: write a checkpoint and return
  std::function<void(std::size_t step, const Figures&)> report =
      nullptr;  // after each step, may be empty
};

enum class RunEnd { kFinished, kStopped };

// Throws ConfigError where the folder holds a run already and resume is not asked for, IoError for
// a checkpoint of another model.
RunEnd run_training(const Recipe& recipe, const RunOptions& options);

}  // namespace modus::bridge
