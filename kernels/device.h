// Where a kernel runs. Every pointer of one call lives on that device.
#pragma once

#include <string_view>

namespace modus::kernels {

enum class Device { kCpu, kCuda };

struct Launch {
  Device device = Device::kCpu;
  void* stream = nullptr;  // cudaStream_t on kCuda, null otherwise
};

// True where the program was built with CUDA and a device answers. Thread-safe, cheap.
bool cuda_is_available();

// Throws ConfigError naming the kernel unless the launch is on the CPU: what a kernel without a CUDA
// part, or a program built without CUDA, answers.
void require_cpu(Launch launch, std::string_view kernel);

}  // namespace modus::kernels
