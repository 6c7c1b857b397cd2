#include "neural/train/transformer.h"

#include <fmt/core.h>

#include <ATen/ops/cat.h>
#include <ATen/ops/embedding.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/zeros.h>

#include "neural/train/initial_weights.h"
#include "neural/train/ops/ops.h"
#include "neural/train/ops/tensors.h"

namespace modus::neural::train {

using kernels::Precision;

struct Transformer::Context {
  const Rows& rows;
  at::Tensor position;  // int32 [T], from 0 in each row
  at::Tensor token;     // int32 [T]
  Pass pass;
};

namespace {

at::Tensor positions_of(const Rows& rows) {
  at::Tensor position = new_ints({static_cast<std::int64_t>(rows.token.size())});
  auto* values = position.data_ptr<std::int32_t>();
  for (std::size_t r = 0; r + 1 < rows.offset.size(); ++r)
    for (std::int32_t t = rows.offset[r]; t < rows.offset[r + 1]; ++t)
      values[t] = t - rows.offset[r];
  return position;
}

at::Tensor tokens_of(const Rows& rows) {
  at::Tensor token = new_ints({static_cast<std::int64_t>(rows.token.size())});
  std::copy(rows.token.begin(), rows.token.end(), token.data_ptr<std::int32_t>());
  return token;
}

// Experts of a token by a fixed hash of its id: what learned routing is compared with.
at::Tensor hashed_experts(const at::Tensor& token, std::size_t layer, const ModelConfig& config) {
  const auto top_k = static_cast<std::int64_t>(config.num_experts_per_tok);
  at::Tensor expert = new_ints({token.size(0), top_k});
  const auto* ids = token.const_data_ptr<std::int32_t>();
  auto* chosen = expert.data_ptr<std::int32_t>();
  for (std::int64_t t = 0; t < token.size(0); ++t) {
    RandomStream hash(static_cast<std::uint64_t>(ids[t]), layer + 1);
    for (std::int64_t k = 0; k < top_k;) {
      const auto candidate = static_cast<std::int32_t>(
          hash.below(static_cast<std::uint32_t>(config.n_routed_experts)));
      bool fresh = true;
      for (std::int64_t j = 0; j < k; ++j) fresh = fresh && chosen[t * top_k + j] != candidate;
      if (fresh) chosen[t * top_k + k++] = candidate;
    }
  }
  return expert;
}

std::vector<std::int64_t> counts_of(const at::Tensor& expert, std::size_t experts) {
  std::vector<std::int64_t> counts(experts, 0);
  const auto* ids = expert.const_data_ptr<std::int32_t>();
  for (std::int64_t i = 0; i < expert.numel(); ++i) ++counts[static_cast<std::size_t>(ids[i])];
  return counts;
}

}  // namespace

std::string layer_prefix(std::size_t layer) { return fmt::format("model.layers.{}.", layer); }

Transformer::Transformer(const ModelConfig& config, RandomStream& random)
    : config_(config), parameters_(initial_weights(config, random)) {
  for (std::size_t layer = config.first_k_dense_replace; layer < config.num_hidden_layers; ++layer)
    router_bias_.push_back(at::zeros({static_cast<std::int64_t>(config.n_routed_experts)}));
}

Forward Transformer::forward(const Rows& rows, const Pass& pass) const {
  const Context context{rows, positions_of(rows), tokens_of(rows), pass};
  Forward result;
  at::Tensor x = at::embedding(embed(), context.token);
  for (std::size_t layer = 0; layer < config_.num_hidden_layers; ++layer) {
    const std::string prefix = layer_prefix(layer);
    at::Tensor entropy;
    x = x.add(attend(prefix, x, context, entropy));
    const at::Tensor u =
        rms_norm(x, weight(prefix + "post_attention_layernorm.weight"), config_.rms_norm_eps);
    if (layer < config_.first_k_dense_replace) {
      x = x.add(feed_forward(prefix + "mlp.", u, context));
    } else {
      LayerLoad load;
      x = x.add(experts(layer, u, entropy, context, load));
      x = x.add(feed_forward(prefix + "mlp.shared_expert.", u, context));
      result.load.push_back(std::move(load));
    }
  }
  result.hidden = rms_norm(x, weight("model.norm.weight"), config_.rms_norm_eps);
  return result;
}

at::Tensor Transformer::attend(const std::string& layer, const at::Tensor& x,
                               const Context& context, at::Tensor& entropy) const {
  const std::string prefix = layer + "self_attn.";
  const Precision precision = context.pass.precision;
  const auto c = static_cast<std::int64_t>(config_.head_dim);
  const at::Tensor h = rms_norm(x, weight(layer + "input_layernorm.weight"), config_.rms_norm_eps);
  const auto heads = [&](const char* projection) {
    return linear(h, weight(prefix + projection), precision).view({x.size(0), -1, c});
  };
  const auto turned = [&](const at::Tensor& part, const char* norm) {
    return rope(rms_norm(part, weight(prefix + norm), config_.rms_norm_eps), context.position,
                {config_.rope_theta, 1, {}});
  };
  const Attended attended = attention(turned(heads("q_proj.weight"), "q_norm.weight"),
                                      turned(heads("k_proj.weight"), "k_norm.weight"),
                                      heads("v_proj.weight"), context.rows.offset);
  entropy = attended.entropy;
  return linear(attended.out.view({x.size(0), -1}), weight(prefix + "o_proj.weight"), precision);
}

at::Tensor Transformer::feed_forward(const std::string& name, const at::Tensor& u,
                                     const Context& context) const {
  const Precision precision = context.pass.precision;
  return linear(swiglu(linear(u, weight(name + "gate_up_proj.weight"), precision)),
                weight(name + "down_proj.weight"), precision);
}

at::Tensor Transformer::experts(std::size_t layer, const at::Tensor& u, const at::Tensor& entropy,
                                const Context& context, LayerLoad& load) const {
  const std::string prefix = layer_prefix(layer) + "mlp.";
  const at::Tensor input = config_.router_reads_entropy ? at::cat({u, entropy}, 1) : u;
  const at::Tensor logits = linear(input, weight(prefix + "gate.weight"), Precision::kFloat32);
  Routing routing;
  if (context.pass.hash_routing) {
    routing.expert = hashed_experts(context.token, layer, config_);
    const at::Tensor score = at::sigmoid(logits).gather(1, routing.expert.to(at::kLong));
    routing.weight = score.div(score.sum(1, true)).contiguous();
  } else {
    routing = route(logits, router_bias_[layer - config_.first_k_dense_replace],
                    config_.num_experts_per_tok);
  }
  load.tokens = counts_of(routing.expert, config_.n_routed_experts);
  if (context.pass.soft_load) {
    const at::Tensor score = at::sigmoid(logits);
    load.mean_score = score.div(score.sum(1, true)).mean(0);
  }
  return expert_ffn(u, weight(prefix + "experts.gate_up_proj"),
                    weight(prefix + "experts.down_proj"), routing, context.pass.precision);
}

}  // namespace modus::neural::train
