// The routed feed-forward in float64, token by token: forward, and backward by the chain rule.
#pragma once

#include <cmath>
#include <vector>

#include "kernels/expert_ffn.h"

namespace modus::kernels {

struct ExpertProblem {
  ExpertFfnShape shape;
  std::vector<double> x, gate_up, down, weight;
  std::vector<std::int32_t> expert;  // [T, K]
};

struct ExpertGradients {
  std::vector<double> dx, dgate_up, ddown, dweight;
};

// One (token, slot): gate, up and h, each [F].
struct ExpertActivation {
  std::vector<double> gate, up, h;
};

inline double silu(double g) { return g / (1 + std::exp(-g)); }
inline double silu_slope(double g) {
  const double s = 1 / (1 + std::exp(-g));
  return s + g * s * (1 - s);
}

inline ExpertActivation activation_of(const ExpertProblem& p, std::size_t t, std::size_t e) {
  const std::size_t width = p.shape.width, f_count = p.shape.expert_width;
  ExpertActivation result{std::vector<double>(f_count), std::vector<double>(f_count),
                          std::vector<double>(f_count)};
  for (std::size_t f = 0; f < f_count; ++f) {
    for (std::size_t d = 0; d < width; ++d) {
      result.gate[f] += p.gate_up[(e * 2 * f_count + f) * width + d] * p.x[t * width + d];
      result.up[f] += p.gate_up[(e * 2 * f_count + f_count + f) * width + d] * p.x[t * width + d];
    }
    result.h[f] = silu(result.gate[f]) * result.up[f];
  }
  return result;
}

inline std::vector<double> reference_forward(const ExpertProblem& p) {
  const std::size_t width = p.shape.width, f_count = p.shape.expert_width;
  std::vector<double> y(p.shape.tokens * width);
  for (std::size_t pair = 0; pair < p.expert.size(); ++pair) {
    const std::size_t t = pair / p.shape.top_k, e = static_cast<std::size_t>(p.expert[pair]);
    const ExpertActivation act = activation_of(p, t, e);
    for (std::size_t d = 0; d < width; ++d) {
      for (std::size_t f = 0; f < f_count; ++f) {
        y[t * width + d] += p.weight[pair] * p.down[(e * width + d) * f_count + f] * act.h[f];
      }
    }
  }
  return y;
}

inline ExpertGradients reference_backward(const ExpertProblem& p, const std::vector<double>& dy) {
  const std::size_t width = p.shape.width, f_count = p.shape.expert_width;
  ExpertGradients g{std::vector<double>(p.x.size()), std::vector<double>(p.gate_up.size()),
                    std::vector<double>(p.down.size()), std::vector<double>(p.weight.size())};
  for (std::size_t pair = 0; pair < p.expert.size(); ++pair) {
    const std::size_t t = pair / p.shape.top_k, e = static_cast<std::size_t>(p.expert[pair]);
    const ExpertActivation act = activation_of(p, t, e);
    for (std::size_t f = 0; f < f_count; ++f) {
      double dh = 0;
      for (std::size_t d = 0; d < width; ++d) {
        const std::size_t i = (e * width + d) * f_count + f;
        dh += dy[t * width + d] * p.down[i];
        g.ddown[i] += p.weight[pair] * dy[t * width + d] * act.h[f];
      }
      g.dweight[pair] += dh * act.h[f];
      const double dgate = p.weight[pair] * dh * act.up[f] * silu_slope(act.gate[f]);
      const double dup = p.weight[pair] * dh * silu(act.gate[f]);
      const std::size_t gate_row = (e * 2 * f_count + f) * width;
      const std::size_t up_row = gate_row + f_count * width;
      for (std::size_t d = 0; d < width; ++d) {
        g.dx[t * width + d] += dgate * p.gate_up[gate_row + d] + dup * p.gate_up[up_row + d];
        g.dgate_up[gate_row + d] += dgate * p.x[t * width + d];
        g.dgate_up[up_row + d] += dup * p.x[t * width + d];
      }
    }
  }
  return g;
}

}  // namespace modus::kernels
