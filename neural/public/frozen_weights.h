// A public model as training beside it needs it: its vectors in memory, its matrices where they lie
// in the file, each made float32 when it is asked for.
#pragma once

#include <cstddef>
#include <span>

#include "neural/model_weights.h"
#include "neural/public/adapter.h"
#include "neural/public/public_shape.h"
#include "neural/public/public_tensors.h"

namespace modus::neural {

// Thread-safe: nothing changes after construction.
class FrozenWeights {
 public:
  // Checks every tensor, and throws, as build_public_weights does. ConfigError for a model with
  // routed experts, latent attention or norms over all heads.
  FrozenWeights(PublicShape shape, PublicTensors tensors);

  const PublicShape& shape() const { return shape_; }
  // Norms, biases, ropes and the table of tokens; matrices have rows and columns and no values.
  const ModelWeights& outline() const { return outline_; }

  // The weight of a product, float32 [rows, columns] as AdaptableModule says, its rows in the order
  // of Hugging Face. Works on all threads of the pool.
  void read(std::size_t layer, Projection projection, std::span<float> values) const;
  void read_output(std::span<float> values) const;  // [V, D]

 private:
  PublicShape shape_;
  PublicTensors tensors_;
  ModelWeights outline_;
};

}  // namespace modus::neural
