#include "neural/forward_pass.h"

#include <algorithm>

#include "kernels/attention.h"
#include "kernels/rms_norm.h"
#include "kernels/rope.h"
#include "kernels/swiglu.h"
#include "neural/linear.h"

namespace modus::neural {
namespace {

void add(const std::vector<float>& y, std::size_t count, float* x) {
  for (std::size_t i = 0; i < count; ++i) x[i] += y[i];
}

}  // namespace

ForwardPass::ForwardPass(const ModelWeights& weights, PagedCache& cache)
    : weights_(weights), cache_(cache) {}

const float* ForwardPass::run(std::span<const PassRow> rows) {
  tokens_ = 0;
  for (const PassRow& row : rows) tokens_ += row.tokens.size();
  resize(tokens_);
  embed(rows);
  const std::size_t size = tokens_ * weights_.config.hidden_size;
  for (std::size_t layer = 0; layer < weights_.layers.size(); ++layer) {
    attention(layer, rows);
    add(y_, size, x_.data());
    feed_forward(weights_.layers[layer]);
    add(y_, size, x_.data());
  }
  return x_.data();
}

void ForwardPass::logits(std::size_t rows, const float* hidden, float* out) {
  grow(h_, rows * weights_.config.hidden_size);
  norm(weights_.norm, rows, hidden, h_.data());
  linear(weights_.embedding, rows, h_.data(), out);
}

void ForwardPass::resize(std::size_t tokens) {
  const ModelConfig& c = weights_.config;
  const std::size_t inner = std::max(c.intermediate_size, c.shared_expert_intermediate_size);
  for (std::vector<float>* buffer : {&x_, &h_, &y_, &routed_})
    grow(*buffer, tokens * c.hidden_size);
  for (std::vector<float>* buffer : {&q_, &attended_})
    grow(*buffer, tokens * c.num_attention_heads * c.head_dim);
  grow(k_, tokens * c.num_key_value_heads * c.head_dim);
  grow(qkv_, tokens * (c.num_attention_heads + 2 * c.num_key_value_heads) * c.head_dim);
  grow(entropy_, tokens * c.num_attention_heads);
  grow(gate_up_, tokens * 2 * inner);
  grow(gated_, tokens * inner);
  grow(router_input_, tokens * c.router_width());
  grow(router_logits_, tokens * c.n_routed_experts);
  grow(expert_weight_, tokens * c.num_experts_per_tok);
  expert_.resize(std::max(expert_.size(), tokens * c.num_experts_per_tok));
  position_.clear();
}

void ForwardPass::embed(std::span<const PassRow> rows) {
  const Matrix& table = weights_.embedding;
  float* out = x_.data();
  for (const PassRow& row : rows)
    for (std::size_t i = 0; i < row.tokens.size(); ++i, out += table.columns) {
      const auto token = static_cast<std::size_t>(row.tokens[i]);
      position_.push_back(static_cast<std::int32_t>(row.position + i));
      if (!weights_.token_rows.empty()) {
        weights_.token_rows.read(token, {out, table.columns});
        continue;
      }
      if (!table.is_quantised()) {
        std::copy_n(table.values.data() + token * table.columns, table.columns, out);
        continue;
      }
      const std::int8_t* const coded = table.quantised.data() + token * table.columns;
      for (std::size_t d = 0; d < table.columns; ++d)
        out[d] = table.scale[token] * static_cast<float>(coded[d]);
    }
}

// y = attention(norm(x)) Wo', and the entropy of each head.
void ForwardPass::attention(std::size_t layer, std::span<const PassRow> rows) {
  const ModelConfig& c = weights_.config;
  const LayerWeights& w = weights_.layers[layer];
  norm(w.input_norm, tokens_, x_.data(), h_.data());
  if (w.latent)
    latent_qkv(*w.latent);
  else
    linear(w.qkv, tokens_, h_.data(), qkv_.data());
  if (!w.qkv_bias.empty())
    for (std::size_t t = 0; t < tokens_; ++t)
      add(w.qkv_bias, w.qkv_bias.size(), &qkv_[t * w.qkv.rows]);
  keep_keys_and_values(layer, rows);
  const std::size_t heads = c.num_attention_heads;
  std::size_t token = 0;
  for (const PassRow& row : rows) {
    cache_.pages(row.sequence, layer, key_pages_, value_pages_);
    kernels::attention_paged({.queries = row.tokens.size(),
                              .position = row.position,
                              .heads = heads,
                              .kv_heads = c.num_key_value_heads,
                              .head_width = c.head_dim,
                              .page_tokens = kPageTokens,
                              .k_pages_by_channel = key_pages_.data(),
                              .v_pages = value_pages_.data(),
                              .q = q_.data() + token * heads * c.head_dim,
                              .out = attended_.data() + token * heads * c.head_dim,
                              .entropy = entropy_.data() + token * heads},
                             {});
    token += row.tokens.size();
  }
  if (w.latent) narrow_values(w.latent->value_width);
  linear(w.o, tokens_, attended_.data(), y_.data());
}

// Splits qkv; queries and keys are normed a head, where the model does, and turned; keys and values
// go to the cache.
void ForwardPass::keep_keys_and_values(std::size_t layer, std::span<const PassRow> rows) {
  const ModelConfig& c = weights_.config;
  const LayerWeights& w = weights_.layers[layer];
  const std::size_t q_width = c.num_attention_heads * c.head_dim;
  const std::size_t kv_width = c.num_key_value_heads * c.head_dim;
  const std::size_t stride = q_width + 2 * kv_width;
  for (std::size_t t = 0; t < tokens_; ++t) {
    const float* const from = qkv_.data() + t * stride;
    std::copy_n(from, q_width, q_.data() + t * q_width);
    std::copy_n(from + q_width, kv_width, k_.data() + t * kv_width);
  }
  if (!w.latent) norm_and_turn(w);
  std::size_t t = 0;
  for (const PassRow& row : rows)
    for (std::size_t i = 0; i < row.tokens.size(); ++i, ++t)
      cache_.write(row.sequence, layer, row.position + i, k_.data() + t * kv_width,
                   qkv_.data() + t * stride + q_width + kv_width);
}

void ForwardPass::norm_and_turn(const LayerWeights& w) {
  const ModelConfig& c = weights_.config;
  const std::size_t q_width = c.num_attention_heads * c.head_dim;
  const std::size_t kv_width = c.num_key_value_heads * c.head_dim;
  if (!w.q_norm.empty()) {
    norm(w.q_norm, tokens_ * q_width / w.q_norm.size(), q_.data(), q_.data());
    norm(w.k_norm, tokens_ * kv_width / w.k_norm.size(), k_.data(), k_.data());
  }
  turn(c.num_attention_heads, c.head_dim, q_.data());
  turn(c.num_key_value_heads, c.head_dim, k_.data());
}

void ForwardPass::turn(std::size_t heads, std::size_t width, float* x) {
  kernels::Rope rope{.tokens = tokens_, .heads = heads, .head_width = width};
  rope.position = position_.data();
  rope.theta = static_cast<float>(weights_.config.rope_theta);
  if (!weights_.rope_stretched.empty()) rope.stretched = weights_.rope_stretched.data();
  rope.amplitude = weights_.rope_amplitude;
  rope.x = x;
  kernels::rope(rope, {});
}

// y = feed-forward(norm(x)), dense or routed beside the shared expert.
void ForwardPass::feed_forward(const LayerWeights& w) {
  norm(w.post_attention_norm, tokens_, x_.data(), h_.data());
  if (w.gate_up.rows > 0) {
    gated(w, y_);
  } else {
    std::fill_n(y_.begin(), tokens_ * weights_.config.hidden_size, 0.0f);
  }
  if (!w.is_moe()) return;
  routed_experts(w);
  add(routed_, tokens_ * weights_.config.hidden_size, y_.data());
}

// y = down(silu(gate h) * up h).
void ForwardPass::gated(const LayerWeights& w, std::vector<float>& y) {
  linear(w.gate_up, tokens_, h_.data(), gate_up_.data());
  kernels::swiglu_forward(
      {.tokens = tokens_, .width = w.down.columns, .gate_up = gate_up_.data(), .h = gated_.data()},
      {});
  linear(w.down, tokens_, gated_.data(), y.data());
}

void ForwardPass::norm(const std::vector<float>& weight, std::size_t rows, const float* x,
                       float* y) const {
  norm(weight, weights_.config.rms_norm_eps, rows, x, y);
}

void ForwardPass::norm(const std::vector<float>& weight, double epsilon, std::size_t rows,
                       const float* x, float* y) {
  kernels::rms_norm_forward({.tokens = rows,
                             .width = weight.size(),
                             .x = x,
                             .weight = weight.data(),
                             .epsilon = static_cast<float>(epsilon),
                             .y = y,
                             .inverse = nullptr},
                            {});
}

}  // namespace modus::neural
