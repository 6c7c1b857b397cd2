#include "neural/train/load_balance.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error.h"

namespace modus::neural::train {
namespace {

double entropy(std::span<const std::int64_t> tokens) {
  const auto total = static_cast<double>(std::accumulate(tokens.begin(), tokens.end(), 0LL));
  double sum = 0;
  for (const std::int64_t count : tokens) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / total;
    sum -= share * std::log(share);
  }
  return sum;
}

}  // namespace

double utilisation(std::span<const std::int64_t> tokens) {
  if (std::all_of(tokens.begin(), tokens.end(), [](std::int64_t n) { return n == 0; })) return 1;
  return std::exp(entropy(tokens)) / static_cast<double>(tokens.size());
}

LayerBalance::LayerBalance(std::size_t experts) : window_(experts, 0) {}

void LayerBalance::update(std::span<const std::int64_t> tokens, std::span<float> bias,
                          const BalanceSettings& settings, std::size_t step) {
  MODUS_CHECK(tokens.size() == window_.size() && bias.size() == tokens.size(),
              "{} loads, {} biases, {} experts", tokens.size(), bias.size(), window_.size());
  const auto experts = static_cast<double>(tokens.size());
  const double mean =
      static_cast<double>(std::accumulate(tokens.begin(), tokens.end(), 0LL)) / experts;
  const double progress =
      std::min(1.0, static_cast<double>(step) /
                        static_cast<double>(std::max<std::size_t>(1, settings.bias_steps)));
  const double rate =
      settings.bias_step + progress * (settings.last_bias_step - settings.bias_step);
  double sum = 0;
  for (std::size_t e = 0; e < tokens.size(); ++e) {
    const double gap = mean - static_cast<double>(tokens[e]);
    bias[e] += static_cast<float>(rate * static_cast<double>((gap > 0) - (gap < 0)));
    sum += static_cast<double>(bias[e]);
  }
  for (float& value : bias) value -= static_cast<float>(sum / experts);

  for (std::size_t e = 0; e < tokens.size(); ++e) window_[e] += tokens[e];
  const auto seen = std::accumulate(window_.begin(), window_.end(), 0LL);
  const double wanted = settings.target * std::log(experts);
  dual_ = std::clamp(dual_ + settings.dual_rate * (wanted - entropy(window_)), 0.0,
                     settings.largest_dual);
  if (seen > static_cast<long long>(settings.window) * 4)
    for (std::int64_t& count : window_) count /= 2;
}

void LayerBalance::restore(double dual, std::vector<std::int64_t> window) {
  MODUS_CHECK(window.size() == window_.size(), "{} experts, {} saved", window_.size(),
              window.size());
  dual_ = dual;
  window_ = std::move(window);
}

}  // namespace modus::neural::train
