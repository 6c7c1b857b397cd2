// One adapter, one optimiser, one step at a time, over a frozen public model. As with Trainer a run
// that is resumed goes on bit by bit as if it had not been interrupted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "kernels/gemm.h"
#include "neural/public/adapter.h"
#include "neural/public/frozen_weights.h"
#include "neural/train/optimiser_settings.h"
#include "neural/train/trainer.h"

namespace modus::neural::train {

struct AdapterTrainerSettings {
  OptimiserSettings optimiser;
  kernels::Precision precision = kernels::Precision::kBfloat16;  // of products with the base
};

class AdapterTrainer {
 public:
  // ConfigError as AdaptedTransformer.
  AdapterTrainer(std::shared_ptr<const FrozenWeights> base, const AdapterConfig& config,
                 const AdapterTrainerSettings& settings, std::uint64_t seed);
  ~AdapterTrainer();

  // Tokens 0 .. offset[0] of a batch stand before each of its rows, and are computed once. The
  // report has no utilisation. Throws Error after ten skipped steps in a row.
  StepReport step(const Batch& batch);
  Evaluation evaluate(const Batch& batch) const;

  // Values for the adapter's own before the first step. ConfigError where it is of another shape.
  void begin_with(const Adapter& adapter);

  std::size_t steps_done() const;
  Adapter adapter() const;  // as it is now

  // Everything but the base, with the caller's own entries; written whole or not at all.
  void save(const std::string& path, const std::map<std::string, std::string>& entries) const;
  // Gives the caller's entries back. Throws IoError where the file is of another adapter or model.
  std::map<std::string, std::string> load(const std::string& path);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace modus::neural::train
