#include "kernels/cuda.h"
#include "kernels/cuda/expert_products.cuh"

namespace modus::kernels::cuda {

void expert_ffn_forward(const ExpertFfnForward& p, void* stream_pointer) {
  const cudaStream_t stream = stream_of(stream_pointer);
  const ExpertFfnShape& shape = p.shape;
  const std::size_t pairs = shape.tokens * shape.top_k, width = shape.width;
  const std::size_t expert_width = shape.expert_width;
  if (shape.tokens * width == 0) return;
  const Workspace<float> own(p.gate_up_out == nullptr ? pairs * 2 * expert_width : 0, stream);
  float* gate_up_out = p.gate_up_out == nullptr ? own.get() : p.gate_up_out;
  const Workspace<float> h(pairs * expert_width, stream), rows(pairs * width, stream);

  if (pairs * expert_width > 0) {
    ExpertProducts up;  // [rows, 2F] = x gate_up'
    up.offset = p.offset;
    up.experts = static_cast<int>(shape.expert_count);
    up.expert_stride = 2 * expert_width * width;
    up.product.n = static_cast<int>(2 * expert_width);
    up.product.k = static_cast<int>(width);
    up.product.a = {p.x, width, 1, p.pair, nullptr, static_cast<int>(shape.top_k)};
    up.product.b = {p.gate_up, width, 1};
    up.product.c = {gate_up_out, 2 * expert_width};
    launch_rows(up, shape, p.precision, stream);

    swiglu_forward({pairs, expert_width, gate_up_out, h.get()}, stream);
  }
  ExpertProducts down;  // [pair, D] = h down'
  down.offset = p.offset;
  down.experts = static_cast<int>(shape.expert_count);
  down.expert_stride = width * expert_width;
  down.product.n = static_cast<int>(width);
  down.product.k = static_cast<int>(expert_width);
  down.product.a = {h.get(), expert_width, 1};
  down.product.b = {p.down, expert_width, 1};
  down.product.c = {rows.get(), width, p.pair};
  if (pairs > 0) launch_rows(down, shape, p.precision, stream);

  launch_slot_sum({shape.tokens, width, shape.top_k, rows.get(), p.weight, p.y}, stream);
  check(cudaGetLastError(), "expert_ffn_forward");
}

}  // namespace modus::kernels::cuda
