#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <numeric>

#include <ATen/ops/zeros.h>

#include "base/error.h"
#include "kernels/cross_entropy.h"
#include "neural/train/ops/ops.h"
#include "neural/train/ops/tensors.h"

namespace modus::neural::train {
namespace {

using kernels::Precision;
using kernels::Transpose;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr std::size_t kSliceFloats = std::size_t{1} << 22;  // logits in memory at once: 16 MB
constexpr std::size_t kLeastRows = 64;

// Rows of logits in memory at once.
std::size_t slice_of(std::size_t vocabulary) {
  return std::max(kLeastRows, kSliceFloats / std::max<std::size_t>(vocabulary, 1));
}

// What forward has computed: the loss with its gradients for a gradient of 1.
struct Computed {
  at::Tensor loss, dx;
  at::Tensor dembed;  // empty where embed requires none
  std::vector<float> row_loss;
  std::vector<std::int32_t> best;
};

class Slices {
 public:
  Slices(const at::Tensor& x, const at::Tensor& embed, Precision precision)
      : width_(static_cast<std::size_t>(x.size(1))),
        vocabulary_(static_cast<std::size_t>(embed.size(0))),
        precision_(precision),
        x_(floats(x, "head_loss: x", {-1, -1})),
        embed_(floats(embed, "head_loss: embed", {-1, x.size(1)})),
        logits_(slice_of(vocabulary_) * vocabulary_),
        rows_(slice_of(vocabulary_) * width_) {
    result_.dx = at::zeros(x.sizes(), x.options());
    result_.dembed = embed.requires_grad() ? at::zeros(embed.sizes(), embed.options())
                                           : at::zeros({0}, x.options());
    result_.row_loss.assign(static_cast<std::size_t>(x.size(0)), 0.0f);
    result_.best.assign(static_cast<std::size_t>(x.size(0)), -1);
  }

  void add(const std::vector<std::size_t>& rows, const std::vector<std::int32_t>& target,
           const std::vector<float>& weight, float scale) {
    const std::size_t n = rows.size();
    std::vector<std::int32_t> targets(n), best(n);
    std::vector<float> weights(n), losses(n);
    for (std::size_t i = 0; i < n; ++i) {
      std::copy_n(x_ + rows[i] * width_, width_, rows_.data() + i * width_);
      targets[i] = target[rows[i]];
      weights[i] = weight[rows[i]];
    }
    kernels::gemm({.m = n,
                   .n = vocabulary_,
                   .k = width_,
                   .a = rows_.data(),
                   .b = embed_,
                   .b_is = Transpose::kYes,
                   .c = logits_.data(),
                   .precision = precision_},
                  {});
    kernels::cross_entropy({.tokens = n,
                            .vocabulary = vocabulary_,
                            .logits = logits_.data(),
                            .target = targets.data(),
                            .weight = weights.data(),
                            .scale = scale,
                            .loss = losses.data(),
                            .dlogits = logits_.data(),
                            .best = best.data()},
                           {});
    if (result_.dembed.numel() > 0) add_to_dembed(n);
    kernels::gemm({.m = n,
                   .n = width_,
                   .k = vocabulary_,
                   .a = logits_.data(),
                   .b = embed_,
                   .c = rows_.data(),
                   .precision = precision_},
                  {});
    float* dx = out(result_.dx);
    for (std::size_t i = 0; i < n; ++i) {
      std::copy_n(rows_.data() + i * width_, width_, dx + rows[i] * width_);
      result_.row_loss[rows[i]] = losses[i];
      result_.best[rows[i]] = best[i];
    }
  }

  void add_to_dembed(std::size_t n) {
    kernels::gemm({.m = vocabulary_,
                   .n = width_,
                   .k = n,
                   .a = logits_.data(),
                   .a_is = Transpose::kYes,
                   .b = rows_.data(),
                   .c = out(result_.dembed),
                   .accumulate = kernels::Accumulate::kYes,
                   .precision = precision_},
                  {});
  }

  Computed take() { return std::move(result_); }

 private:
  std::size_t width_, vocabulary_;
  Precision precision_;
  const float* x_;
  const float* embed_;
  std::vector<float> logits_, rows_;
  Computed result_;
};

Computed compute(const at::Tensor& x, const at::Tensor& embed,
                 const std::vector<std::int32_t>& target, const std::vector<float>& weight,
                 Precision precision) {
  if (target.size() != weight.size() || x.size(0) != static_cast<std::int64_t>(target.size()))
    throw ShapeError(fmt::format("head_loss: {} rows, {} targets, {} weights", x.size(0),
                                 target.size(), weight.size()));
  const double total = std::accumulate(weight.begin(), weight.end(), 0.0);
  Slices slices(x, embed, precision);
  std::vector<std::size_t> rows;
  const std::size_t slice = slice_of(static_cast<std::size_t>(embed.size(0)));
  for (std::size_t t = 0; t < target.size(); ++t) {
    if (weight[t] > 0) rows.push_back(t);
    if (rows.size() == slice || (t + 1 == target.size() && !rows.empty())) {
      slices.add(rows, target, weight, static_cast<float>(1 / total));
      rows.clear();
    }
  }
  Computed computed = slices.take();
  double loss = 0;
  for (std::size_t t = 0; t < weight.size(); ++t)
    if (weight[t] > 0) loss += static_cast<double>(weight[t]) * computed.row_loss[t] / total;
  computed.loss = at::zeros({}, x.options());
  computed.loss.fill_(loss);
  return computed;
}

struct LossOf : torch::autograd::Function<LossOf> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& embed,
                            const at::Tensor& loss, const at::Tensor& dx,
                            const at::Tensor& dembed) {
    (void)x, (void)embed;
    context->save_for_backward({dx, dembed});
    return loss.clone();
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    variable_list saved = context->get_saved_variables();
    const double scale = gradients[0].item<double>();
    for (at::Tensor& gradient : saved)
      if (scale != 1.0) gradient = gradient.mul(scale);
    if (saved[1].numel() == 0) saved[1] = at::Tensor();
    return {saved[0], saved[1], {}, {}, {}};
  }
};

}  // namespace

HeadLoss head_loss(const at::Tensor& x, const at::Tensor& embed,
                   const std::vector<std::int32_t>& target, const std::vector<float>& weight,
                   Precision precision) {
  Computed computed = compute(x.detach(), embed, target, weight, precision);
  return {LossOf::apply(x, embed, computed.loss, computed.dx, computed.dembed),
          std::move(computed.row_loss), std::move(computed.best)};
}

}  // namespace modus::neural::train
