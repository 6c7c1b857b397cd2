// The transformer of neural/model_config.h as differentiable tensors, over the same kernels as the
// decoder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <ATen/core/Tensor.h>

#include "base/random.h"
#include "kernels/gemm.h"
#include "neural/model_config.h"

namespace modus::neural::train {

// Rows of tokens one after the other, each seen by itself alone.
struct Rows {
  std::vector<std::int32_t> token;   // [T]
  std::vector<std::int32_t> offset;  // [R+1], first 0, last T
};

// Soft and hard load of one Mixture-of-Experts layer in one forward pass.
struct LayerLoad {
  std::vector<std::int64_t> tokens;  // [E] (token, slot) pairs of each expert
  at::Tensor mean_score;             // [E] mean over tokens of score / sum of scores; with gradient
};

struct Forward {
  at::Tensor hidden;            // [T, D], normed: times embed' it is the logits
  std::vector<LayerLoad> load;  // a Mixture-of-Experts layer
};

class Transformer {
 public:
  // Fresh weights: normal, 1/sqrt(fan-in); what writes into the residual stream divided by
  // sqrt(2 layers); embedding 0.05; norms 1; router biases 0.
  Transformer(const ModelConfig& config, RandomStream& random);

  const ModelConfig& config() const { return config_; }
  // By checkpoint name (neural/model_config.h), in the order of their names.
  const std::map<std::string, at::Tensor>& parameters() const { return parameters_; }
  // [layer]: float32 [E], no parameters: selection biases of the router.
  std::vector<at::Tensor>& router_bias() { return router_bias_; }
  const std::vector<at::Tensor>& router_bias() const { return router_bias_; }
  const at::Tensor& embed() const { return parameters_.at("model.embed_tokens.weight"); }

  // How products are computed. `soft_load`: whether mean_score is wanted.
  struct Pass {
    kernels::Precision precision = kernels::Precision::kFloat32;
    bool soft_load = false;
    bool hash_routing = false;  // ablation: experts by a fixed hash of the token, weights learned
  };
  Forward forward(const Rows& rows, const Pass& pass) const;

 private:
  struct Context;
  at::Tensor attend(const std::string& layer, const at::Tensor& x, const Context& context,
                    at::Tensor& entropy) const;
  at::Tensor feed_forward(const std::string& name, const at::Tensor& u,
                          const Context& context) const;
  at::Tensor experts(std::size_t layer, const at::Tensor& u, const at::Tensor& entropy,
                     const Context& context, LayerLoad& load) const;
  const at::Tensor& weight(const std::string& name) const { return parameters_.at(name); }

  ModelConfig config_;
  std::map<std::string, at::Tensor> parameters_;
  std::vector<at::Tensor> router_bias_;  // of Mixture-of-Experts layers, in order
};

// "model.layers.3."
std::string layer_prefix(std::size_t layer);

}  // namespace modus::neural::train
