#include "kernels/cuda.h"
#include "kernels/cuda/stream.cuh"

namespace modus::kernels::cuda {
namespace {

constexpr unsigned kThreads = 256;

__device__ float sigmoid(float x) { return 1 / (1 + expf(-x)); }

__global__ void forward(SwigluForward p) {
  const std::size_t at = std::size_t{blockIdx.x} * kThreads + threadIdx.x;
  if (at >= p.tokens * p.width) return;
  const std::size_t row = at / p.width * 2 * p.width, f = at % p.width;
  const float gate = p.gate_up[row + f], up = p.gate_up[row + p.width + f];
  p.h[at] = gate * sigmoid(gate) * up;
}

__global__ void backward(SwigluBackward p) {
  const std::size_t at = std::size_t{blockIdx.x} * kThreads + threadIdx.x;
  if (at >= p.tokens * p.width) return;
  const std::size_t row = at / p.width * 2 * p.width, f = at % p.width;
  const float gate = p.gate_up[row + f], up = p.gate_up[row + p.width + f], s = sigmoid(gate);
  p.dgate_up[row + f] = p.dh[at] * up * s * (1 + gate * (1 - s));
  p.dgate_up[row + p.width + f] = p.dh[at] * gate * s;
}

}  // namespace

void swiglu_forward(const SwigluForward& p, void* stream) {
  if (p.tokens * p.width == 0) return;
  forward<<<blocks_for(p.tokens * p.width, kThreads), kThreads, 0, stream_of(stream)>>>(p);
  check(cudaGetLastError(), "swiglu_forward");
}

void swiglu_backward(const SwigluBackward& p, void* stream) {
  if (p.tokens * p.width == 0) return;
  backward<<<blocks_for(p.tokens * p.width, kThreads), kThreads, 0, stream_of(stream)>>>(p);
  check(cudaGetLastError(), "swiglu_backward");
}

}  // namespace modus::kernels::cuda
