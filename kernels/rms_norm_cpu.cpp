#include <algorithm>
#include <vector>

#include "kernels/cpu/vector_kernels.h"
#include "kernels/cuda.h"
#include "kernels/parallel.h"
#include "kernels/rms_norm.h"

namespace modus::kernels {
namespace {

// Rows a chunk: depends on the width only, so that the sums over rows do too.
std::size_t rows_a_chunk(std::size_t width) {
  constexpr std::size_t kNumbers = 32768;
  return std::max<std::size_t>(1, kNumbers / std::max<std::size_t>(1, width));
}

}  // namespace

void rms_norm_forward(const RmsNormForward& p, Launch launch) {
  if (p.tokens == 0) return;
  if (launch.device == Device::kCuda) return cuda::rms_norm_forward(p, launch.stream);
  const VectorKernels& kernels = vector_kernels();
  const std::size_t rows = rows_a_chunk(p.width);
  parallel_for((p.tokens + rows - 1) / rows, [&](std::size_t chunk) {
    kernels.rms_norm_rows(p, chunk * rows, std::min(p.tokens, (chunk + 1) * rows));
  });
}

void rms_norm_backward(const RmsNormBackward& p, Launch launch) {
  if (launch.device == Device::kCuda) return cuda::rms_norm_backward(p, launch.stream);
  const VectorKernels& kernels = vector_kernels();
  const std::size_t rows = rows_a_chunk(p.width);
  const std::size_t chunks = (p.tokens + rows - 1) / rows;
  std::vector<float> partial(chunks * p.width);
  parallel_for(chunks, [&](std::size_t chunk) {
    kernels.rms_norm_rows_back(p, chunk * rows, std::min(p.tokens, (chunk + 1) * rows),
                               partial.data() + chunk * p.width);
  });
  for (std::size_t d = 0; d < p.width; ++d) {
    double sum = 0;
    for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
      sum += static_cast<double>(partial[chunk * p.width + d]);
    }
    p.dweight[d] = static_cast<float>(sum);
  }
}

}  // namespace modus::kernels
