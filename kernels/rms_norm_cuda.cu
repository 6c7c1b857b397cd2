#include "kernels/cuda.h"
#include "kernels/cuda/stream.cuh"

namespace modus::kernels::cuda {
namespace {

constexpr unsigned kWarps = 8;           // rows a block, one a warp
constexpr std::size_t kChunkRows = 256;  // whose parts of dweight are summed by one block
constexpr unsigned kColumns = 128;

__global__ void norm(RmsNormForward p) {
  const std::size_t t = std::size_t{blockIdx.x} * kWarps + threadIdx.y;
  if (t >= p.tokens) return;
  const float* x = p.x + t * p.width;
  float squares = 0;
  for (std::size_t d = threadIdx.x; d < p.width; d += kWarp) squares += x[d] * x[d];
  const float inverse = 1 / sqrtf(warp_sum(squares) / static_cast<float>(p.width) + p.epsilon);
  for (std::size_t d = threadIdx.x; d < p.width; d += kWarp) {
    p.y[t * p.width + d] = x[d] * inverse * p.weight[d];
  }
  if (p.inverse != nullptr && threadIdx.x == 0) p.inverse[t] = inverse;
}

// With g = weight * dy and r the inverse:  dx = r (g - x r mean(g x r)).
__global__ void norm_back(RmsNormBackward p) {
  const std::size_t t = std::size_t{blockIdx.x} * kWarps + threadIdx.y;
  if (t >= p.tokens) return;
  const float* x = p.x + t * p.width;
  const float* dy = p.dy + t * p.width;
  const float inverse = p.inverse[t];
  float dots = 0;
  for (std::size_t d = threadIdx.x; d < p.width; d += kWarp) {
    dots += dy[d] * p.weight[d] * (x[d] * inverse);
  }
  const float mean = warp_sum(dots) / static_cast<float>(p.width);
  for (std::size_t d = threadIdx.x; d < p.width; d += kWarp) {
    p.dx[t * p.width + d] = (dy[d] * p.weight[d] - x[d] * inverse * mean) * inverse;
  }
}

// partial [chunks, D]: the part of each chunk of rows.
__global__ void weight_parts(RmsNormBackward p, float* partial) {
  const std::size_t d = std::size_t{blockIdx.y} * kColumns + threadIdx.x;
  if (d >= p.width) return;
  const std::size_t begin = blockIdx.x * kChunkRows;
  const std::size_t end = begin + kChunkRows < p.tokens ? begin + kChunkRows : p.tokens;
  float sum = 0;
  for (std::size_t t = begin; t < end; ++t) {
    sum += p.dy[t * p.width + d] * p.x[t * p.width + d] * p.inverse[t];
  }
  partial[blockIdx.x * p.width + d] = sum;
}

__global__ void add_parts(RmsNormBackward p, const float* partial, std::size_t chunks) {
  const std::size_t d = std::size_t{blockIdx.x} * kColumns + threadIdx.x;
  if (d >= p.width) return;
  double sum = 0;
  for (std::size_t chunk = 0; chunk < chunks; ++chunk) sum += partial[chunk * p.width + d];
  p.dweight[d] = static_cast<float>(sum);
}

}  // namespace

void rms_norm_forward(const RmsNormForward& p, void* stream) {
  norm<<<blocks_for(p.tokens, kWarps), dim3(kWarp, kWarps), 0, stream_of(stream)>>>(p);
  check(cudaGetLastError(), "rms_norm_forward");
}

void rms_norm_backward(const RmsNormBackward& p, void* stream) {
  if (p.width == 0) return;
  const std::size_t chunks = blocks_for(p.tokens, kChunkRows);
  const unsigned columns = blocks_for(p.width, kColumns);
  const Workspace<float> partial(chunks * p.width, stream_of(stream));
  if (p.tokens > 0) {
    norm_back<<<blocks_for(p.tokens, kWarps), dim3(kWarp, kWarps), 0, stream_of(stream)>>>(p);
    weight_parts<<<dim3(chunks, columns), kColumns, 0, stream_of(stream)>>>(p, partial.get());
  }
  add_parts<<<columns, kColumns, 0, stream_of(stream)>>>(p, partial.get(), chunks);
  check(cudaGetLastError(), "rms_norm_backward");
}

}  // namespace modus::kernels::cuda
