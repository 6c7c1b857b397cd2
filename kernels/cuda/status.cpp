#include <fmt/format.h>

#include "base/error.h"
#include "kernels/cuda/status.h"
#include "kernels/device.h"

namespace modus::kernels {
namespace cuda {

void check(cudaError_t status, const char* kernel) {
  if (status == cudaSuccess) return;
  throw Error(fmt::format("{}: CUDA answers \"{}\"", kernel, cudaGetErrorString(status)));
}

}  // namespace cuda

// The kernels are compiled for compute capability 8.0 and above.
bool cuda_is_available() {
  static const bool available = [] {
    int devices = 0, major = 0;
    return cudaGetDeviceCount(&devices) == cudaSuccess && devices > 0 &&
           cudaDeviceGetAttribute(&major, cudaDevAttrComputeCapabilityMajor, 0) == cudaSuccess &&
           major >= 8;
  }();
  return available;
}

}  // namespace modus::kernels
