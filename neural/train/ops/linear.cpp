#include <torch/csrc/autograd/custom_function.h>

#include "neural/train/ops/ops.h"
#include "neural/train/ops/tensors.h"

namespace modus::neural::train {
namespace {

using kernels::Precision;
using kernels::Transpose;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

struct Linear : torch::autograd::Function<Linear> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& weight,
                            std::int64_t precision) {
    const std::int64_t k = weight.size(1);
    const std::int64_t n = weight.size(0);
    at::Tensor y = new_floats({x.size(0), n});
    kernels::gemm({.m = static_cast<std::size_t>(x.size(0)),
                   .n = static_cast<std::size_t>(n),
                   .k = static_cast<std::size_t>(k),
                   .a = floats(x, "linear: x", {-1, k}),
                   .b = floats(weight, "linear: weight", {n, k}),
                   .b_is = Transpose::kYes,
                   .c = out(y),
                   .precision = static_cast<Precision>(precision)},
                  {});
    context->save_for_backward({x, weight});
    context->saved_data["precision"] = precision;
    return y;
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const variable_list saved = context->get_saved_variables();
    const at::Tensor& x = saved[0];
    const at::Tensor& weight = saved[1];
    const auto precision = static_cast<Precision>(context->saved_data["precision"].toInt());
    const at::Tensor dy = gradients[0].contiguous();
    const auto m = static_cast<std::size_t>(x.size(0));
    const auto n = static_cast<std::size_t>(weight.size(0));
    const auto k = static_cast<std::size_t>(weight.size(1));
    at::Tensor dx;
    if (context->needs_input_grad(0)) {
      dx = new_floats({x.size(0), x.size(1)});
      kernels::gemm({.m = m,
                     .n = k,
                     .k = n,
                     .a = floats(dy, "linear: dy", {x.size(0), weight.size(0)}),
                     .b = weight.const_data_ptr<float>(),
                     .c = out(dx),
                     .precision = precision},
                    {});
    }
    at::Tensor dweight = new_floats({weight.size(0), weight.size(1)});
    kernels::gemm({.m = n,
                   .n = k,
                   .k = m,
                   .a = dy.const_data_ptr<float>(),
                   .a_is = Transpose::kYes,
                   .b = x.const_data_ptr<float>(),
                   .c = out(dweight),
                   .precision = precision},
                  {});
    return {dx, dweight, at::Tensor()};
  }
};

}  // namespace

at::Tensor linear(const at::Tensor& x, const at::Tensor& weight, Precision precision) {
  return Linear::apply(x, weight, static_cast<std::int64_t>(precision));
}

}  // namespace modus::neural::train
