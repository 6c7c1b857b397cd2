// Where a kernel runs. Every pointer of one call lives on that device.
#pragma once

namespace modus::kernels {

enum class Device { kCpu, kCuda };

struct Launch {
  Device device = Device::kCpu;
  void* stream = nullptr;  // cudaStream_t on kCuda, null otherwise
};

// True where the program was built with CUDA and a device answers. Thread-safe, cheap.
bool cuda_is_available();

}  // namespace modus::kernels
