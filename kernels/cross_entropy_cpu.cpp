#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "kernels/cpu/vector_kernels.h"
#include "kernels/cross_entropy.h"
#include "kernels/cuda.h"
#include "kernels/parallel.h"

namespace modus::kernels {
namespace {

constexpr std::size_t kChunk = 16;  // tokens

void check_targets(const CrossEntropy& p) {
  for (std::size_t t = 0; t < p.tokens; ++t) {
    if (p.weight[t] == 0) continue;
    if (p.target[t] < 0 || static_cast<std::size_t>(p.target[t]) >= p.vocabulary) {
      throw ShapeError(fmt::format("cross_entropy: expected a target below {}, got {} at token {}",
                                   p.vocabulary, p.target[t], t));
    }
  }
}

}  // namespace

void cross_entropy(const CrossEntropy& p, Launch launch) {
  if (p.tokens == 0) return;
  if (launch.device == Device::kCuda) return cuda::cross_entropy(p, launch.stream);
  check_targets(p);
  const VectorKernels& kernels = vector_kernels();
  parallel_for((p.tokens + kChunk - 1) / kChunk, [&](std::size_t chunk) {
    kernels.cross_entropy_rows(p, chunk * kChunk, std::min(p.tokens, (chunk + 1) * kChunk));
  });
}

}  // namespace modus::kernels
