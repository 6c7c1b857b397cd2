// Where a kernel runs. Every pointer of one call lives on that device.
#pragma once

namespace modus::kernels {

enum class Device { kCpu, kCuda };

struct Launch {
  Device device = Device::kCpu;
  void* stream = nullptr;  // cudaStream_t on kCuda, null otherwise
};

// True where the program was built with CUDA and a device of compute capability 8.0 or above answers.
// A launch on kCuda throws Error where it does not, and where CUDA reports a failure. Thread-safe, cheap.
bool cuda_is_available();

}  // namespace modus::kernels
