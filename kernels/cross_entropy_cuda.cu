#include "kernels/cuda.h"
#include "kernels/cuda/stream.cuh"

namespace modus::kernels::cuda {
namespace {

constexpr unsigned kThreads = 256;  // a block a token

__global__ void row(CrossEntropy p) {
  __shared__ Best bests[kThreads / kWarp];
  __shared__ float sums[kThreads / kWarp];
  const std::size_t t = blockIdx.x;
  const float* logits = p.logits + t * p.vocabulary;
  float* dlogits = p.dlogits == nullptr ? nullptr : p.dlogits + t * p.vocabulary;
  const int vocabulary = static_cast<int>(p.vocabulary);
  Best best{-INFINITY, 0x7fffffff};
  for (int v = static_cast<int>(threadIdx.x); v < vocabulary; v += kThreads) {
    best = better(best, {logits[v], v});
  }
  best = block_best<kThreads>(best, bests);
  if (p.best != nullptr && threadIdx.x == 0) p.best[t] = best.index < vocabulary ? best.index : 0;
  const float weight = p.weight[t];
  if (weight == 0) {
    if (threadIdx.x == 0) p.loss[t] = 0;
    if (dlogits == nullptr) return;
    for (int v = static_cast<int>(threadIdx.x); v < vocabulary; v += kThreads) dlogits[v] = 0;
    return;
  }
  float sum = 0;
  for (int v = static_cast<int>(threadIdx.x); v < vocabulary; v += kThreads) {
    sum += expf(logits[v] - best.value);
  }
  sum = block_sum<kThreads>(sum, sums);
  const int target = p.target[t];
  const bool known = target >= 0 && target < vocabulary;
  if (threadIdx.x == 0) p.loss[t] = known ? logf(sum) - (logits[target] - best.value) : NAN;
  __syncthreads();  // dlogits may be the logits
  if (dlogits == nullptr) return;
  const float scale = p.scale * weight;
  for (int v = static_cast<int>(threadIdx.x); v < vocabulary; v += kThreads) {
    const float share = expf(logits[v] - best.value) * (scale / sum);
    dlogits[v] = v == target ? share - scale : share;
  }
}

}  // namespace

void cross_entropy(const CrossEntropy& p, void* stream) {
  row<<<blocks_for(p.tokens, 1), kThreads, 0, stream_of(stream)>>>(p);
  check(cudaGetLastError(), "cross_entropy");
}

}  // namespace modus::kernels::cuda
