// What a Trainer holds; shared by trainer.cpp and trainer_checkpoint.cpp.
#pragma once

#include <vector>

#include "neural/train/load_balance.h"
#include "neural/train/optimiser.h"
#include "neural/train/trainer.h"
#include "neural/train/transformer.h"

namespace modus::neural::train {

struct Trainer::State {
  State(const ModelConfig& config, const TrainerSettings& settings, std::uint64_t seed);

  Forward forward(const Batch& batch) const;
  at::Tensor with_constraint(const at::Tensor& loss, const Forward& forward) const;
  void update_balance(const Forward& forward, std::size_t step);

  TrainerSettings settings;
  Transformer model;
  Optimiser optimiser;
  std::vector<LayerBalance> balance;
};

}  // namespace modus::neural::train
