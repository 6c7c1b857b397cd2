// What a Trainer holds; shared by trainer.cpp and trainer_checkpoint.cpp.
#pragma once

#include <string>
#include <vector>

#include "neural/train/load_balance.h"
#include "neural/train/trainer.h"
#include "neural/train/transformer.h"

namespace modus::neural::train {

struct Moments {
  std::string name;
  at::Tensor first, second;
  bool decays = false;
};

struct Trainer::State {
  State(const ModelConfig& config, const TrainerSettings& settings, std::uint64_t seed);

  Forward forward(const Batch& batch) const;
  at::Tensor with_constraint(const at::Tensor& loss, const Forward& forward) const;
  double gradient_norm() const;
  void update_weights(const StepReport& report);
  void update_balance(const Forward& forward);
  void drop_gradients();

  TrainerSettings settings;
  Transformer model;
  std::vector<Moments> moments;  // in the order of names
  std::vector<LayerBalance> balance;
  std::size_t steps = 0;    // all
  std::size_t updates = 0;  // those that changed the weights since the moments were fresh
  std::size_t skipped = 0;  // in a row
};

}  // namespace modus::neural::train
