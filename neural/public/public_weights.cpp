#include "neural/public/public_weights.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "base/memory.h"
#include "kernels/dequantize_blocks.h"
#include "neural/public/gguf_shape.h"
#include "neural/public/tensor_rows.h"

namespace modus::neural {
namespace {

using Shape = std::vector<std::size_t>;

kernels::BlockWeights packed(const TensorRows& part) {
  const std::size_t rows = part.tensor->shape[0];
  const auto pack = [&](std::span<const std::byte> bytes) {
    return kernels::BlockWeights::pack(part.tensor->format, rows, part.tensor->shape[1], bytes);
  };
  if (part.order.head == 0) return pack(part.tensor->bytes);
  std::vector<std::byte> ordered;
  ordered.reserve(part.tensor->bytes.size());
  for (std::size_t r = 0; r < rows; ++r) {
    const std::span<const std::byte> row = part.row(r);
    ordered.insert(ordered.end(), row.begin(), row.end());
  }
  return pack(ordered);
}

void append_values(const TensorRows& part, std::vector<float>& values) {
  const std::size_t begin = values.size();
  values.resize(begin + part.count() * part.columns());
  part.read(std::span(values).subspan(begin));
}

// What is wanted of matrices: their values, or rows and columns alone.
enum class Matrices { kWhole, kOutlined };

class Builder {
 public:
  Builder(const PublicShape& shape, const PublicTensors& tensors, Matrices matrices)
      : shape_(shape), c_(shape.config), tensors_(tensors), matrices_(matrices) {}

  ModelWeights build() {
    if (matrices_ == Matrices::kWhole) require_memory();
    ModelWeights weights;
    weights.config = c_;
    weights.gating = shape_.gating;
    weights.rope_stretched = stretch_of(shape_.rope_scaling, shape_.turned_width(), c_.rope_theta);
    weights.rope_amplitude = static_cast<float>(amplitude_of(shape_.rope_scaling));
    const GgufTensor& table = take("token_embd.weight", {c_.vocab_size, c_.hidden_size});
    weights.token_rows = {table.format, table.bytes, tensors_.file};
    weights.embedding = has("output.weight")
                            ? matrix("output.weight", c_.vocab_size, c_.hidden_size)
                            : matrix({{&table}});
    for (std::size_t l = 0; l < c_.num_hidden_layers; ++l) weights.layers.push_back(layer(l));
    weights.norm = vector("output_norm.weight", c_.hidden_size);
    if (has("rope_freqs.weight"))
      weights.rope_stretched = vector("rope_freqs.weight", shape_.turned_width() / 2);
    refuse_left_over();
    return weights;
  }

 private:
  // What stays in blocks is copied once; the rest becomes float32.
  void require_memory() const {
    std::size_t needed = 0;
    for (const auto& [name, tensor] : tensors_.by_name)
      needed += kernels::BlockWeights::can_hold(tensor.format)
                    ? tensor.bytes.size()
                    : tensor.bytes.size() / kernels::bytes_a_block(tensor.format) *
                          kernels::values_a_block(tensor.format) * sizeof(float);
    const std::size_t left = available_memory_bytes();
    if (needed > left)
      throw IoError(fmt::format("{}: its tensors need {:.1f} GB of memory, {:.1f} GB are left",
                                tensors_.source, static_cast<double>(needed) / 1e9,
                                static_cast<double>(left) / 1e9));
  }

  [[noreturn]] void fail(std::string_view name, const std::string& what) const {
    throw IoError(fmt::format("{}: `{}` {}", tensors_.source, name, what));
  }

  bool has(std::string_view name) const { return tensors_.by_name.contains(name); }

  const GgufTensor& take(const std::string& name, const Shape& shape) {
    const auto found = tensors_.by_name.find(name);
    if (found == tensors_.by_name.end())
      fail(name, fmt::format("[{}] is missing", fmt::join(shape, ", ")));
    const GgufTensor& tensor = found->second;
    taken_.insert(name);
    if (tensor.shape != shape)
      fail(name, fmt::format("should be [{}], it is [{}]", fmt::join(shape, ", "),
                             fmt::join(tensor.shape, ", ")));
    if (!kernels::blocks_are_finite(tensor.format, tensor.bytes))
      fail(name, "has a number that is not finite");
    return tensor;
  }

  std::vector<float> vector(const std::string& name, std::size_t size) {
    return values(take(name, {size}));
  }

  static std::vector<float> values(const GgufTensor& tensor) {
    std::vector<float> numbers;
    append_values({&tensor}, numbers);
    return numbers;
  }

  Matrix matrix(const std::string& name, std::size_t rows, std::size_t columns) {
    return matrix({{&take(name, {rows, columns})}});
  }

  // Tensors of the same width, one below the other.
  Matrix matrix(const std::vector<TensorRows>& parts) const {
    Matrix m;
    m.columns = parts.front().tensor->shape.back();
    for (const TensorRows& part : parts) m.rows += part.tensor->shape[0];
    if (matrices_ == Matrices::kOutlined) return m;
    const bool in_blocks = std::ranges::all_of(parts, [](const TensorRows& part) {
      return kernels::BlockWeights::can_hold(part.tensor->format);
    });
    for (const TensorRows& part : parts) {
      if (in_blocks)
        m.blocks.push_back(packed(part));
      else
        append_values(part, m.values);
    }
    return m;
  }

  LayerWeights layer(std::size_t l) {
    const std::string name = fmt::format("blk.{}.", l);
    LayerWeights w;
    w.input_norm = vector(name + "attn_norm.weight", c_.hidden_size);
    if (shape_.latent)
      add_latent(*shape_.latent, name + "attn_", w);
    else
      add_attention(name, w);
    w.post_attention_norm = vector(name + "ffn_norm.weight", c_.hidden_size);
    const bool dense = c_.n_routed_experts == 0 ||
                       std::ranges::find(shape_.dense_layers, l) != shape_.dense_layers.end();
    if (dense)
      add_gated(name + "ffn_", "", c_.intermediate_size, w);
    else
      add_experts(name, w);
    return w;
  }

  void add_attention(const std::string& name, LayerWeights& w) {
    const std::size_t q = c_.num_attention_heads * c_.head_dim;
    const std::size_t kv = c_.num_key_value_heads * c_.head_dim;
    const std::size_t turned = shape_.pairs == RopePairs::kSideBySide ? c_.head_dim : 0;
    w.qkv = matrix({{&take(name + "attn_q.weight", {q, c_.hidden_size}), {turned, turned}},
                    {&take(name + "attn_k.weight", {kv, c_.hidden_size}), {turned, turned}},
                    {&take(name + "attn_v.weight", {kv, c_.hidden_size})}});
    if (shape_.qkv_bias) {
      w.qkv_bias = vector(name + "attn_q.bias", q);
      for (const char* part : {"attn_k.bias", "attn_v.bias"}) {
        const std::vector<float> bias = vector(name + part, kv);
        w.qkv_bias.insert(w.qkv_bias.end(), bias.begin(), bias.end());
      }
    }
    if (shape_.query_key_norm != QueryKeyNorm::kNone) {
      const bool all = shape_.query_key_norm == QueryKeyNorm::kAllHeads;
      w.q_norm = vector(name + "attn_q_norm.weight", all ? q : c_.head_dim);
      w.k_norm = vector(name + "attn_k_norm.weight", all ? kv : c_.head_dim);
    }
    w.o = matrix(name + "attn_output.weight", c_.hidden_size, q);
  }

  void add_latent(const LatentShape& shape, const std::string& stem, LayerWeights& w) {
    const bool side_by_side = shape_.pairs == RopePairs::kSideBySide;
    const auto turned = [&](const GgufTensor& tensor, std::size_t head) {
      return matrix({{&tensor, {side_by_side ? head : 0, shape.turned}}});
    };
    const std::size_t q = c_.num_attention_heads * c_.head_dim;
    LatentAttention latent;
    latent.turned = shape.turned;
    latent.value_width = shape.value_width;
    latent.score_scale = static_cast<float>(score_scale_of(shape_.rope_scaling));
    if (shape.query_middle > 0) {
      latent.q_a = matrix(stem + "q_a.weight", shape.query_middle, c_.hidden_size);
      latent.q_a_norm = vector(stem + "q_a_norm.weight", shape.query_middle);
      latent.q_b = turned(take(stem + "q_b.weight", {q, shape.query_middle}), c_.head_dim);
    } else {
      latent.q_b = turned(take(stem + "q.weight", {q, c_.hidden_size}), c_.head_dim);
    }
    const std::size_t middle = shape.key_value_middle;
    latent.kv_a = turned(take(stem + "kv_a_mqa.weight", {middle + shape.turned, c_.hidden_size}),
                         middle + shape.turned);
    latent.kv_a_norm = vector(stem + "kv_a_norm.weight", middle);
    latent.kv_b =
        matrix(stem + "kv_b.weight",
               c_.num_attention_heads * (c_.head_dim - shape.turned + shape.value_width), middle);
    w.latent = std::move(latent);
    w.o =
        matrix(stem + "output.weight", c_.hidden_size, c_.num_attention_heads * shape.value_width);
  }

  // `stem`gate, `stem`up and `stem`down, each with the suffix.
  void add_gated(const std::string& stem, const std::string& suffix, std::size_t width,
                 LayerWeights& w) {
    w.gate_up = matrix({{&take(stem + "gate" + suffix + ".weight", {width, c_.hidden_size})},
                        {&take(stem + "up" + suffix + ".weight", {width, c_.hidden_size})}});
    w.down = matrix(stem + "down" + suffix + ".weight", c_.hidden_size, width);
  }

  void add_experts(const std::string& name, LayerWeights& w) {
    const std::size_t width = c_.moe_intermediate_size;
    w.router = values(take(name + "ffn_gate_inp.weight", {c_.n_routed_experts, c_.hidden_size}));
    if (has(name + "exp_probs_b.bias"))
      w.router_bias = vector(name + "exp_probs_b.bias", c_.n_routed_experts);
    std::vector<TensorRows> gate_up, down;
    for (std::size_t e = 0; e < c_.n_routed_experts; ++e) {
      for (const char* part : {"gate", "up"})
        gate_up.push_back(
            {&take(fmt::format("{}ffn_{}.{}.weight", name, part, e), {width, c_.hidden_size})});
      down.push_back(
          {&take(fmt::format("{}ffn_down.{}.weight", name, e), {c_.hidden_size, width})});
    }
    w.expert_gate_up = matrix(gate_up);
    w.expert_down = matrix(down);
    if (c_.shared_expert_intermediate_size > 0)
      add_gated(name + "ffn_", "_shexp", c_.shared_expert_intermediate_size, w);
  }

  void refuse_left_over() const {
    for (const auto& [name, tensor] : tensors_.by_name)
      if (!taken_.contains(name)) fail(name, "is no tensor of this model as it is read here");
  }

  const PublicShape& shape_;
  const ModelConfig& c_;
  const PublicTensors& tensors_;
  const Matrices matrices_;
  std::set<std::string, std::less<>> taken_;
};

}  // namespace

std::shared_ptr<ModelWeights> build_public_weights(const PublicShape& shape,
                                                   const PublicTensors& tensors) {
  return std::make_shared<ModelWeights>(Builder(shape, tensors, Matrices::kWhole).build());
}

ModelWeights outline_public_weights(const PublicShape& shape, const PublicTensors& tensors) {
  return Builder(shape, tensors, Matrices::kOutlined).build();
}

std::shared_ptr<const ModelWeights> load_gguf_weights(const GgufFile& file) {
  return build_public_weights(read_gguf_shape(file), tensors_of_gguf(file));
}

}  // namespace modus::neural
