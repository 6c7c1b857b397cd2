#include <torch/csrc/autograd/custom_function.h>

#include "kernels/expert_ffn.h"
#include "kernels/router.h"
#include "kernels/swiglu.h"
#include "neural/train/ops/ops.h"
#include "neural/train/ops/tensors.h"

namespace modus::neural::train {
namespace {

using kernels::Precision;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

std::size_t extent(const at::Tensor& tensor, std::int64_t dimension) {
  return static_cast<std::size_t>(tensor.size(dimension));
}

struct Route : torch::autograd::Function<Route> {
  static variable_list forward(AutogradContext* context, const at::Tensor& logits,
                               const at::Tensor& bias, std::int64_t top_k) {
    at::Tensor expert = new_ints({logits.size(0), top_k});
    at::Tensor weight = new_floats({logits.size(0), top_k});
    kernels::router_forward({.tokens = extent(logits, 0),
                             .expert_count = extent(logits, 1),
                             .top_k = static_cast<std::size_t>(top_k),
                             .logits = floats(logits, "route: logits", {-1, -1}),
                             .bias = floats(bias, "route: bias", {logits.size(1)}),
                             .expert = expert.data_ptr<std::int32_t>(),
                             .weight = out(weight)},
                            {});
    context->save_for_backward({logits, expert});
    context->mark_non_differentiable({expert});
    return {expert, weight};
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const variable_list saved = context->get_saved_variables();
    const at::Tensor dweight = gradients[1].contiguous();
    at::Tensor dlogits = new_floats(saved[0].sizes().vec());
    kernels::router_backward({.tokens = extent(saved[0], 0),
                              .expert_count = extent(saved[0], 1),
                              .top_k = extent(saved[1], 1),
                              .logits = saved[0].const_data_ptr<float>(),
                              .expert = saved[1].const_data_ptr<std::int32_t>(),
                              .dweight = floats(dweight, "route: dweight", saved[1].sizes().vec()),
                              .dlogits = out(dlogits)},
                             {});
    return {dlogits, at::Tensor(), at::Tensor()};
  }
};

kernels::ExpertFfnShape experts_shape(const at::Tensor& x, const at::Tensor& down,
                                 const at::Tensor& weight) {
  return {.tokens = extent(x, 0),
          .width = extent(x, 1),
          .expert_count = extent(down, 0),
          .top_k = extent(weight, 1),
          .expert_width = extent(down, 2)};
}

struct ExpertFfn : torch::autograd::Function<ExpertFfn> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x,
                            const at::Tensor& gate_up, const at::Tensor& down,
                            const at::Tensor& weight, const at::Tensor& expert,
                            std::int64_t precision) {
    const kernels::ExpertFfnShape shape = experts_shape(x, down, weight);
    const kernels::ExpertOrder order =
        kernels::order_by_expert(ints(expert, "expert_ffn: expert", weight.sizes().vec()),
                                 shape.tokens, shape.top_k, shape.expert_count);
    at::Tensor pair = new_ints({static_cast<std::int64_t>(order.pair.size())});
    at::Tensor offset = new_ints({static_cast<std::int64_t>(order.offset.size())});
    std::copy(order.pair.begin(), order.pair.end(), pair.data_ptr<std::int32_t>());
    std::copy(order.offset.begin(), order.offset.end(), offset.data_ptr<std::int32_t>());
    at::Tensor y = new_floats(x.sizes().vec());
    at::Tensor gate_up_out = new_floats({pair.size(0), gate_up.size(1)});
    kernels::expert_ffn_forward({.shape = shape,
                                 .x = floats(x, "expert_ffn: x", {-1, -1}),
                                 .gate_up = floats(gate_up, "expert_ffn: gate_up",
                                                   {down.size(0), 2 * down.size(2), x.size(1)}),
                                 .down = floats(down, "expert_ffn: down", {-1, x.size(1), -1}),
                                 .weight = floats(weight, "expert_ffn: weight", {x.size(0), -1}),
                                 .pair = pair.const_data_ptr<std::int32_t>(),
                                 .offset = offset.const_data_ptr<std::int32_t>(),
                                 .y = out(y),
                                 .gate_up_out = out(gate_up_out),
                                 .precision = static_cast<Precision>(precision)},
                                {});
    context->save_for_backward({x, gate_up, down, weight, pair, offset, gate_up_out});
    context->saved_data["precision"] = precision;
    return y;
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const variable_list saved = context->get_saved_variables();
    const at::Tensor& x = saved[0];
    const at::Tensor dy = gradients[0].contiguous();
    at::Tensor dx = new_floats(x.sizes().vec());
    at::Tensor dgate_up = new_floats(saved[1].sizes().vec());
    at::Tensor ddown = new_floats(saved[2].sizes().vec());
    at::Tensor dweight = new_floats(saved[3].sizes().vec());
    kernels::expert_ffn_backward(
        {.shape = experts_shape(x, saved[2], saved[3]),
         .x = x.const_data_ptr<float>(),
         .gate_up = saved[1].const_data_ptr<float>(),
         .down = saved[2].const_data_ptr<float>(),
         .weight = saved[3].const_data_ptr<float>(),
         .pair = saved[4].const_data_ptr<std::int32_t>(),
         .offset = saved[5].const_data_ptr<std::int32_t>(),
         .gate_up_out = saved[6].const_data_ptr<float>(),
         .dy = floats(dy, "expert_ffn: dy", x.sizes().vec()),
         .dx = out(dx),
         .dgate_up = out(dgate_up),
         .ddown = out(ddown),
         .dweight = out(dweight),
         .precision = static_cast<Precision>(context->saved_data["precision"].toInt())},
        {});
    return {dx, dgate_up, ddown, dweight, at::Tensor(), at::Tensor()};
  }
};

struct Swiglu : torch::autograd::Function<Swiglu> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& gate_up) {
    at::Tensor h = new_floats({gate_up.size(0), gate_up.size(1) / 2});
    kernels::swiglu_forward({.tokens = extent(gate_up, 0),
                             .width = extent(h, 1),
                             .gate_up = floats(gate_up, "swiglu: gate_up", {-1, 2 * h.size(1)}),
                             .h = out(h)},
                            {});
    context->save_for_backward({gate_up});
    return h;
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const at::Tensor gate_up = context->get_saved_variables()[0];
    const at::Tensor dh = gradients[0].contiguous();
    at::Tensor dgate_up = new_floats(gate_up.sizes().vec());
    kernels::swiglu_backward(
        {.tokens = extent(gate_up, 0),
         .width = extent(gate_up, 1) / 2,
         .gate_up = gate_up.const_data_ptr<float>(),
         .dh = floats(dh, "swiglu: dh", {gate_up.size(0), gate_up.size(1) / 2}),
         .dgate_up = out(dgate_up)},
        {});
    return {dgate_up};
  }
};

}  // namespace

Routing route(const at::Tensor& logits, const at::Tensor& bias, std::size_t top_k) {
  const variable_list result = Route::apply(logits, bias, static_cast<std::int64_t>(top_k));
  return {result[0], result[1]};
}

at::Tensor expert_ffn(const at::Tensor& x, const at::Tensor& gate_up, const at::Tensor& down,
                      const Routing& routing, Precision precision) {
  return ExpertFfn::apply(x, gate_up, down, routing.weight, routing.expert,
                          static_cast<std::int64_t>(precision));
}

at::Tensor swiglu(const at::Tensor& gate_up) { return Swiglu::apply(gate_up); }

}  // namespace modus::neural::train
