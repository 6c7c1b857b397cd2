#include "kernels/attention.h"

#include <torch/csrc/autograd/custom_function.h>

#include "neural/train/ops/ops.h"
#include "neural/train/ops/tensors.h"

namespace modus::neural::train {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

kernels::AttentionShape shape_of(const at::Tensor& q, const at::Tensor& k,
                                 const at::Tensor& offset) {
  return {.rows = static_cast<std::size_t>(offset.size(0)) - 1,
          .offset = offset.const_data_ptr<std::int32_t>(),
          .heads = static_cast<std::size_t>(q.size(1)),
          .kv_heads = static_cast<std::size_t>(k.size(1)),
          .head_width = static_cast<std::size_t>(q.size(2))};
}

struct Attention : torch::autograd::Function<Attention> {
  static variable_list forward(AutogradContext* context, const at::Tensor& q, const at::Tensor& k,
                               const at::Tensor& v, const at::Tensor& offset) {
    at::Tensor o = new_floats(q.sizes().vec());
    at::Tensor lse = new_floats({q.size(0), q.size(1)});
    at::Tensor entropy = new_floats({q.size(0), q.size(1)});
    const std::vector<std::int64_t> keys = {q.size(0), -1, q.size(2)};
    kernels::attention_forward({.shape = shape_of(q, k, offset),
                                .q = floats(q, "attention: q", {-1, -1, -1}),
                                .k = floats(k, "attention: k", keys),
                                .v = floats(v, "attention: v", keys),
                                .out = out(o),
                                .lse = out(lse),
                                .entropy = out(entropy)},
                               {});
    context->save_for_backward({q, k, v, o, lse, offset});
    context->mark_non_differentiable({entropy});
    return {o, entropy};
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const variable_list saved = context->get_saved_variables();
    const at::Tensor dout = gradients[0].contiguous();
    at::Tensor dq = new_floats(saved[0].sizes().vec());
    at::Tensor dk = new_floats(saved[1].sizes().vec());
    at::Tensor dv = new_floats(saved[2].sizes().vec());
    kernels::attention_backward({.shape = shape_of(saved[0], saved[1], saved[5]),
                                 .q = saved[0].const_data_ptr<float>(),
                                 .k = saved[1].const_data_ptr<float>(),
                                 .v = saved[2].const_data_ptr<float>(),
                                 .out = saved[3].const_data_ptr<float>(),
                                 .lse = saved[4].const_data_ptr<float>(),
                                 .dout = floats(dout, "attention: dout", saved[0].sizes().vec()),
                                 .dq = out(dq),
                                 .dk = out(dk),
                                 .dv = out(dv)},
                                {});
    return {dq, dk, dv, at::Tensor()};
  }
};

}  // namespace

Attended attention(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v,
                   const std::vector<std::int32_t>& offset) {
  at::Tensor offsets = new_ints({static_cast<std::int64_t>(offset.size())});
  std::copy(offset.begin(), offset.end(), offsets.data_ptr<std::int32_t>());
  const variable_list result = Attention::apply(q, k, v, offsets);
  return {result[0], result[1]};
}

}  // namespace modus::neural::train
