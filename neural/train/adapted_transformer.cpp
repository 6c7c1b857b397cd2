#include "neural/train/adapted_transformer.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ATen/ops/cat.h>
#include <ATen/ops/zeros.h>

#include "base/error.h"
#include "neural/train/ops/ops.h"
#include "neural/train/ops/tensors.h"

namespace modus::neural::train {

using kernels::Precision;

struct AdaptedTransformer::Context {
  const Rows& rows;
  at::Tensor position;  // int32 [T]; each row goes on where the shared beginning ends
  RopeAngles angles;
  Precision precision;
  std::size_t layer = 0;
};

namespace {

at::Tensor positions_of(const Rows& rows) {
  at::Tensor position = new_ints({static_cast<std::int64_t>(rows.token.size())});
  auto* const values = position.data_ptr<std::int32_t>();
  const std::int32_t shared = rows.offset.front();
  for (std::int32_t t = 0; t < shared; ++t) values[t] = t;
  for (std::size_t r = 0; r + 1 < rows.offset.size(); ++r)
    for (std::int32_t t = rows.offset[r]; t < rows.offset[r + 1]; ++t)
      values[t] = shared + t - rows.offset[r];
  return position;
}

at::Tensor vector_of(const std::vector<float>& values) {
  at::Tensor tensor = new_floats({static_cast<std::int64_t>(values.size())});
  std::ranges::copy(values, out(tensor));
  return tensor;
}

std::span<float> span_of(at::Tensor& tensor) {
  return {out(tensor), static_cast<std::size_t>(tensor.numel())};
}

at::Tensor uniform(std::int64_t rows, std::int64_t columns, RandomStream random) {
  at::Tensor tensor = new_floats({rows, columns});
  const double bound = 1 / std::sqrt(static_cast<double>(columns));
  for (float& value : span_of(tensor)) value = static_cast<float>((2 * random.unit() - 1) * bound);
  return tensor;
}

}  // namespace

AdaptedTransformer::AdaptedTransformer(std::shared_ptr<const FrozenWeights> base,
                                       const AdapterConfig& config, RandomStream& random)
    : base_(std::move(base)), config_(config) {
  for (const AdaptableModule& module : adaptable_modules(base_->shape())) {
    modules_.emplace(std::pair(module.layer, module.projection), module);
    if (!config_.targets_module(module.name)) continue;
    const auto rank = static_cast<std::int64_t>(config_.rank_of(module.name));
    Part part{.module = module, .scale = config_.scale_of(module.name), .a = {}, .b = {}};
    part.a = uniform(rank, static_cast<std::int64_t>(module.columns), RandomStream(random.next()));
    part.b = at::zeros({static_cast<std::int64_t>(module.rows), rank});
    parameters_[module.name + ".lora_A"] = part.a.set_requires_grad(true);
    parameters_[module.name + ".lora_B"] = part.b.set_requires_grad(true);
    parts_.emplace(std::pair(module.layer, module.projection), std::move(part));
  }
  if (parts_.empty())
    throw ConfigError(fmt::format("none of the targets {} is a product of the model",
                                  fmt::join(config_.targets, ", ")));
}

Adapter AdaptedTransformer::adapter() const {
  const auto copied = [](const at::Tensor& tensor) {
    const float* const values = tensor.const_data_ptr<float>();
    return std::vector<float>(values, values + tensor.numel());
  };
  Adapter adapter{.config = config_, .parts = {}};
  for (const auto& [place, part] : parts_)
    adapter.parts.push_back({.module = part.module,
                             .rank = static_cast<std::size_t>(part.a.size(0)),
                             .a = copied(part.a),
                             .b = copied(part.b)});
  return adapter;
}

at::Tensor AdaptedTransformer::forward(const Rows& rows, Precision precision) const {
  const ModelWeights& outline = base_->outline();
  const auto width = static_cast<std::int64_t>(outline.config.hidden_size);
  Context context{.rows = rows,
                  .position = positions_of(rows),
                  .angles = {outline.config.rope_theta, outline.rope_amplitude, {}},
                  .precision = precision};
  if (!outline.rope_stretched.empty()) context.angles.stretched = vector_of(outline.rope_stretched);
  at::Tensor x = new_floats({static_cast<std::int64_t>(rows.token.size()), width});
  for (std::size_t t = 0; t < rows.token.size(); ++t)
    outline.token_rows.read(
        static_cast<std::size_t>(rows.token[t]),
        span_of(x).subspan(t * outline.config.hidden_size, outline.config.hidden_size));
  for (; context.layer < outline.layers.size(); ++context.layer) {
    x = x.add(attend(context, x));
    x = x.add(feed_forward(context, x));
  }
  return rms_norm(x, vector_of(outline.norm), outline.config.rms_norm_eps);
}

at::Tensor AdaptedTransformer::output_weight() const {
  const ModelConfig& c = base_->outline().config;
  at::Tensor values = new_floats(
      {static_cast<std::int64_t>(c.vocab_size), static_cast<std::int64_t>(c.hidden_size)});
  base_->read_output(span_of(values));
  return values;
}

// x W', and what the adapter adds to it.
at::Tensor AdaptedTransformer::product(const Context& context, Projection projection,
                                       const at::Tensor& x) const {
  const std::pair place(context.layer, projection);
  const AdaptableModule& module = modules_.at(place);
  const FrozenMatrix weight{.rows = static_cast<std::int64_t>(module.rows),
                            .columns = static_cast<std::int64_t>(module.columns),
                            .read = [base = base_, place, module] {
                              at::Tensor values =
                                  new_floats({static_cast<std::int64_t>(module.rows),
                                              static_cast<std::int64_t>(module.columns)});
                              base->read(place.first, place.second, span_of(values));
                              return values;
                            }};
  const at::Tensor y = frozen_linear(x, weight, context.precision);
  const auto part = parts_.find(place);
  if (part == parts_.end()) return y;
  const at::Tensor narrow = linear(x, part->second.a, Precision::kFloat32);
  return y.add(linear(narrow, part->second.b, Precision::kFloat32), part->second.scale);
}

at::Tensor AdaptedTransformer::attend(const Context& context, const at::Tensor& x) const {
  const ModelConfig& c = base_->outline().config;
  const LayerWeights& w = base_->outline().layers[context.layer];
  const auto head = static_cast<std::int64_t>(c.head_dim);
  const at::Tensor h = rms_norm(x, vector_of(w.input_norm), c.rms_norm_eps);
  std::size_t row = 0;  // of the biases
  const auto heads = [&](Projection projection, std::size_t count) {
    at::Tensor y = product(context, projection, h);
    const auto begin = w.qkv_bias.begin() + static_cast<std::ptrdiff_t>(row);
    row += count * c.head_dim;
    if (!w.qkv_bias.empty())
      y = y.add(vector_of({begin, begin + static_cast<std::ptrdiff_t>(count * c.head_dim)}));
    return y.view({x.size(0), -1, head});
  };
  const auto turned = [&](const at::Tensor& part, const std::vector<float>& norm) {
    return rope(norm.empty() ? part : rms_norm(part, vector_of(norm), c.rms_norm_eps),
                context.position, context.angles);
  };
  const at::Tensor q = turned(heads(Projection::kQuery, c.num_attention_heads), w.q_norm);
  const at::Tensor k = turned(heads(Projection::kKey, c.num_key_value_heads), w.k_norm);
  const at::Tensor v = heads(Projection::kValue, c.num_key_value_heads);
  const at::Tensor attended = continued_attention(q, k, v, context.rows.offset);
  return product(context, Projection::kOutput, attended.view({x.size(0), -1}));
}

at::Tensor AdaptedTransformer::feed_forward(const Context& context, const at::Tensor& x) const {
  const LayerWeights& w = base_->outline().layers[context.layer];
  const at::Tensor u =
      rms_norm(x, vector_of(w.post_attention_norm), base_->outline().config.rms_norm_eps);
  const at::Tensor gate_up =
      at::cat({product(context, Projection::kGate, u), product(context, Projection::kUp, u)}, 1);
  return product(context, Projection::kDown, swiglu(gate_up));
}

}  // namespace modus::neural::train
