#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "kernels/attention.h"
#include "neural/train/ops/ops.h"
#include "neural/train/ops/tensors.h"

namespace modus::neural::train {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// The prefix and the rows of tensors [T, N, C] or [T, N]: row r as one run, the prefix before it.
class Rows {
 public:
  Rows(const at::Tensor& offset, std::int64_t prefix)
      : offset_(offset.const_data_ptr<std::int32_t>()),
        count_(static_cast<std::size_t>(offset.size(0)) - 1),
        prefix_(static_cast<std::size_t>(prefix)) {}

  std::size_t count() const { return count_; }
  std::size_t prefix() const { return prefix_; }
  std::size_t begin(std::size_t r) const { return static_cast<std::size_t>(offset_[r]); }
  std::size_t own(std::size_t r) const { return begin(r + 1) - begin(r); }
  std::size_t length(std::size_t r) const { return prefix_ + own(r); }

  void gather(const float* all, std::size_t width, std::size_t r, std::vector<float>& run) const {
    run.resize(length(r) * width);
    std::copy_n(all, prefix_ * width, run.data());
    std::copy_n(all + begin(r) * width, own(r) * width, run.data() + prefix_ * width);
  }
  // The row's own part; and the prefix's, where it is the first row.
  void scatter(const std::vector<float>& run, std::size_t width, std::size_t r, float* all) const {
    if (r == 0) std::copy_n(run.data(), prefix_ * width, all);
    std::copy_n(run.data() + prefix_ * width, own(r) * width, all + begin(r) * width);
  }
  // As scatter, but every row adds to the prefix.
  void add(const std::vector<float>& run, std::size_t width, std::size_t r, float* all) const {
    for (std::size_t i = 0; r > 0 && i < prefix_ * width; ++i) all[i] += run[i];
    scatter(run, width, r, all);
  }
  // The prefix's queries are asked in the first row alone.
  kernels::AttentionShape shape(const at::Tensor& q, const at::Tensor& k, std::size_t r,
                                const std::int32_t* one_row) const {
    return {.rows = 1,
            .offset = one_row,
            .heads = static_cast<std::size_t>(q.size(1)),
            .kv_heads = static_cast<std::size_t>(k.size(1)),
            .head_width = static_cast<std::size_t>(q.size(2)),
            .skip = r == 0 ? 0 : prefix_};
  }

 private:
  const std::int32_t* offset_;
  std::size_t count_, prefix_;
};

std::size_t width_of(const at::Tensor& x) {
  return static_cast<std::size_t>(x.size(1) * (x.dim() == 3 ? x.size(2) : 1));
}

struct ContinuedAttention : torch::autograd::Function<ContinuedAttention> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& q, const at::Tensor& k,
                            const at::Tensor& v, const at::Tensor& offset, std::int64_t prefix) {
    const Rows rows(offset, prefix);
    at::Tensor o = new_floats(q.sizes().vec());
    at::Tensor lse = new_floats({q.size(0), q.size(1)});
    const float* const queries = floats(q, "attention: q", {-1, -1, -1});
    const float* const keys = floats(k, "attention: k", {q.size(0), -1, q.size(2)});
    const float* const values = floats(v, "attention: v", {q.size(0), k.size(1), q.size(2)});
    std::vector<float> q_run, k_run, v_run, o_run, lse_run;
    for (std::size_t r = 0; r < rows.count(); ++r) {
      const std::int32_t one_row[] = {0, static_cast<std::int32_t>(rows.length(r))};
      rows.gather(queries, width_of(q), r, q_run);
      rows.gather(keys, width_of(k), r, k_run);
      rows.gather(values, width_of(v), r, v_run);
      o_run.resize(q_run.size());
      lse_run.resize(rows.length(r) * static_cast<std::size_t>(q.size(1)));
      kernels::attention_forward({.shape = rows.shape(q, k, r, one_row),
                                  .q = q_run.data(),
                                  .k = k_run.data(),
                                  .v = v_run.data(),
                                  .out = o_run.data(),
                                  .lse = lse_run.data()},
                                 {});
      rows.scatter(o_run, width_of(q), r, out(o));
      rows.scatter(lse_run, width_of(lse), r, out(lse));
    }
    context->save_for_backward({q, k, v, o, lse, offset});
    context->saved_data["prefix"] = prefix;
    return o;
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const variable_list saved = context->get_saved_variables();
    const Rows rows(saved[5], context->saved_data["prefix"].toInt());
    const at::Tensor dout = gradients[0].contiguous();
    at::Tensor dq = new_floats(saved[0].sizes().vec());
    at::Tensor dk = new_floats(saved[1].sizes().vec());
    at::Tensor dv = new_floats(saved[2].sizes().vec());
    const float* const d = floats(dout, "attention: dout", saved[0].sizes().vec());
    std::vector<float> run[9];  // q, k, v, out, lse, dout; dq, dk, dv
    for (std::size_t r = 0; r < rows.count(); ++r) {
      const std::int32_t one_row[] = {0, static_cast<std::int32_t>(rows.length(r))};
      for (std::size_t i = 0; i < 5; ++i)
        rows.gather(saved[i].const_data_ptr<float>(), width_of(saved[i]), r, run[i]);
      rows.gather(d, width_of(dout), r, run[5]);
      for (std::size_t i = 0; i < 3; ++i) run[6 + i].resize(run[i].size());
      kernels::attention_backward({.shape = rows.shape(saved[0], saved[1], r, one_row),
                                   .q = run[0].data(),
                                   .k = run[1].data(),
                                   .v = run[2].data(),
                                   .out = run[3].data(),
                                   .lse = run[4].data(),
                                   .dout = run[5].data(),
                                   .dq = run[6].data(),
                                   .dk = run[7].data(),
                                   .dv = run[8].data()},
                                  {});
      rows.scatter(run[6], width_of(dq), r, out(dq));
      rows.add(run[7], width_of(dk), r, out(dk));
      rows.add(run[8], width_of(dv), r, out(dv));
    }
    return {dq, dk, dv, at::Tensor(), at::Tensor()};
  }
};

}  // namespace

at::Tensor continued_attention(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v,
                               const std::vector<std::int32_t>& offset) {
  if (offset.size() < 2 || offset.front() < 0 || offset.back() != q.size(0) ||
      !std::ranges::is_sorted(offset))
    throw ShapeError(fmt::format("continued_attention: rows of {} tokens expected, got offsets {}",
                                 q.size(0), fmt::join(offset, " ")));
  at::Tensor offsets = new_ints({static_cast<std::int64_t>(offset.size())});
  std::ranges::copy(offset, offsets.data_ptr<std::int32_t>());
  return ContinuedAttention::apply(q, k, v, offsets, std::int64_t{offset.front()});
}

}  // namespace modus::neural::train
