#include "kernels/cuda.h"
#include "kernels/cuda/stream.cuh"

namespace modus::kernels::cuda {
namespace {

constexpr unsigned kThreads = 256;  // a block a sequence; each thread owns a run of ids

struct Row {
  const float* logits;
  const std::uint64_t* mask;  // may be null
  int begin, end;             // the thread's ids

  __device__ bool allowed(int v) const {
    return mask == nullptr || (mask[v / 64] >> (v % 64) & 1) != 0;
  }
  // Sum of exp((logit - highest) / temperature) over the thread's allowed ids.
  __device__ double mass(float highest, float temperature) const {
    double sum = 0;
    for (int v = begin; v < end; ++v) {
      if (allowed(v)) sum += static_cast<double>(expf((logits[v] - highest) / temperature));
    }
    return sum;
  }
};

// The first id whose cumulated mass exceeds `wanted`, given the mass of each thread's run; the last
// one with mass where rounding leaves none. One thread does it.
__device__ int invert(const Row& all, const double* masses, int run, float highest,
                      float temperature, double wanted, int fallback) {
  double before = 0;
  int thread = 0, token = fallback;
  for (int i = 0; i < static_cast<int>(kThreads); ++i) {
    if (masses[i] > 0) {
      thread = i;
      if (before + masses[i] > wanted) break;
    }
    before += masses[i];
  }
  before = 0;
  for (int i = 0; i < thread; ++i) before += masses[i];
  const int end = min(all.end, (thread + 1) * run);
  for (int v = thread * run; v < end; ++v) {
    if (!all.allowed(v)) continue;
    const float weight = expf((all.logits[v] - highest) / temperature);
    if (weight > 0) token = v;
    before += static_cast<double>(weight);
    if (before > wanted) break;
  }
  return token;
}

__global__ void sample(MaskedSampling p) {
  __shared__ Best bests[kThreads / kWarp];
  __shared__ double sums[kThreads / kWarp];
  __shared__ double masses[kThreads];
  const std::size_t b = blockIdx.x, words = (p.vocabulary + 63) / 64;
  const int vocabulary = static_cast<int>(p.vocabulary);
  const int run = (vocabulary + static_cast<int>(kThreads) - 1) / static_cast<int>(kThreads);
  const int begin = min(vocabulary, static_cast<int>(threadIdx.x) * run);
  const Row row{p.logits + b * p.vocabulary, p.mask == nullptr ? nullptr : p.mask + b * words,
                begin, min(vocabulary, begin + run)};
  Best best{-INFINITY, vocabulary};
  for (int v = row.begin; v < row.end; ++v) {
    if (row.allowed(v)) best = better(best, {row.logits[v], v});
  }
  best = block_best<kThreads>(best, bests);
  const double total = block_sum<kThreads>(row.mass(best.value, 1), sums);
  if (p.temperature > 0) {
    masses[threadIdx.x] = row.mass(best.value, p.temperature);
  }
  __syncthreads();
  if (threadIdx.x != 0) return;
  p.token[b] = -1;
  if (p.log_probability != nullptr) p.log_probability[b] = 0;
  if (best.index >= vocabulary) return;
  int token = best.index;
  if (p.temperature > 0) {
    double mass = 0;
    for (unsigned i = 0; i < kThreads; ++i) mass += masses[i];
    const Row all{row.logits, row.mask, 0, vocabulary};
    token = invert(all, masses, run, best.value, p.temperature,
                   static_cast<double>(p.uniform[b]) * mass, token);
  }
  p.token[b] = token;
  if (p.log_probability == nullptr) return;
  p.log_probability[b] =
      static_cast<float>(static_cast<double>(row.logits[token] - best.value) - log(total));
}

}  // namespace

void sample_masked(const MaskedSampling& p, void* stream) {
  sample<<<blocks_for(p.batch, 1), kThreads, 0, stream_of(stream)>>>(p);
  check(cudaGetLastError(), "sample_masked");
}

}  // namespace modus::kernels::cuda
