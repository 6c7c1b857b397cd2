#include "kernels/device.h"

#include <fmt/format.h>

#include "base/error.h"

namespace modus::kernels {

bool cuda_is_available() { return false; }

void require_cpu(Launch launch, std::string_view kernel) {
  if (launch.device == Device::kCpu) return;
  throw ConfigError(
      fmt::format("{}: expected the CPU, got a CUDA launch in a build without it", kernel));
}

}  // namespace modus::kernels
