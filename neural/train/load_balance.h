// Keeps the experts' load even without dropping a token: selection biases (Wang et al. 2024,
// arXiv 2408.15664, algorithm 1) hold it, and where they do not, an entropy constraint with a dual
// variable joins in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace modus::neural::train {

struct BalanceSettings {
  double bias_step = 1e-2;  // at first, falling linearly to last_bias_step
  double last_bias_step = 1e-3;
  std::size_t bias_steps = 1000;
  double target = 0.985;  // H* = target * ln E
  double dual_rate = 1e-2;
  double largest_dual = 0.05;
  std::size_t window = 32768;  // tokens that the load is averaged over
};

// exp(entropy of the load) / E, in (0, 1]; 1 where nothing was counted.
double utilisation(std::span<const std::int64_t> tokens);

// One layer. Call update after each step with the load of that step.
//   bias[e] += step * sign(mean load - load[e]), then the mean is taken off
//   dual = clip(dual + dual_rate * (H* - H(load of the window)), 0, largest_dual)
class LayerBalance {
 public:
  explicit LayerBalance(std::size_t experts);

  void update(std::span<const std::int64_t> tokens, std::span<float> bias,
              const BalanceSettings& settings, std::size_t step);

  double dual() const { return dual_; }
  std::span<const std::int64_t> window() const { return window_; }
  void restore(double dual, std::vector<std::int64_t> window);

 private:
  double dual_ = 0;
  std::vector<std::int64_t> window_;  // (token, slot) pairs; halved when it grows past its size
};

}  // namespace modus::neural::train
