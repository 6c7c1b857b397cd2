#include "kernels/cuda.h"
#include "kernels/cuda/stream.cuh"

namespace modus::kernels::cuda {
namespace {

constexpr unsigned kWarps = 8;

// scale * sum_k x[k] w[k] by one warp; every lane gets it. A sum does not depend on its neighbours.
__device__ float dot(const float* x, const std::int8_t* w, float scale, std::size_t count) {
  float sum = 0;
  for (std::size_t k = threadIdx.x; k < count; k += kWarp) {
    sum = fmaf(x[k], static_cast<float>(w[k]), sum);
  }
  return scale * warp_sum(sum);
}

// A warp a number of y.
__global__ void linear(LinearInt8 p) {
  const std::size_t n = std::size_t{blockIdx.x} * kWarps + threadIdx.y, m = blockIdx.y;
  if (n >= p.n) return;
  const float y = dot(p.x + m * p.k, p.w + n * p.k, p.scale[n], p.k);
  if (threadIdx.x == 0) p.y[m * p.n + n] = y;
}

// A block a token, its experts one after the other. Dynamic shared memory: [F] of one expert.
__global__ void experts(ExpertFfnInt8 p) {
  extern __shared__ float h[];
  const std::size_t t = blockIdx.x, width = p.width, expert_width = p.expert_width;
  const float* x = p.x + t * width;
  float* y = p.y + t * width;
  for (std::size_t k = 0; k < p.top_k; ++k) {
    const std::size_t e = static_cast<std::size_t>(p.expert[t * p.top_k + k]);
    const float weight = p.weight[t * p.top_k + k];
    const std::int8_t* gate_up = p.gate_up + e * 2 * expert_width * width;
    const float* gate_up_scale = p.gate_up_scale + e * 2 * expert_width;
    for (std::size_t f = threadIdx.y; f < expert_width; f += kWarps) {
      const float gate = dot(x, gate_up + f * width, gate_up_scale[f], width);
      const float up =
          dot(x, gate_up + (expert_width + f) * width, gate_up_scale[expert_width + f], width);
      if (threadIdx.x == 0) h[f] = gate / (1 + expf(-gate)) * up;
    }
    __syncthreads();
    for (std::size_t d = threadIdx.y; d < width; d += kWarps) {
      const float part = weight * dot(h, p.down + (e * width + d) * expert_width,
                                      p.down_scale[e * width + d], expert_width);
      if (threadIdx.x == 0) y[d] = k == 0 ? part : y[d] + part;
    }
    __syncthreads();
  }
}

}  // namespace

void linear_int8(const LinearInt8& p, void* stream) {
  // The second side of a grid has at most 65,535 blocks.
  constexpr std::size_t kMostRows = 65535;
  for (std::size_t first = 0; first < p.m; first += kMostRows) {
    LinearInt8 part = p;
    part.m = p.m - first < kMostRows ? p.m - first : kMostRows;
    part.x += first * p.k;
    part.y += first * p.n;
    const dim3 grid(blocks_for(p.n, kWarps), static_cast<unsigned>(part.m));
    if (p.n > 0) linear<<<grid, dim3(kWarp, kWarps), 0, stream_of(stream)>>>(part);
  }
  check(cudaGetLastError(), "linear_int8");
}

void expert_ffn_int8(const ExpertFfnInt8& p, void* stream) {
  if (p.tokens * p.width == 0) return;
  if (p.top_k == 0) {
    check(cudaMemsetAsync(p.y, 0, p.tokens * p.width * sizeof(float), stream_of(stream)),
          "expert_ffn_int8");
    return;
  }
  const std::size_t shared = p.expert_width * sizeof(float);
  experts<<<blocks_for(p.tokens, 1), dim3(kWarp, kWarps), shared, stream_of(stream)>>>(p);
  check(cudaGetLastError(), "expert_ffn_int8");
}

}  // namespace modus::kernels::cuda
