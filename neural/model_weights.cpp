#include "neural/model_weights.h"

#include <utility>

#include <fmt/core.h>

#include "kernels/dequantize_blocks.h"

namespace modus::neural {
namespace {

Matrix shaped(std::size_t rows, std::size_t columns) {
  return {.rows = rows, .columns = columns, .values = {}, .quantised = {}, .scale = {}};
}

class SlotList {
 public:
  void add(std::string name, std::vector<float>& vector, std::vector<std::size_t> shape) {
    slots_.push_back({std::move(name), std::move(shape), nullptr, 0, &vector});
  }
  void add(std::string name, Matrix& matrix, std::vector<std::size_t> shape) {
    add_rows(std::move(name), matrix, 0, std::move(shape));
  }
  void add_rows(std::string name, Matrix& matrix, std::size_t first_row,
                std::vector<std::size_t> shape) {
    slots_.push_back({std::move(name), std::move(shape), &matrix, first_row, nullptr});
  }
  std::vector<WeightSlot> take() { return std::move(slots_); }

 private:
  std::vector<WeightSlot> slots_;
};

void add_attention(const std::string& layer, const ModelConfig& c, LayerWeights& w,
                   SlotList& slots) {
  const std::string name = layer + "self_attn.";
  const std::size_t q_rows = c.num_attention_heads * c.head_dim;
  const std::size_t kv_rows = c.num_key_value_heads * c.head_dim;
  slots.add_rows(name + "q_proj.weight", w.qkv, 0, {q_rows, c.hidden_size});
  slots.add_rows(name + "k_proj.weight", w.qkv, q_rows, {kv_rows, c.hidden_size});
  slots.add_rows(name + "v_proj.weight", w.qkv, q_rows + kv_rows, {kv_rows, c.hidden_size});
  slots.add(name + "q_norm.weight", w.q_norm, {c.head_dim});
  slots.add(name + "k_norm.weight", w.k_norm, {c.head_dim});
  slots.add(name + "o_proj.weight", w.o, {c.hidden_size, q_rows});
}

void add_dense(const std::string& layer, const ModelConfig& c, LayerWeights& w, SlotList& slots) {
  slots.add(layer + "mlp.gate_up_proj.weight", w.gate_up, {2 * c.intermediate_size, c.hidden_size});
  slots.add(layer + "mlp.down_proj.weight", w.down, {c.hidden_size, c.intermediate_size});
}

void add_moe(const std::string& layer, const ModelConfig& c, LayerWeights& w, SlotList& slots) {
  const std::string name = layer + "mlp.";
  const std::size_t shared = c.shared_expert_intermediate_size;
  slots.add(name + "gate.weight", w.router, {c.n_routed_experts, c.router_width()});
  slots.add(name + "gate.e_score_correction_bias", w.router_bias, {c.n_routed_experts});
  slots.add(name + "experts.gate_up_proj", w.expert_gate_up,
            {c.n_routed_experts, 2 * c.moe_intermediate_size, c.hidden_size});
  slots.add(name + "experts.down_proj", w.expert_down,
            {c.n_routed_experts, c.hidden_size, c.moe_intermediate_size});
  slots.add(name + "shared_expert.gate_up_proj.weight", w.gate_up, {2 * shared, c.hidden_size});
  slots.add(name + "shared_expert.down_proj.weight", w.down, {c.hidden_size, shared});
}

}  // namespace

void FileRows::read(std::size_t row, std::span<float> values) const {
  const std::size_t size =
      values.size() / kernels::values_a_block(format) * kernels::bytes_a_block(format);
  kernels::dequantize_row(format, bytes.subspan(row * size, size), values);
}

ModelWeights empty_weights(const ModelConfig& config) {
  ModelWeights weights{.config = config,
                       .embedding = shaped(config.vocab_size, config.hidden_size),
                       .layers = std::vector<LayerWeights>(config.num_hidden_layers),
                       .norm = std::vector<float>(config.hidden_size)};
  for (const WeightSlot& slot : weight_slots(weights)) {
    if (slot.matrix == nullptr) {
      slot.vector->resize(slot.rows() * slot.columns());
    } else {
      slot.matrix->rows = slot.first_row + slot.rows();
      slot.matrix->columns = slot.columns();
    }
  }
  return weights;
}

std::vector<WeightSlot> weight_slots(ModelWeights& weights) {
  const ModelConfig& c = weights.config;
  SlotList slots;
  slots.add("model.embed_tokens.weight", weights.embedding, {c.vocab_size, c.hidden_size});
  for (std::size_t l = 0; l < weights.layers.size(); ++l) {
    const std::string layer = fmt::format("model.layers.{}.", l);
    LayerWeights& w = weights.layers[l];
    slots.add(layer + "input_layernorm.weight", w.input_norm, {c.hidden_size});
    add_attention(layer, c, w, slots);
    slots.add(layer + "post_attention_layernorm.weight", w.post_attention_norm, {c.hidden_size});
    if (l < c.first_k_dense_replace)
      add_dense(layer, c, w, slots);
    else
      add_moe(layer, c, w, slots);
  }
  slots.add("model.norm.weight", weights.norm, {c.hidden_size});
  return slots.take();
}

std::vector<ConstWeightSlot> weight_slots(const ModelWeights& weights) {
  std::vector<ConstWeightSlot> slots;
  for (WeightSlot& slot : weight_slots(const_cast<ModelWeights&>(weights)))
    slots.push_back(
        {std::move(slot.name), std::move(slot.shape), slot.matrix, slot.first_row, slot.vector});
  return slots;
}

double bytes_a_token(const ModelWeights& weights) {
  const ModelConfig& c = weights.config;
  const auto size = [](const Matrix& m) { return static_cast<double>(m.size_bytes()); };
  const double routed = c.n_routed_experts == 0 ? 0
                                                : static_cast<double>(c.num_experts_per_tok) /
                                                      static_cast<double>(c.n_routed_experts);
  double bytes = size(weights.embedding);
  for (const LayerWeights& w : weights.layers) {
    bytes += size(w.qkv) + size(w.o) + size(w.gate_up) + size(w.down);
    bytes += routed * (size(w.expert_gate_up) + size(w.expert_down));
    bytes += static_cast<double>(w.router.size() * sizeof(float));
    if (w.latent)
      for (const Matrix* m : {&w.latent->q_a, &w.latent->q_b, &w.latent->kv_a, &w.latent->kv_b})
        bytes += size(*m);
  }
  return bytes;
}

ParameterCount count_parameters(const ModelConfig& config) {
  const ModelWeights shapes{.config = config,
                            .embedding = {},
                            .layers = std::vector<LayerWeights>(config.num_hidden_layers),
                            .norm = {}};
  ParameterCount count;
  for (const ConstWeightSlot& slot : weight_slots(shapes)) {
    const std::size_t parameters = slot.rows() * slot.columns();
    count.total += parameters;
    const bool routed = slot.shape.size() == 3;
    count.active +=
        routed ? parameters / config.n_routed_experts * config.num_experts_per_tok : parameters;
  }
  return count;
}

}  // namespace modus::neural
