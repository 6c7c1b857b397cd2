// What CUDA's functions answer.
#pragma once

#include <cuda_runtime.h>

namespace modus::kernels::cuda {

// Throws Error with the kernel's name and CUDA's own text unless `status` is success.
void check(cudaError_t status, const char* kernel);

}  // namespace modus::kernels::cuda
