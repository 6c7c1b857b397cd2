#include "kernels/cuda.h"
#include "kernels/cuda/expert_products.cuh"

namespace modus::kernels::cuda {
namespace {

// One row of the order, a block.
struct Activations {
  std::size_t width = 0;               // F
  const float* gate_up = nullptr;      // [rows, 2F]
  const std::int32_t* pair = nullptr;  // [rows]
  const float* weight = nullptr;       // by pair
  float* dh = nullptr;                 // [rows, F], before the weight; becomes weight * h
  float* dgate_up = nullptr;           // [rows, 2F]
  float* dweight = nullptr;            // by pair
};

__global__ void differentiate(Activations p) {
  __shared__ float sums[kRowThreads / kWarp];
  const std::size_t row = blockIdx.x;
  const std::int32_t pair = p.pair[row];
  const float weight = p.weight[pair];
  float dot = 0;
  for (std::size_t f = threadIdx.x; f < p.width; f += kRowThreads) {
    const float gate = p.gate_up[row * 2 * p.width + f];
    const float up = p.gate_up[row * 2 * p.width + p.width + f];
    const float s = 1 / (1 + expf(-gate)), h = gate * s * up;
    float& dh = p.dh[row * p.width + f];
    dot += dh * h;
    p.dgate_up[row * 2 * p.width + f] = weight * dh * up * s * (1 + gate * (1 - s));
    p.dgate_up[row * 2 * p.width + p.width + f] = weight * dh * gate * s;
    dh = weight * h;
  }
  dot = block_sum<kRowThreads>(dot, sums);
  if (threadIdx.x == 0) p.dweight[pair] = dot;
}

ExpertProducts products_of(const ExpertFfnBackward& p, std::size_t n, std::size_t expert_stride) {
  ExpertProducts products;
  products.offset = p.offset;
  products.experts = static_cast<int>(p.shape.expert_count);
  products.expert_stride = expert_stride;
  products.product.n = static_cast<int>(n);
  return products;
}

// dh = dy down, dgate_up and dweight from it, and dx of each pair = dgate_up gate_up.
void through_activations(const ExpertFfnBackward& p, float* dh, float* dgate_up, float* dx_rows,
                         cudaStream_t stream) {
  const std::size_t width = p.shape.width, expert_width = p.shape.expert_width;
  const int top_k = static_cast<int>(p.shape.top_k);
  ExpertProducts back = products_of(p, expert_width, width * expert_width);
  back.product.k = static_cast<int>(width);
  back.product.a = {p.dy, width, 1, p.pair, nullptr, top_k};
  back.product.b = {p.down, 1, expert_width};
  back.product.c = {dh, expert_width};
  launch_rows(back, p.shape, p.precision, stream);

  const Activations activations{expert_width, p.gate_up_out, p.pair,   p.weight,
                                dh,           dgate_up,      p.dweight};
  const unsigned pairs = blocks_for(p.shape.tokens * p.shape.top_k, 1);
  differentiate<<<pairs, kRowThreads, 0, stream>>>(activations);

  ExpertProducts input = products_of(p, width, 2 * expert_width * width);
  input.product.k = static_cast<int>(2 * expert_width);
  input.product.a = {dgate_up, 2 * expert_width, 1};
  input.product.b = {p.gate_up, 1, width};
  input.product.c = {dx_rows, width, p.pair};
  launch_rows(input, p.shape, p.precision, stream);
}

// dgate_up weights = dgate_up' x, ddown = dy' (weight * h); zeros for an expert without rows.
void through_weights(const ExpertFfnBackward& p, const float* weighted_h, const float* dgate_up,
                     cudaStream_t stream) {
  const std::size_t width = p.shape.width, expert_width = p.shape.expert_width;
  const int top_k = static_cast<int>(p.shape.top_k);
  ExpertProducts up = products_of(p, width, 2 * expert_width * width);
  up.product.m = static_cast<int>(2 * expert_width);
  up.product.a = {dgate_up, 1, 2 * expert_width};
  up.product.b = {p.x, 1, width, nullptr, p.pair, top_k};
  up.product.c = {p.dgate_up, width};
  launch_sums(up, p.precision, stream);

  ExpertProducts down = products_of(p, expert_width, width * expert_width);
  down.product.m = static_cast<int>(width);
  down.product.a = {p.dy, 1, width, nullptr, p.pair, top_k};
  down.product.b = {weighted_h, 1, expert_width};
  down.product.c = {p.ddown, expert_width};
  launch_sums(down, p.precision, stream);
}

}  // namespace

void expert_ffn_backward(const ExpertFfnBackward& p, void* stream_pointer) {
  const cudaStream_t stream = stream_of(stream_pointer);
  const ExpertFfnShape& shape = p.shape;
  const std::size_t pairs = shape.tokens * shape.top_k;
  if (shape.expert_count * shape.expert_width * shape.width == 0) return;
  const Workspace<float> dh(pairs * shape.expert_width, stream);
  const Workspace<float> dgate_up(pairs * 2 * shape.expert_width, stream);
  const Workspace<float> dx_rows(pairs * shape.width, stream);
  if (pairs > 0) through_activations(p, dh.get(), dgate_up.get(), dx_rows.get(), stream);
  through_weights(p, dh.get(), dgate_up.get(), stream);
  if (shape.tokens > 0) {
    launch_slot_sum({shape.tokens, shape.width, shape.top_k, dx_rows.get(), nullptr, p.dx}, stream);
  }
  check(cudaGetLastError(), "expert_ffn_backward");
}

}  // namespace modus::kernels::cuda
