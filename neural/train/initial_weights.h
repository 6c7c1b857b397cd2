// Names, shapes and first values of a model's parameters.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <ATen/core/Tensor.h>

#include "base/random.h"
#include "neural/model_config.h"

namespace modus::neural::train {

struct ParameterShape {
  std::string name;
  std::vector<std::int64_t> shape;
  double deviation = 0;  // of the normal that it is drawn from; 0: all ones
  bool decays = false;   // weight decay applies: matrices, but embedding and router
};

// In the order of their names.
std::vector<ParameterShape> parameter_shapes(const ModelConfig& config);

// Each parameter from a stream of its own, so that the order does not matter.
std::map<std::string, at::Tensor> initial_weights(const ModelConfig& config, RandomStream& random);

}  // namespace modus::neural::train
