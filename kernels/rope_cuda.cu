#include "kernels/cuda.h"
#include "kernels/cuda/stream.cuh"

namespace modus::kernels::cuda {
namespace {

constexpr unsigned kThreads = 128;

// One thread a token and pair of numbers, for all heads. Angles in float64, as on the CPU.
__global__ void turn(Rope p) {
  const std::size_t half = p.head_width / 2;
  const std::size_t at = std::size_t{blockIdx.x} * kThreads + threadIdx.x;
  if (at >= p.tokens * half) return;
  const std::size_t t = at / half, i = at % half;
  const double stretched = p.stretched == nullptr ? 1.0 : static_cast<double>(p.stretched[i]);
  const double frequency = pow(static_cast<double>(p.theta),
                               -2.0 * static_cast<double>(i) / static_cast<double>(p.head_width)) /
                           stretched;
  double sine = 0, cosine = 0;
  sincos(static_cast<double>(p.position[t]) * frequency, &sine, &cosine);
  const double amplitude = p.amplitude;
  const float c = static_cast<float>(amplitude * cosine);
  const float s = static_cast<float>(amplitude * (p.rotation == Rotation::kForward ? sine : -sine));
  for (std::size_t n = 0; n < p.heads; ++n) {
    float* x = p.x + (t * p.heads + n) * p.head_width + i;
    const float a = x[0], b = x[half];
    x[0] = a * c - b * s;
    x[half] = b * c + a * s;
  }
}

}  // namespace

void rope(const Rope& p, void* stream) {
  turn<<<blocks_for(p.tokens * (p.head_width / 2), kThreads), kThreads, 0, stream_of(stream)>>>(p);
  check(cudaGetLastError(), "rope");
}

}  // namespace modus::kernels::cuda
