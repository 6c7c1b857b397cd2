// One model, one optimiser, one step at a time. What it holds between two steps is all in its
// checkpoint: a run that is resumed goes on bit by bit as if it had not been interrupted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "kernels/gemm.h"
#include "neural/model_config.h"
#include "neural/train/load_balance.h"
#include "neural/train/optimiser_settings.h"

namespace modus::neural::train {

// Rows of tokens; position t predicts target[t] with weight[t] (0: not judged).
struct Batch {
  std::vector<std::int32_t> token;   // [T]
  std::vector<std::int32_t> offset;  // [R+1]
  std::vector<std::int32_t> target;  // [T]
  std::vector<float> weight;         // [T]
};

struct TrainerSettings : OptimiserSettings {
  BalanceSettings balance;
  kernels::Precision precision = kernels::Precision::kBfloat16;
  bool balanced = true;       // false: no biases, no constraint (an ablation)
  bool hash_routing = false;  // an ablation: experts by a fixed hash of the token
};

struct StepReport : Update {
  double loss = 0;                  // weighted mean cross-entropy, in nats
  std::vector<double> utilisation;  // a Mixture-of-Experts layer, of this step
  std::vector<double> dual;
};

struct Evaluation {
  std::vector<float> loss;                      // [T] a token; 0 where the weight is 0
  std::vector<std::int32_t> best;               // [T] argmax; -1 where the weight is 0
  std::vector<std::vector<std::int64_t>> load;  // [layer][E]
};

class Trainer {
 public:
  Trainer(const ModelConfig& config, const TrainerSettings& settings, std::uint64_t seed);
  ~Trainer();

  // Throws Error after ten skipped steps in a row.
  StepReport step(const Batch& batch);
  Evaluation evaluate(const Batch& batch) const;

  std::size_t steps_done() const;
  const ModelConfig& config() const;

  // Everything, with the caller's own entries; written whole or not at all.
  void save(const std::string& path, const std::map<std::string, std::string>& entries) const;
  // Gives the caller's entries back. Throws IoError where the file is of another model.
  std::map<std::string, std::string> load(const std::string& path);
  // Weights alone, float32, as a checkpoint folder has them (model.safetensors).
  void save_weights(const std::string& path) const;
  // Weights alone, float32 or int8, with fresh moments; the schedule begins at its warm-up.
  void load_weights(const std::string& path);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace modus::neural::train
