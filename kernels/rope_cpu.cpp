#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "kernels/cuda.h"
#include "kernels/parallel.h"
#include "kernels/rope.h"

namespace modus::kernels {
namespace {

constexpr std::size_t kChunk = 64;  // tokens, or entries of the table

// Cosines, then sines, of one position: [C/2] each. A table of all positions up to the highest is
// shared by the tokens where there are enough of them; else every token has its own entry. Both
// hold the same values. A model turns queries and keys of every layer by the same angles, which
// cost more than the turning: they are kept until others are asked for.
class Angles {
 public:
  Angles() = default;
  explicit Angles(const Rope& p)
      : theta_(p.theta),
        amplitude_(p.amplitude),
        rotation_(p.rotation),
        width_(p.head_width),
        position_(p.position, p.position + p.tokens),
        stretched_(p.head_width / 2, 1.0f) {
    if (p.stretched != nullptr) std::copy_n(p.stretched, width_ / 2, stretched_.begin());
    const auto [low, high] = std::minmax_element(position_.begin(), position_.end());
    shared_ = *low >= 0 && static_cast<std::size_t>(*high) < 2 * p.tokens;
    const std::size_t entries = shared_ ? static_cast<std::size_t>(*high) + 1 : p.tokens;
    table_.resize(entries * width_);
    for (std::size_t i = 0; i < width_ / 2; ++i) {
      const double turn = -2.0 * static_cast<double>(i) / static_cast<double>(width_);
      frequency_.push_back(std::pow(static_cast<double>(theta_), turn) /
                           static_cast<double>(stretched_[i]));
    }
    parallel_for((entries + kChunk - 1) / kChunk, [&](std::size_t chunk) {
      for (std::size_t e = chunk * kChunk; e < std::min(entries, (chunk + 1) * kChunk); ++e) {
        fill(e, shared_ ? static_cast<double>(e) : static_cast<double>(position_[e]));
      }
    });
  }

  bool are_of(const Rope& p) const {
    return p.theta == theta_ && p.amplitude == amplitude_ && p.rotation == rotation_ &&
           p.head_width == width_ &&
           std::equal(position_.begin(), position_.end(), p.position, p.position + p.tokens) &&
           are_stretched_by(p.stretched);
  }

  const float* of_token(std::size_t t) const {
    return &table_[(shared_ ? static_cast<std::size_t>(position_[t]) : t) * width_];
  }

 private:
  bool are_stretched_by(const float* factors) const {
    if (factors != nullptr) return std::equal(stretched_.begin(), stretched_.end(), factors);
    return std::ranges::all_of(stretched_, [](float factor) { return factor == 1; });
  }

  void fill(std::size_t entry, double position) {
    float* cosine = &table_[entry * width_];
    float* sine = cosine + width_ / 2;
    const auto amplitude = static_cast<double>(amplitude_);
    const double upward = rotation_ == Rotation::kForward ? amplitude : -amplitude;
    for (std::size_t i = 0; i < width_ / 2; ++i) {
      cosine[i] = static_cast<float>(amplitude * std::cos(position * frequency_[i]));
      sine[i] = static_cast<float>(upward * std::sin(position * frequency_[i]));
    }
  }

  float theta_ = 0, amplitude_ = 1;
  Rotation rotation_ = Rotation::kForward;
  std::size_t width_ = 0;
  std::vector<std::int32_t> position_;
  std::vector<float> stretched_;  // [C/2]
  bool shared_ = false;
  std::vector<double> frequency_;
  std::vector<float> table_;
};

void turn(float* head, const float* angles, std::size_t half) {
  float* first = head;
  float* second = head + half;
  const float* cosine = angles;
  const float* sine = angles + half;
#pragma GCC ivdep
  for (std::size_t i = 0; i < half; ++i) {
    const float a = first[i];
    const float b = second[i];
    first[i] = a * cosine[i] - b * sine[i];
    second[i] = b * cosine[i] + a * sine[i];
  }
}

}  // namespace

void rope(const Rope& p, Launch launch) {
  if (p.head_width % 2 != 0) {
    throw ShapeError(fmt::format("rope: expected an even head width, got {}", p.head_width));
  }
  if (p.tokens == 0 || p.heads == 0 || p.head_width == 0) return;
  if (launch.device == Device::kCuda) return cuda::rope(p, launch.stream);
  static thread_local Angles kept;
  if (!kept.are_of(p)) kept = Angles(p);
  const Angles& angles = kept;  // of this thread, for all of them
  parallel_for((p.tokens + kChunk - 1) / kChunk, [&](std::size_t chunk) {
    for (std::size_t t = chunk * kChunk; t < std::min(p.tokens, (chunk + 1) * kChunk); ++t) {
      for (std::size_t n = 0; n < p.heads; ++n) {
        turn(p.x + (t * p.heads + n) * p.head_width, angles.of_token(t), p.head_width / 2);
      }
    }
  });
}

}  // namespace modus::kernels
