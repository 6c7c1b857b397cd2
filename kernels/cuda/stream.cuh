// What every .cu file needs: streams, working memory, reductions.
#pragma once

#include <cstddef>

#include <cuda_runtime.h>

#include "kernels/cuda/status.h"

namespace modus::kernels::cuda {

inline cudaStream_t stream_of(void* stream) { return static_cast<cudaStream_t>(stream); }

// Working memory on the device, taken and given back in the order of the stream.
template <class T>
class Workspace {
 public:
  Workspace(std::size_t count, cudaStream_t stream) : stream_(stream) {
    if (count == 0) return;
    void* place = nullptr;
    check(cudaMallocAsync(&place, count * sizeof(T), stream), "working memory");
    values_ = static_cast<T*>(place);
  }
  // With these values of the host in it, which may go once this returns.
  Workspace(const T* host, std::size_t count, cudaStream_t stream) : Workspace(count, stream) {
    if (count == 0) return;
    check(cudaMemcpyAsync(values_, host, count * sizeof(T), cudaMemcpyHostToDevice, stream),
          "copy to the device");
  }
  ~Workspace() {
    if (values_ != nullptr) cudaFreeAsync(values_, stream_);
  }
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  T* get() const { return values_; }

 private:
  cudaStream_t stream_;
  T* values_ = nullptr;
};

constexpr unsigned blocks_for(std::size_t count, std::size_t per_block) {
  return static_cast<unsigned>((count + per_block - 1) / per_block);
}

constexpr unsigned kWarp = 32;
constexpr unsigned kAllLanes = 0xffffffffu;

// Of the lanes of a warp, in a fixed order; every lane gets the result.
template <class T>
__device__ T warp_sum(T x) {
  for (unsigned lane = kWarp / 2; lane > 0; lane /= 2) x += __shfl_xor_sync(kAllLanes, x, lane);
  return x;
}
__device__ inline float warp_max(float x) {
  for (unsigned lane = kWarp / 2; lane > 0; lane /= 2) {
    const float other = __shfl_xor_sync(kAllLanes, x, lane);
    x = other > x ? other : x;
  }
  return x;
}

// The best value and, among equals, its lowest index.
struct Best {
  float value;
  int index;
};
__device__ inline Best better(Best a, Best b) {
  return b.value > a.value || (b.value == a.value && b.index < a.index) ? b : a;
}
__device__ inline Best warp_best(Best x) {
  for (unsigned lane = kWarp / 2; lane > 0; lane /= 2) {
    x = better(
        x, {__shfl_xor_sync(kAllLanes, x.value, lane), __shfl_xor_sync(kAllLanes, x.index, lane)});
  }
  return x;
}

// Of all threads of a block of kThreads; `shared` holds one value a warp. Every thread gets the
// result; `shared` is free again when all have returned.
template <unsigned kThreads, class T>
__device__ T block_sum(T x, T* shared) {
  x = warp_sum(x);
  if (threadIdx.x % kWarp == 0) shared[threadIdx.x / kWarp] = x;
  __syncthreads();
  T total = shared[0];
  for (unsigned w = 1; w < kThreads / kWarp; ++w) total += shared[w];
  __syncthreads();
  return total;
}
template <unsigned kThreads>
__device__ Best block_best(Best x, Best* shared) {
  x = warp_best(x);
  if (threadIdx.x % kWarp == 0) shared[threadIdx.x / kWarp] = x;
  __syncthreads();
  Best best = shared[0];
  for (unsigned w = 1; w < kThreads / kWarp; ++w) best = better(best, shared[w]);
  __syncthreads();
  return best;
}

}  // namespace modus::kernels::cuda
