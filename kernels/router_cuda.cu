#include "kernels/cuda.h"
#include "kernels/cuda/stream.cuh"

namespace modus::kernels::cuda {
namespace {

constexpr unsigned kMostChosen = 64;
constexpr float kLowest = -3.4e38f;

__device__ double log_sigmoid(double x) { return fmin(x, 0.0) - log1p(exp(-fabs(x))); }

// weight[k] = sigmoid / sum of the chosen, as a softmax of ln sigmoid: no sum can vanish. All lanes
// of a warp; `weight` is shared.
__device__ void gate(const float* logits, const std::int32_t* expert, unsigned top_k,
                     double* weight) {
  double highest = -1e300;
  for (unsigned k = 0; k < top_k; ++k) {
    highest = fmax(highest, log_sigmoid(static_cast<double>(logits[expert[k]])));
  }
  double sum = 0;
  for (unsigned k = threadIdx.x; k < top_k; k += kWarp) {
    weight[k] = exp(log_sigmoid(static_cast<double>(logits[expert[k]])) - highest);
    sum += weight[k];
  }
  sum = warp_sum(sum);
  for (unsigned k = threadIdx.x; k < top_k; k += kWarp) weight[k] /= sum;
  __syncwarp();
}

// One warp a token. Dynamic shared memory: [E] scores; a chosen one becomes NaN, which no
// comparison finds again.
__global__ void route(RouterForward p) {
  extern __shared__ float score[];
  __shared__ double weight[kMostChosen];
  __shared__ std::int32_t expert[kMostChosen];
  const std::size_t t = blockIdx.x;
  const float* logits = p.logits + t * p.expert_count;
  const int experts = static_cast<int>(p.expert_count);
  const unsigned top_k = static_cast<unsigned>(p.top_k);
  for (int e = static_cast<int>(threadIdx.x); e < experts; e += kWarp) {
    const float s = 1 / (1 + expf(-logits[e])) + p.bias[e];
    score[e] = s == s ? s : kLowest;
  }
  __syncwarp();
  for (unsigned k = 0; k < top_k; ++k) {
    Best best{-INFINITY, experts};
    for (int e = static_cast<int>(threadIdx.x); e < experts; e += kWarp) {
      best = better(best, {score[e], e});
    }
    best = warp_best(best);
    if (threadIdx.x == 0) {
      expert[k] = best.index;
      score[best.index] = NAN;
    }
    __syncwarp();
  }
  gate(logits, expert, top_k, weight);
  for (unsigned k = threadIdx.x; k < top_k; k += kWarp) {
    p.expert[t * top_k + k] = expert[k];
    p.weight[t * top_k + k] = static_cast<float>(weight[k]);
  }
}

// d weight[j] / d logit[k] = weight[j] ([j = k] - weight[k]) (1 - sigmoid(logit[k])).
__global__ void route_back(RouterBackward p) {
  __shared__ double weight[kMostChosen];
  const std::size_t t = blockIdx.x;
  const unsigned top_k = static_cast<unsigned>(p.top_k);
  const float* logits = p.logits + t * p.expert_count;
  const std::int32_t* expert = p.expert + t * top_k;
  const float* dweight = p.dweight + t * top_k;
  float* dlogits = p.dlogits + t * p.expert_count;
  for (std::size_t e = threadIdx.x; e < p.expert_count; e += kWarp) dlogits[e] = 0;
  __syncwarp();
  gate(logits, expert, top_k, weight);
  double mean = 0;
  for (unsigned k = threadIdx.x; k < top_k; k += kWarp) {
    mean += weight[k] * static_cast<double>(dweight[k]);
  }
  mean = warp_sum(mean);
  for (unsigned k = threadIdx.x; k < top_k; k += kWarp) {
    const double rest = 1 / (1 + exp(static_cast<double>(logits[expert[k]])));
    dlogits[expert[k]] =
        static_cast<float>(weight[k] * (static_cast<double>(dweight[k]) - mean) * rest);
  }
}

}  // namespace

void router_forward(const RouterForward& p, void* stream) {
  const std::size_t shared = p.expert_count * sizeof(float);
  route<<<blocks_for(p.tokens, 1), kWarp, shared, stream_of(stream)>>>(p);
  check(cudaGetLastError(), "router_forward");
}

void router_backward(const RouterBackward& p, void* stream) {
  route_back<<<blocks_for(p.tokens, 1), kWarp, 0, stream_of(stream)>>>(p);
  check(cudaGetLastError(), "router_backward");
}

}  // namespace modus::kernels::cuda
