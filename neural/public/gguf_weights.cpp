#include "neural/public/gguf_weights.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "base/memory.h"
#include "kernels/dequantize_blocks.h"
#include "kernels/parallel.h"
#include "neural/public/gguf_shape.h"

namespace modus::neural {
namespace {

using Shape = std::vector<std::size_t>;

// A matrix of the file, and the height of the heads in which it has the rows of a rope's pair side
// by side; 0: its rows stay in their order.
struct Rows {
  const GgufTensor* tensor = nullptr;
  std::size_t head = 0;

  std::size_t row_bytes() const { return tensor->bytes.size() / tensor->shape[0]; }
  // Row 2i of a head becomes row i, row 2i + 1 row i + C/2.
  std::span<const std::byte> row(std::size_t r) const {
    if (head != 0) r = r / head * head + 2 * (r % head % (head / 2)) + r % head / (head / 2);
    return tensor->bytes.subspan(r * row_bytes(), row_bytes());
  }
};

kernels::BlockWeights packed(const Rows& part) {
  const std::size_t rows = part.tensor->shape[0];
  const auto pack = [&](std::span<const std::byte> bytes) {
    return kernels::BlockWeights::pack(part.tensor->format, rows, part.tensor->shape[1], bytes);
  };
  if (part.head == 0) return pack(part.tensor->bytes);
  std::vector<std::byte> ordered;
  ordered.reserve(part.tensor->bytes.size());
  for (std::size_t r = 0; r < rows; ++r) {
    const std::span<const std::byte> row = part.row(r);
    ordered.insert(ordered.end(), row.begin(), row.end());
  }
  return pack(ordered);
}

void append_values(const Rows& part, std::vector<float>& values) {
  const std::size_t rows = part.tensor->shape[0], columns = part.tensor->shape[1];
  const std::size_t begin = values.size();
  values.resize(begin + rows * columns);
  kernels::parallel_for(rows, [&](std::size_t r) {
    kernels::dequantize_row(part.tensor->format, part.row(r),
                            {values.data() + begin + r * columns, columns});
  });
}

class Loader {
 public:
  explicit Loader(const GgufFile& file) : file_(file), shape_(read_gguf_shape(file)) {}

  ModelWeights load() {
    const ModelConfig& c = shape_.config;
    require_memory();
    const GgufTensor& table = take("token_embd.weight", {c.vocab_size, c.hidden_size});
    const bool tied = file_.find_tensor("output.weight") == nullptr;
    ModelWeights weights;
    weights.config = c;
    weights.token_rows = {table.format, table.bytes, std::make_shared<GgufFile>(file_)};
    weights.embedding = tied ? matrix({{&table}})
                             : matrix({{&take("output.weight", {c.vocab_size, c.hidden_size})}});
    for (std::size_t l = 0; l < c.num_hidden_layers; ++l)
      weights.layers.push_back(layer(fmt::format("blk.{}.", l)));
    weights.norm = vector("output_norm.weight", c.hidden_size);
    if (file_.find_tensor("rope_freqs.weight") != nullptr)
      weights.rope_stretched = vector("rope_freqs.weight", c.head_dim / 2);
    refuse_left_over();
    return weights;
  }

 private:
  // Everything in the file comes into memory, some of it as float32.
  void require_memory() const {
    std::size_t needed = 0;
    for (const GgufTensor& tensor : file_.tensors()) needed += tensor.bytes.size();
    const std::size_t left = available_memory_bytes();
    if (needed > left)
      throw IoError(fmt::format("{}: its tensors need {:.1f} GB of memory, {:.1f} GB are left",
                                file_.path(), static_cast<double>(needed) / 1e9,
                                static_cast<double>(left) / 1e9));
  }

  const GgufTensor& take(const std::string& name, const Shape& shape) {
    taken_.insert(name);
    const GgufTensor& tensor = file_.tensor(name, shape);
    if (!kernels::blocks_are_finite(tensor.format, tensor.bytes))
      throw IoError(fmt::format("{}: `{}` has a number that is not finite", file_.path(), name));
    return tensor;
  }

  std::vector<float> vector(const std::string& name, std::size_t size) {
    const GgufTensor& tensor = take(name, {size});
    std::vector<float> values(size);
    kernels::dequantize_row(tensor.format, tensor.bytes, values);
    return values;
  }

  // Tensors of the same width, one below the other.
  static Matrix matrix(const std::vector<Rows>& parts) {
    Matrix m;
    m.columns = parts.front().tensor->shape[1];
    for (const Rows& part : parts) m.rows += part.tensor->shape[0];
    const bool in_blocks = std::ranges::all_of(parts, [](const Rows& part) {
      return kernels::BlockWeights::can_hold(part.tensor->format);
    });
    for (const Rows& part : parts) {
      if (in_blocks)
        m.blocks.push_back(packed(part));
      else
        append_values(part, m.values);
    }
    return m;
  }

  LayerWeights layer(const std::string& name) {
    const ModelConfig& c = shape_.config;
    const std::size_t q = c.num_attention_heads * c.head_dim;
    const std::size_t kv = c.num_key_value_heads * c.head_dim;
    LayerWeights w;
    w.input_norm = vector(name + "attn_norm.weight", c.hidden_size);
    const std::size_t turned = shape_.pairs == RopePairs::kSideBySide ? c.head_dim : 0;
    w.qkv = matrix({{&take(name + "attn_q.weight", {q, c.hidden_size}), turned},
                    {&take(name + "attn_k.weight", {kv, c.hidden_size}), turned},
                    {&take(name + "attn_v.weight", {kv, c.hidden_size})}});
    if (shape_.qkv_bias) {
      w.qkv_bias = vector(name + "attn_q.bias", q);
      for (const char* part : {"attn_k.bias", "attn_v.bias"}) {
        const std::vector<float> bias = vector(name + part, kv);
        w.qkv_bias.insert(w.qkv_bias.end(), bias.begin(), bias.end());
      }
    }
    if (shape_.qk_norm) {
      w.q_norm = vector(name + "attn_q_norm.weight", c.head_dim);
      w.k_norm = vector(name + "attn_k_norm.weight", c.head_dim);
    }
    w.o = matrix({{&take(name + "attn_output.weight", {c.hidden_size, q})}});
    w.post_attention_norm = vector(name + "ffn_norm.weight", c.hidden_size);
    w.gate_up = matrix({{&take(name + "ffn_gate.weight", {c.intermediate_size, c.hidden_size})},
                        {&take(name + "ffn_up.weight", {c.intermediate_size, c.hidden_size})}});
    w.down = matrix({{&take(name + "ffn_down.weight", {c.hidden_size, c.intermediate_size})}});
    return w;
  }

  void refuse_left_over() const {
    for (const GgufTensor& tensor : file_.tensors())
      if (!taken_.contains(tensor.name))
        throw IoError(fmt::format("{}: `{}` is no tensor of a {} model as it is read here",
                                  file_.path(), tensor.name, file_.text("general.architecture")));
  }

  const GgufFile& file_;
  const GgufShape shape_;
  std::set<std::string, std::less<>> taken_;
};

}  // namespace

std::shared_ptr<const ModelWeights> load_gguf_weights(const GgufFile& file) {
  return std::make_shared<const ModelWeights>(Loader(file).load());
}

}  // namespace modus::neural
