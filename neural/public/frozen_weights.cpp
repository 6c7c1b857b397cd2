#include "neural/public/frozen_weights.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "neural/public/public_weights.h"
#include "neural/public/tensor_rows.h"

namespace modus::neural {
namespace {

constexpr std::array<std::string_view, 7> kTensorNames = {
    "attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down"};

PublicShape trainable(PublicShape shape) {
  if (shape.config.n_routed_experts > 0 || shape.latent ||
      shape.query_key_norm == QueryKeyNorm::kAllHeads)
    throw ConfigError(fmt::format(
        "adapters are trained beside llama, qwen2 and qwen3 models, not {}", shape.architecture));
  return shape;
}

}  // namespace

FrozenWeights::FrozenWeights(PublicShape shape, PublicTensors tensors)
    : shape_(trainable(std::move(shape))),
      tensors_(std::move(tensors)),
      outline_(outline_public_weights(shape_, tensors_)) {}

void FrozenWeights::read(std::size_t layer, Projection projection, std::span<float> values) const {
  const std::string name =
      fmt::format("blk.{}.{}.weight", layer, kTensorNames[static_cast<std::size_t>(projection)]);
  const bool side_by_side = shape_.pairs == RopePairs::kSideBySide;
  TensorRows{&tensors_.by_name.at(name), side_by_side ? rope_rows_of(name, shape_) : RopeRows{}}
      .read(values);
}

void FrozenWeights::read_output(std::span<float> values) const {
  const auto own = tensors_.by_name.find("output.weight");
  TensorRows{own == tensors_.by_name.end() ? &tensors_.by_name.at("token_embd.weight")
                                           : &own->second}
      .read(values);
}

}  // namespace modus::neural
