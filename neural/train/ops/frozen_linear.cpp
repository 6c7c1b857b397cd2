#include <torch/csrc/autograd/custom_function.h>

#include "neural/train/ops/ops.h"
#include "neural/train/ops/tensors.h"

namespace modus::neural::train {
namespace {

using kernels::Precision;
using kernels::Transpose;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

struct Kept : torch::CustomClassHolder {
  explicit Kept(FrozenMatrix matrix) : weight(std::move(matrix)) {}
  FrozenMatrix weight;
};

struct FrozenLinear : torch::autograd::Function<FrozenLinear> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x,
                            const FrozenMatrix& weight, std::int64_t precision) {
    at::Tensor y = new_floats({x.size(0), weight.rows});
    const at::Tensor values = weight.read();
    kernels::gemm({.m = static_cast<std::size_t>(x.size(0)),
                   .n = static_cast<std::size_t>(weight.rows),
                   .k = static_cast<std::size_t>(weight.columns),
                   .a = floats(x, "frozen_linear: x", {-1, weight.columns}),
                   .b = floats(values, "frozen_linear: weight", {weight.rows, weight.columns}),
                   .b_is = Transpose::kYes,
                   .c = out(y),
                   .precision = static_cast<Precision>(precision)},
                  {});
    context->saved_data["weight"] = c10::IValue::make_capsule(c10::make_intrusive<Kept>(weight));
    context->saved_data["precision"] = precision;
    return y;
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const auto kept = context->saved_data["weight"].toCapsule();
    const FrozenMatrix& weight = static_cast<const Kept&>(*kept).weight;
    const at::Tensor dy = gradients[0].contiguous();
    at::Tensor dx = new_floats({dy.size(0), weight.columns});
    const at::Tensor values = weight.read();
    kernels::gemm({.m = static_cast<std::size_t>(dy.size(0)),
                   .n = static_cast<std::size_t>(weight.columns),
                   .k = static_cast<std::size_t>(weight.rows),
                   .a = floats(dy, "frozen_linear: dy", {-1, weight.rows}),
                   .b = floats(values, "frozen_linear: weight", {weight.rows, weight.columns}),
                   .c = out(dx),
                   .precision = static_cast<Precision>(context->saved_data["precision"].toInt())},
                  {});
    return {dx, at::Tensor(), at::Tensor()};
  }
};

}  // namespace

at::Tensor frozen_linear(const at::Tensor& x, const FrozenMatrix& weight, Precision precision) {
  return FrozenLinear::apply(x, weight, static_cast<std::int64_t>(precision));
}

}  // namespace modus::neural::train
