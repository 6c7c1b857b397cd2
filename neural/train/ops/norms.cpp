#include <torch/csrc/autograd/custom_function.h>

#include "kernels/rms_norm.h"
#include "kernels/rope.h"
#include "neural/train/ops/ops.h"
#include "neural/train/ops/tensors.h"

namespace modus::neural::train {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

struct RmsNorm : torch::autograd::Function<RmsNorm> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& weight,
                            double epsilon) {
    const std::int64_t width = weight.size(0);
    const std::int64_t rows = width == 0 ? 0 : x.numel() / width;
    at::Tensor y = new_floats(x.sizes().vec());
    at::Tensor inverse = new_floats({rows});
    std::vector<std::int64_t> shape(static_cast<std::size_t>(x.dim()), -1);
    shape.back() = width;
    kernels::rms_norm_forward({.tokens = static_cast<std::size_t>(rows),
                               .width = static_cast<std::size_t>(width),
                               .x = floats(x, "rms_norm: x", shape),
                               .weight = floats(weight, "rms_norm: weight", {width}),
                               .epsilon = static_cast<float>(epsilon),
                               .y = out(y),
                               .inverse = out(inverse)},
                              {});
    context->save_for_backward({x, weight, inverse});
    return y;
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const variable_list saved = context->get_saved_variables();
    const at::Tensor dy = gradients[0].contiguous();
    at::Tensor dx = new_floats(saved[0].sizes().vec());
    at::Tensor dweight = new_floats(saved[1].sizes().vec());
    kernels::rms_norm_backward({.tokens = static_cast<std::size_t>(saved[2].size(0)),
                                .width = static_cast<std::size_t>(saved[1].size(0)),
                                .x = saved[0].const_data_ptr<float>(),
                                .weight = saved[1].const_data_ptr<float>(),
                                .inverse = saved[2].const_data_ptr<float>(),
                                .dy = floats(dy, "rms_norm: dy", saved[0].sizes().vec()),
                                .dx = out(dx),
                                .dweight = out(dweight)},
                               {});
    return {dx, dweight, at::Tensor()};
  }
};

at::Tensor rotated(const at::Tensor& x, const at::Tensor& position, const RopeAngles& angles,
                   kernels::Rotation rotation) {
  at::Tensor y = x.contiguous().clone();
  floats(y, "rope: x", {position.size(0), -1, -1});
  const at::Tensor& stretched = angles.stretched;
  kernels::rope(
      {.tokens = static_cast<std::size_t>(y.size(0)),
       .heads = static_cast<std::size_t>(y.size(1)),
       .head_width = static_cast<std::size_t>(y.size(2)),
       .position = ints(position, "rope: position", {-1}),
       .theta = static_cast<float>(angles.theta),
       .stretched =
           stretched.numel() > 0 ? floats(stretched, "rope: stretched", {y.size(2) / 2}) : nullptr,
       .amplitude = static_cast<float>(angles.amplitude),
       .rotation = rotation,
       .x = out(y)},
      {});
  return y;
}

struct Rope : torch::autograd::Function<Rope> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x,
                            const at::Tensor& position, const at::Tensor& stretched, double theta,
                            double amplitude) {
    context->save_for_backward({position, stretched});
    context->saved_data["theta"] = theta;
    context->saved_data["amplitude"] = amplitude;
    return rotated(x, position, {theta, amplitude, stretched}, kernels::Rotation::kForward);
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const variable_list saved = context->get_saved_variables();
    const RopeAngles angles{context->saved_data["theta"].toDouble(),
                            context->saved_data["amplitude"].toDouble(), saved[1]};
    return {rotated(gradients[0], saved[0], angles, kernels::Rotation::kBackward), at::Tensor(),
            at::Tensor(), at::Tensor(), at::Tensor()};
  }
};

}  // namespace

at::Tensor rms_norm(const at::Tensor& x, const at::Tensor& weight, double epsilon) {
  return RmsNorm::apply(x, weight, epsilon);
}

at::Tensor rope(const at::Tensor& x, const at::Tensor& position, const RopeAngles& angles) {
  // An argument of a graph must be a tensor: an empty one stands for none.
  const at::Tensor stretched = angles.stretched.defined() ? angles.stretched : new_floats({0});
  return Rope::apply(x, position, stretched, angles.theta, angles.amplitude);
}

}  // namespace modus::neural::train
