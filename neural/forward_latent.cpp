// Latent attention of a pass (LatentAttention in model_weights.h).
#include <algorithm>

#include "neural/forward_pass.h"
#include "neural/linear.h"

namespace modus::neural {

// Of the norms in the middle, whatever rms_norm_eps says of the others (transformers,
// modeling_deepseek_v3).
constexpr double kLatentEpsilon = 1e-6;

// h_ to qkv_: [H C] queries, [H C] keys, [H C] values filled up with zeros, all turned already.
void ForwardPass::latent_qkv(const LatentAttention& w) {
  const ModelConfig& c = weights_.config;
  const std::size_t heads = c.num_attention_heads, all = heads * c.head_dim;
  const std::size_t plain = c.head_dim - w.turned, middle = w.kv_a_norm.size();
  const std::size_t kv_width = plain + w.value_width;
  const float* q_from = h_.data();
  if (w.q_a.rows > 0) {
    grow(latent_, tokens_ * w.q_a.rows);
    linear(w.q_a, tokens_, h_.data(), latent_.data());
    norm(w.q_a_norm, kLatentEpsilon, tokens_, latent_.data(), latent_.data());
    q_from = latent_.data();
  }
  linear(w.q_b, tokens_, q_from, q_.data());
  turn_last(heads, w.turned, q_);

  grow(compressed_, tokens_ * w.kv_a.rows);
  linear(w.kv_a, tokens_, h_.data(), compressed_.data());
  grow(latent_, tokens_ * middle);
  grow(turned_, tokens_ * w.turned);
  for (std::size_t t = 0; t < tokens_; ++t) {
    const float* const from = compressed_.data() + t * w.kv_a.rows;
    std::copy_n(from, middle, latent_.data() + t * middle);
    std::copy_n(from + middle, w.turned, turned_.data() + t * w.turned);
  }
  norm(w.kv_a_norm, kLatentEpsilon, tokens_, latent_.data(), latent_.data());
  turn(1, w.turned, turned_.data());
  grow(compressed_, tokens_ * w.kv_b.rows);
  linear(w.kv_b, tokens_, latent_.data(), compressed_.data());

  std::fill_n(qkv_.begin(), tokens_ * 3 * all, 0.0f);
  for (std::size_t t = 0; t < tokens_; ++t) {
    float* const to = qkv_.data() + t * 3 * all;
    const float* const q = q_.data() + t * all;
    std::transform(q, q + all, to, [&](float value) { return value * w.score_scale; });
    for (std::size_t h = 0; h < heads; ++h) {
      const float* const kv = compressed_.data() + t * w.kv_b.rows + h * kv_width;
      float* const key = to + all + h * c.head_dim;
      std::copy_n(kv, plain, key);
      std::copy_n(turned_.data() + t * w.turned, w.turned, key + plain);
      std::copy_n(kv + plain, w.value_width, to + 2 * all + h * c.head_dim);
    }
  }
}

// The last `width` numbers of each head of x [T, H, C].
void ForwardPass::turn_last(std::size_t heads, std::size_t width, std::vector<float>& x) {
  const std::size_t head = weights_.config.head_dim;
  grow(turned_, tokens_ * heads * width);
  const auto each = [&](const auto& move) {
    for (std::size_t i = 0; i < tokens_ * heads; ++i)
      move(x.data() + (i + 1) * head - width, turned_.data() + i * width);
  };
  each([&](const float* in_head, float* out) { std::copy_n(in_head, width, out); });
  turn(heads, width, turned_.data());
  each([&](float* in_head, const float* out) { std::copy_n(out, width, in_head); });
}

// attended_ [T, H, C] to [T, H, width], in place.
void ForwardPass::narrow_values(std::size_t width) {
  const ModelConfig& c = weights_.config;
  for (std::size_t i = 0; i < tokens_ * c.num_attention_heads; ++i)
    std::copy_n(attended_.data() + i * c.head_dim, width, attended_.data() + i * width);
}

}  // namespace modus::neural
