// Ropes that are scaled to contexts longer than a model was first trained for.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace modus::neural {

enum class RopeScalingKind { kNone, kLinear, kLlama3, kYarn };

// As the files of a checkpoint say it (transformers, modeling_rope_utils); w is the width of what
// the rope turns.
//
// Linear: all waves are stretched by `factor`.
// Llama 3: long waves are stretched by `factor`, short ones not, those between in part, by how many
// turns they make within the original context: from low_turns to high_turns.
// YaRN (Peng et al. 2023, arXiv 2309.00071, section 3): the same by the place of a pair among the
// w/2, a ramp between those that make beta_fast and beta_slow turns; and all cosines and sines are
// multiplied by one amplitude.
struct RopeScaling {
  RopeScalingKind kind = RopeScalingKind::kNone;
  double factor = 1, original_context = 0;
  double low_turns = 1, high_turns = 4;
  double beta_fast = 32, beta_slow = 1;
  bool whole_pairs = true;                // the ends of the ramp are rounded outwards (`truncate`)
  std::optional<double> amplitude = {};   // said, else by factor and mscale
  double mscale = 0, mscale_all_dim = 0;  // 0: not said

  bool operator==(const RopeScaling&) const = default;
};

// [w/2]: divides the angle of each pair; empty without scaling.
std::vector<float> stretch_of(const RopeScaling& scaling, std::size_t width, double theta);

// The Llama 3 scaling that has these factors, where the original context is the one that all its
// models have, 8192; nullopt where none has.
std::optional<RopeScaling> llama3_scaling_of(const std::vector<float>& stretch, double theta);

// What cosines and sines are multiplied by: 1 but for YaRN.
double amplitude_of(const RopeScaling& scaling);

// What DeepSeek multiplies the scores of all dimensions by besides: m^2 for mscale_all_dim.
double score_scale_of(const RopeScaling& scaling);

}  // namespace modus::neural
