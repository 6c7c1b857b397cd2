#include <algorithm>
#include <cmath>
#include <vector>

#include "base/error.h"
#include "kernels/adamw.h"
#include "kernels/parallel.h"

namespace modus::kernels {
namespace {

constexpr std::size_t kChunk = 1u << 16;

std::size_t chunks_of(std::size_t count) { return (count + kChunk - 1) / kChunk; }

void require_cpu(Launch launch) {
  if (launch.device != Device::kCpu) throw Error("the optimiser runs on the CPU only");
}

}  // namespace

void adamw(const AdamW& p, Launch launch) {
  require_cpu(launch);
  const auto step = static_cast<double>(p.step);
  const auto correction1 = static_cast<float>(1 / (1 - std::pow(p.beta1, step)));
  const auto correction2 = static_cast<float>(1 / (1 - std::pow(p.beta2, step)));
  const auto scale = static_cast<float>(p.gradient_scale);
  const auto beta1 = static_cast<float>(p.beta1);
  const auto beta2 = static_cast<float>(p.beta2);
  const auto rate = static_cast<float>(p.rate);
  const auto epsilon = static_cast<float>(p.epsilon);
  const auto shrink = static_cast<float>(p.rate * p.decay);
  parallel_for(chunks_of(p.count), [&](std::size_t chunk) {
    const std::size_t end = std::min(p.count, (chunk + 1) * kChunk);
    for (std::size_t i = chunk * kChunk; i < end; ++i) {
      const float g = p.gradient[i] * scale;
      const float m = beta1 * p.first_moment[i] + (1 - beta1) * g;
      const float v = beta2 * p.second_moment[i] + (1 - beta2) * g * g;
      p.first_moment[i] = m;
      p.second_moment[i] = v;
      const float update = m * correction1 / (std::sqrt(v * correction2) + epsilon);
      p.parameter[i] -= rate * update + shrink * p.parameter[i];
    }
  });
}

double sum_of_squares(const float* values, std::size_t count, Launch launch) {
  require_cpu(launch);
  std::vector<double> sums(chunks_of(count));
  parallel_for(sums.size(), [&](std::size_t chunk) {
    const std::size_t end = std::min(count, (chunk + 1) * kChunk);
    double lanes[8] = {};
    std::size_t i = chunk * kChunk;
    for (; i + 8 <= end; i += 8)
      for (std::size_t lane = 0; lane < 8; ++lane) {
        const auto value = static_cast<double>(values[i + lane]);
        lanes[lane] += value * value;
      }
    for (; i < end; ++i) lanes[0] += static_cast<double>(values[i]) * static_cast<double>(values[i]);
    for (const double lane : lanes) sums[chunk] += lane;
  });
  double total = 0;
  for (const double sum : sums) total += sum;
  return total;
}

}  // namespace modus::kernels
