// A frozen public model with the products of an adapter beside its own, differentiable in these
// alone. The same function as the decoder's with neural/public/adapter.h.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>

#include <ATen/core/Tensor.h>

#include "base/random.h"
#include "kernels/gemm.h"
#include "neural/public/adapter.h"
#include "neural/public/frozen_weights.h"
#include "neural/train/transformer.h"

namespace modus::neural::train {

class AdaptedTransformer {
 public:
  // A uniform within 1/sqrt(columns), B zero, as PEFT begins: at first nothing is changed.
  // ConfigError where no product of the model is a target.
  AdaptedTransformer(std::shared_ptr<const FrozenWeights> base, const AdapterConfig& config,
                     RandomStream& random);

  const FrozenWeights& base() const { return *base_; }
  const AdapterConfig& config() const { return config_; }
  // "model.layers.0.self_attn.q_proj.lora_A" and so on, in the order of their names.
  const std::map<std::string, at::Tensor>& parameters() const { return parameters_; }
  Adapter adapter() const;  // a copy of them

  // All rows continue tokens 0 .. offset[0]. Normed, [T, D]: times the output layer it is the
  // logits. Weights of the base are made float32 product by product, forward and once more
  // backward; `precision` is that of products with these, the adapter's are float32.
  at::Tensor forward(const Rows& rows, kernels::Precision precision) const;
  at::Tensor output_weight() const;  // float32 [V, D], made anew

 private:
  struct Context;
  struct Part {
    AdaptableModule module;
    double scale = 1;
    at::Tensor a, b;
  };
  at::Tensor product(const Context& context, Projection projection, const at::Tensor& x) const;
  at::Tensor attend(const Context& context, const at::Tensor& x) const;
  at::Tensor feed_forward(const Context& context, const at::Tensor& x) const;

  std::shared_ptr<const FrozenWeights> base_;
  AdapterConfig config_;
  std::map<std::pair<std::size_t, Projection>, Part> parts_;
  std::map<std::pair<std::size_t, Projection>, AdaptableModule> modules_;
  std::map<std::string, at::Tensor> parameters_;
};

}  // namespace modus::neural::train
