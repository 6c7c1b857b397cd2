#include "neural/train/initial_weights.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/core.h>

#include "neural/train/ops/tensors.h"
#include "neural/train/transformer.h"

namespace modus::neural::train {
namespace {

class Shapes {
 public:
  explicit Shapes(const ModelConfig& config) : config_(config) {}

  std::vector<ParameterShape> all() {
    const auto d = static_cast<std::int64_t>(config_.hidden_size);
    found_.push_back({"model.embed_tokens.weight",
                      {static_cast<std::int64_t>(config_.vocab_size), d},
                      0.05,
                      false});
    norm("model.norm.weight", d);
    for (std::size_t layer = 0; layer < config_.num_hidden_layers; ++layer) add_layer(layer, d);
    std::sort(found_.begin(), found_.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    return std::move(found_);
  }

 private:
  void add_layer(std::size_t layer, std::int64_t d) {
    const std::string prefix = layer_prefix(layer);
    const auto c = static_cast<std::int64_t>(config_.head_dim);
    const auto heads = static_cast<std::int64_t>(config_.num_attention_heads) * c;
    const auto kv_heads = static_cast<std::int64_t>(config_.num_key_value_heads) * c;
    norm(prefix + "input_layernorm.weight", d);
    norm(prefix + "post_attention_layernorm.weight", d);
    norm(prefix + "self_attn.q_norm.weight", c);
    norm(prefix + "self_attn.k_norm.weight", c);
    matrix(prefix + "self_attn.q_proj.weight", {heads, d});
    matrix(prefix + "self_attn.k_proj.weight", {kv_heads, d});
    matrix(prefix + "self_attn.v_proj.weight", {kv_heads, d});
    residual(prefix + "self_attn.o_proj.weight", {d, heads});
    if (layer < config_.first_k_dense_replace)
      feed_forward(prefix + "mlp.", config_.intermediate_size, d);
    else
      experts(prefix + "mlp.", d);
  }

  void feed_forward(const std::string& prefix, std::size_t width, std::int64_t d) {
    const auto f = static_cast<std::int64_t>(width);
    matrix(prefix + "gate_up_proj.weight", {2 * f, d});
    residual(prefix + "down_proj.weight", {d, f});
  }

  void experts(const std::string& prefix, std::int64_t d) {
    const auto e = static_cast<std::int64_t>(config_.n_routed_experts);
    const auto f = static_cast<std::int64_t>(config_.moe_intermediate_size);
    const auto width = static_cast<std::int64_t>(config_.router_width());
    found_.push_back({prefix + "gate.weight", {e, width}, 1 / std::sqrt(width), false});
    matrix(prefix + "experts.gate_up_proj", {e, 2 * f, d});
    residual(prefix + "experts.down_proj", {e, d, f});
    feed_forward(prefix + "shared_expert.", config_.shared_expert_intermediate_size, d);
  }

  void norm(const std::string& name, std::int64_t width) {
    found_.push_back({name, {width}, 0, false});
  }
  void matrix(const std::string& name, std::vector<std::int64_t> shape) {
    const double deviation = 1 / std::sqrt(static_cast<double>(shape.back()));
    found_.push_back({name, std::move(shape), deviation, true});
  }
  void residual(const std::string& name, std::vector<std::int64_t> shape) {
    matrix(name, std::move(shape));
    found_.back().deviation /= std::sqrt(2.0 * static_cast<double>(config_.num_hidden_layers));
  }

  const ModelConfig& config_;
  std::vector<ParameterShape> found_;
};

// Box and Muller 1958.
void fill_normal(at::Tensor& tensor, double deviation, RandomStream& random) {
  float* values = out(tensor);
  const std::int64_t count = tensor.numel();
  for (std::int64_t i = 0; i < count; i += 2) {
    const double radius = deviation * std::sqrt(-2 * std::log(1 - random.unit()));
    const double angle = 2 * std::numbers::pi * random.unit();
    values[i] = static_cast<float>(radius * std::cos(angle));
    if (i + 1 < count) values[i + 1] = static_cast<float>(radius * std::sin(angle));
  }
}

}  // namespace

std::vector<ParameterShape> parameter_shapes(const ModelConfig& config) {
  return Shapes(config).all();
}

std::map<std::string, at::Tensor> initial_weights(const ModelConfig& config, RandomStream& random) {
  std::map<std::string, at::Tensor> weights;
  std::uint64_t stream = 0;
  for (const ParameterShape& parameter : parameter_shapes(config)) {
    at::Tensor tensor = new_floats(parameter.shape);
    RandomStream own = random.fork(++stream);
    if (parameter.deviation > 0)
      fill_normal(tensor, parameter.deviation, own);
    else
      tensor.fill_(1.0);
    weights.emplace(parameter.name, tensor.set_requires_grad(true));
  }
  return weights;
}

}  // namespace modus::neural::train
