#include <algorithm>

#include "kernels/cpu/block_product.h"
#include "kernels/cpu/expert_routes.h"
#include "kernels/cpu/expert_rows.h"
#include "kernels/cpu/scratch.h"
#include "kernels/cuda.h"
#include "kernels/expert_ffn.h"
#include "kernels/parallel.h"

namespace modus::kernels {
namespace {

// Rows of an expert that stand in the cache together: gradients of its activations, then its weight
// gradients from them.
constexpr std::size_t kRowsABlock = 256;

// One expert on one thread: nobody else writes its weight gradients.
class ExpertBackward {
 public:
  ExpertBackward(const ExpertFfnBackward& p, const ExpertRoutes& routes, std::size_t expert,
                 float* dx_rows)
      : p_(p),
        routes_(routes),
        expert_(expert),
        dx_rows_(dx_rows),
        width_(p.shape.width),
        expert_width_(p.shape.expert_width),
        kernel_(tile_kernel(active_isa(), p.precision)) {
    static thread_local Scratch<float> kept;
    dgate_up_ = kept.take(kRowsABlock * 4 * expert_width_);
    dh_ = dgate_up_ + kRowsABlock * 2 * expert_width_;
    weighted_h_ = dh_ + kRowsABlock * expert_width_;
  }

  void run() {
    const std::size_t begin = static_cast<std::size_t>(p_.offset[expert_]);
    const std::size_t end = static_cast<std::size_t>(p_.offset[expert_ + 1]);
    if (begin == end) clear_weight_gradients();
    for (std::size_t first = begin; first < end; first += kRowsABlock) {
      first_ = first;
      rows_ = std::min(kRowsABlock, end - first);
      through_activations();
      through_weights(first == begin ? Accumulate::kNo : Accumulate::kYes);
    }
  }

 private:
  std::size_t weights() const { return expert_ * expert_width_ * width_; }

  void clear_weight_gradients() {
    std::fill_n(p_.dgate_up + 2 * weights(), 2 * expert_width_ * width_, 0.0f);
    std::fill_n(p_.ddown + weights(), expert_width_ * width_, 0.0f);
  }

  // Rows of an array of tokens, gathered.
  Operand of_tokens(const float* values, Transpose is) const {
    return {.values = values, .stride = width_, .row = routes_.token + first_, .is = is};
  }

  // dh = dy down (before the weight), then dgate_up, dweight and dx = dgate_up gate_up.
  void through_activations() {
    multiply_block({.m = rows_,
                    .n = expert_width_,
                    .k = width_,
                    .a = of_tokens(p_.dy, Transpose::kNo),
                    .b = {.values = p_.down + weights(), .stride = expert_width_},
                    .c = dh_,
                    .c_stride = expert_width_},
                   kernel_);
    const ExpertRows& rows = expert_rows(active_isa());
    for (std::size_t i = 0; i < rows_; ++i) {
      const std::int32_t pair = p_.pair[first_ + i];
      p_.dweight[pair] =
          rows.swiglu_backward({.gate_up = p_.gate_up_out + (first_ + i) * 2 * expert_width_,
                                .dh = dh_ + i * expert_width_,
                                .weight = p_.weight[pair],
                                .width = expert_width_,
                                .dgate_up = dgate_up_ + i * 2 * expert_width_,
                                .weighted_h = weighted_h_ + i * expert_width_});
    }
    multiply_block({.m = rows_,
                    .n = width_,
                    .k = 2 * expert_width_,
                    .a = {.values = dgate_up_, .stride = 2 * expert_width_},
                    .b = {.values = p_.gate_up + 2 * weights(), .stride = width_},
                    .c = dx_rows_ + first_ * width_,
                    .c_stride = width_},
                   kernel_);
  }

  // dgate_up weights = dgate_up^T x, ddown = dy^T (weight * h).
  void through_weights(Accumulate accumulate) {
    multiply_block({.m = 2 * expert_width_,
                    .n = width_,
                    .k = rows_,
                    .a = {.values = dgate_up_, .stride = 2 * expert_width_, .is = Transpose::kYes},
                    .b = of_tokens(p_.x, Transpose::kNo),
                    .c = p_.dgate_up + 2 * weights(),
                    .c_stride = width_,
                    .accumulate = accumulate},
                   kernel_);
    multiply_block({.m = width_,
                    .n = expert_width_,
                    .k = rows_,
                    .a = of_tokens(p_.dy, Transpose::kYes),
                    .b = {.values = weighted_h_, .stride = expert_width_},
                    .c = p_.ddown + weights(),
                    .c_stride = expert_width_,
                    .accumulate = accumulate},
                   kernel_);
  }

  const ExpertFfnBackward& p_;
  const ExpertRoutes routes_;
  const std::size_t expert_;
  float* const dx_rows_;  // [T*K, D] in expert order
  const std::size_t width_, expert_width_;
  const TileKernel& kernel_;
  float *dgate_up_ = nullptr, *dh_ = nullptr, *weighted_h_ = nullptr;  // of the block
  std::size_t first_ = 0, rows_ = 0;                                   // the block
};

}  // namespace

void expert_ffn_backward(const ExpertFfnBackward& p, Launch launch) {
  if (launch.device == Device::kCuda) return cuda::expert_ffn_backward(p, launch.stream);
  const ExpertRoutes routes = routes_of(p.shape, p.pair, p.offset);
  static thread_local Scratch<float> kept;
  float* dx_rows = kept.take(p.shape.tokens * p.shape.top_k * p.shape.width);
  parallel_for(p.shape.expert_count,
               [&](std::size_t e) { ExpertBackward(p, routes, e, dx_rows).run(); });
  sum_over_slots({.shape = p.shape,
                  .position = routes.position,
                  .rows = dx_rows,
                  .weight = nullptr,
                  .y = p.dx});
}

}  // namespace modus::kernels
