#include "neural/public/rope_scaling.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace modus::neural {
namespace {

double frequency_of(std::size_t pair, std::size_t width, double theta) {
  return std::pow(theta, -2.0 * static_cast<double>(pair) / static_cast<double>(width));
}

// How much of its own frequency a pair keeps; the rest is that of the stretched wave.
double kept_by_llama3(const RopeScaling& s, double frequency) {
  const double turns = s.original_context * frequency / (2 * std::numbers::pi);
  return std::clamp((turns - s.low_turns) / (s.high_turns - s.low_turns), 0.0, 1.0);
}

// The place of the pair that makes so many turns within the original context.
double pair_of_turns(const RopeScaling& s, double turns, std::size_t width, double theta) {
  return static_cast<double>(width) *
         std::log(s.original_context / (turns * 2 * std::numbers::pi)) / (2 * std::log(theta));
}

double kept_by_yarn(const RopeScaling& s, std::size_t pair, std::size_t width, double theta) {
  double first = pair_of_turns(s, s.beta_fast, width, theta);
  double last = pair_of_turns(s, s.beta_slow, width, theta);
  if (s.whole_pairs) {
    first = std::floor(first);
    last = std::ceil(last);
  }
  first = std::max(first, 0.0);
  last = std::min(last, static_cast<double>(width - 1));
  if (first == last) last += 0.001;  // as transformers has it
  return 1 - std::clamp((static_cast<double>(pair) - first) / (last - first), 0.0, 1.0);
}

// Equation 22 of the paper: 0.1 ln(factor) + 1, its first summand multiplied by mscale.
double growth(double factor, double mscale) {
  return factor <= 1 ? 1 : 0.1 * mscale * std::log(factor) + 1;
}

double kept(const RopeScaling& s, std::size_t pair, std::size_t width, double theta) {
  if (s.kind == RopeScalingKind::kLlama3)
    return kept_by_llama3(s, frequency_of(pair, width, theta));
  return s.kind == RopeScalingKind::kYarn ? kept_by_yarn(s, pair, width, theta) : 0;
}

}  // namespace

std::vector<float> stretch_of(const RopeScaling& scaling, std::size_t width, double theta) {
  std::vector<float> stretch;
  if (scaling.kind == RopeScalingKind::kNone) return stretch;
  for (std::size_t i = 0; i < width / 2; ++i) {
    const double share = kept(scaling, i, width, theta);
    stretch.push_back(static_cast<float>(1 / (share + (1 - share) / scaling.factor)));
  }
  return stretch;
}

std::optional<RopeScaling> llama3_scaling_of(const std::vector<float>& stretch, double theta) {
  if (stretch.empty()) return std::nullopt;
  const RopeScaling scaling{.kind = RopeScalingKind::kLlama3,
                            .factor = static_cast<double>(*std::ranges::max_element(stretch)),
                            .original_context = 8192};
  const std::vector<float> wanted = stretch_of(scaling, 2 * stretch.size(), theta);
  for (std::size_t i = 0; i < stretch.size(); ++i)
    if (!(std::abs(stretch[i] - wanted[i]) <= 1e-4f * wanted[i])) return std::nullopt;
  return scaling;
}

double amplitude_of(const RopeScaling& s) {
  if (s.kind != RopeScalingKind::kYarn) return 1;
  if (s.amplitude) return *s.amplitude;
  if (s.mscale != 0 && s.mscale_all_dim != 0)
    return growth(s.factor, s.mscale) / growth(s.factor, s.mscale_all_dim);
  return growth(s.factor, 1);
}

double score_scale_of(const RopeScaling& s) {
  if (s.kind != RopeScalingKind::kYarn || s.mscale_all_dim == 0) return 1;
  const double by = growth(s.factor, s.mscale_all_dim);
  return by * by;
}

}  // namespace modus::neural
