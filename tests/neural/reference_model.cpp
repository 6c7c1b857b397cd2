#include "tests/neural/reference_model.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "base/error.h"

namespace modus::neural {
namespace {

using Vector = std::vector<double>;

double value(const Matrix& w, std::size_t row, std::size_t column) {
  const std::size_t i = row * w.columns + column;
  return w.is_quantised() ? static_cast<double>(w.scale[row]) * w.quantised[i] : w.values[i];
}

// Rows first .. first + count of w, times x.
Vector product(const Matrix& w, std::size_t first, std::size_t count, const Vector& x) {
  Vector y(count);
  for (std::size_t r = 0; r < count; ++r)
    for (std::size_t c = 0; c < w.columns; ++c) y[r] += value(w, first + r, c) * x[c];
  return y;
}

Vector product(const Matrix& w, const Vector& x) { return product(w, 0, w.rows, x); }

Vector norm(const Vector& x, const std::vector<float>& weight, double epsilon) {
  double squares = 0;
  for (const double v : x) squares += v * v;
  const double inverse = 1 / std::sqrt(squares / static_cast<double>(x.size()) + epsilon);
  Vector y(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) y[i] = x[i] * inverse * weight[i];
  return y;
}

double silu(double v) { return v / (1 + std::exp(-v)); }

// Rows of gate, rows of up, each `width`, from first_row on.
Vector gated(const Matrix& gate_up, std::size_t first_row, std::size_t width, const Vector& x) {
  const Vector both = product(gate_up, first_row, 2 * width, x);
  Vector h(width);
  for (std::size_t i = 0; i < width; ++i) h[i] = silu(both[i]) * both[width + i];
  return h;
}

class Reference {
 public:
  explicit Reference(const ModelWeights& weights) : weights_(weights), c_(weights.config) {}

  std::vector<Vector> run(std::span<const TokenId> tokens) {
    std::vector<Vector> x;
    for (const TokenId token : tokens) {
      x.emplace_back(c_.hidden_size);
      for (std::size_t d = 0; d < c_.hidden_size; ++d)
        x.back()[d] = embedded(static_cast<std::size_t>(token), d);
    }
    for (const LayerWeights& w : weights_.layers) layer(w, x);
    std::vector<Vector> logits;
    for (const Vector& row : x)
      logits.push_back(product(weights_.embedding, norm(row, weights_.norm, c_.rms_norm_eps)));
    return logits;
  }

 private:
  double embedded(std::size_t token, std::size_t d) const {
    const FileRows& table = weights_.token_rows;
    if (table.empty()) return value(weights_.embedding, token, d);
    MODUS_CHECK(table.format == kernels::BlockFormat::kF32, "a table of another kind");
    float one = 0;
    std::memcpy(&one, table.bytes.data() + (token * c_.hidden_size + d) * sizeof one, sizeof one);
    return one;
  }

  void layer(const LayerWeights& w, std::vector<Vector>& x) const {
    std::vector<Vector> qkv;
    for (const Vector& row : x) {
      qkv.push_back(product(w.qkv, norm(row, w.input_norm, c_.rms_norm_eps)));
      for (std::size_t i = 0; i < w.qkv_bias.size(); ++i) qkv.back()[i] += w.qkv_bias[i];
    }
    for (std::size_t t = 0; t < x.size(); ++t) {
      Vector entropy;
      add(product(w.o, attended(w, qkv, t, entropy)), x[t]);
      add(feed_forward(w, norm(x[t], w.post_attention_norm, c_.rms_norm_eps), entropy), x[t]);
    }
  }

  static void add(const Vector& y, Vector& x) {
    for (std::size_t i = 0; i < x.size(); ++i) x[i] += y[i];
  }

  // Head `head` of the row, normed and turned to its position.
  Vector turned(const Vector& qkv, std::size_t head, std::size_t position,
                const std::vector<float>& weight) const {
    const auto begin = qkv.begin() + static_cast<std::ptrdiff_t>(head * c_.head_dim);
    const Vector plain(begin, begin + static_cast<std::ptrdiff_t>(c_.head_dim));
    const Vector v = weight.empty() ? plain : norm(plain, weight, c_.rms_norm_eps);
    Vector out(c_.head_dim);
    const std::size_t half = c_.head_dim / 2;
    for (std::size_t i = 0; i < half; ++i) {
      const double angle = static_cast<double>(position) *
                           std::pow(c_.rope_theta, -2.0 * static_cast<double>(i) /
                                                       static_cast<double>(c_.head_dim)) /
                           (weights_.rope_stretched.empty() ? 1.0 : weights_.rope_stretched[i]);
      out[i] = v[i] * std::cos(angle) - v[i + half] * std::sin(angle);
      out[i + half] = v[i + half] * std::cos(angle) + v[i] * std::sin(angle);
    }
    return out;
  }

  Vector attended(const LayerWeights& w, const std::vector<Vector>& qkv, std::size_t t,
                  Vector& entropy) const {
    Vector out;
    const std::size_t group = c_.num_attention_heads / c_.num_key_value_heads;
    for (std::size_t h = 0; h < c_.num_attention_heads; ++h) {
      const Vector q = turned(qkv[t], h, t, w.q_norm);
      Vector p(t + 1);
      for (std::size_t s = 0; s <= t; ++s) {
        const Vector k = turned(qkv[s], c_.num_attention_heads + h / group, s, w.k_norm);
        p[s] = std::exp(std::inner_product(q.begin(), q.end(), k.begin(), 0.0) /
                        std::sqrt(static_cast<double>(c_.head_dim)));
      }
      const double sum = std::accumulate(p.begin(), p.end(), 0.0);
      const std::size_t v_at =
          (c_.num_attention_heads + c_.num_key_value_heads + h / group) * c_.head_dim;
      Vector head(c_.head_dim);
      double bits = 0;
      for (std::size_t s = 0; s <= t; ++s) {
        p[s] /= sum;
        bits -= p[s] * std::log(p[s]);
        for (std::size_t i = 0; i < c_.head_dim; ++i) head[i] += p[s] * qkv[s][v_at + i];
      }
      out.insert(out.end(), head.begin(), head.end());
      entropy.push_back(t == 0 ? 0 : bits / std::log(static_cast<double>(t + 1)));
    }
    return out;
  }

  Vector feed_forward(const LayerWeights& w, const Vector& u, const Vector& entropy) const {
    Vector y = product(w.down, gated(w.gate_up, 0, w.down.columns, u));
    if (!w.is_moe()) return y;
    Vector input = u;
    if (c_.router_reads_entropy) input.insert(input.end(), entropy.begin(), entropy.end());
    Vector score(c_.n_routed_experts);
    for (std::size_t e = 0; e < score.size(); ++e) {
      for (std::size_t i = 0; i < input.size(); ++i)
        score[e] += static_cast<double>(w.router[e * input.size() + i]) * input[i];
      score[e] = 1 / (1 + std::exp(-score[e]));
    }
    std::vector<std::size_t> order(score.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return score[a] + w.router_bias[a] > score[b] + w.router_bias[b];
    });
    order.resize(c_.num_experts_per_tok);
    double sum = 0;
    for (const std::size_t e : order) sum += score[e];
    for (const std::size_t e : order) {
      const std::size_t width = c_.moe_intermediate_size;
      const Vector h = gated(w.expert_gate_up, e * 2 * width, width, u);
      const Vector one = product(w.expert_down, e * c_.hidden_size, c_.hidden_size, h);
      for (std::size_t d = 0; d < y.size(); ++d) y[d] += score[e] / sum * one[d];
    }
    return y;
  }

  const ModelWeights& weights_;
  const ModelConfig& c_;
};

}  // namespace

std::vector<std::vector<double>> reference_logits(const ModelWeights& weights,
                                                  std::span<const TokenId> tokens) {
  return Reference(weights).run(tokens);
}

}  // namespace modus::neural
