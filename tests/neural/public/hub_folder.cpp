#include "tests/neural/public/hub_folder.h"

#include <filesystem>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "base/files.h"
#include "base/random.h"
#include "neural/safetensors.h"
#include "neural/text/print_text_tokenizer.h"
#include "tests/neural/text/small_tokenizer.h"

namespace modus::neural {
namespace {

constexpr std::size_t kVocabulary = 261, kWidth = 64, kHeads = 4, kPlain = 12, kTurned = 8,
                      kValue = 10, kMiddle = 32, kExperts = 8, kExpertWidth = 32, kDense = 96;

class RandomTensors {
 public:
  void add(const std::string& name, std::vector<std::size_t> shape, double middle) {
    std::size_t count = 1;
    for (const std::size_t side : shape) count *= side;
    const double size = shape.size() == 1 ? 0.3 : 2 / std::sqrt(static_cast<double>(shape.back()));
    std::vector<float> values(count);
    for (float& value : values) value = static_cast<float>(middle + size * (random_.unit() - 0.5));
    shapes_.emplace(name, std::move(shape));
    values_.emplace(name, std::move(values));
  }
  void write(const std::string& path) const {
    std::map<std::string, TensorView, std::less<>> views;
    for (const auto& [name, values] : values_)
      views[name] = {Dtype::kF32, shapes_.at(name), std::as_bytes(std::span(values))};
    write_safetensors(path, views, {});
  }

 private:
  RandomStream random_{17};
  std::map<std::string, std::vector<std::size_t>> shapes_;
  std::map<std::string, std::vector<float>> values_;
};

void add_attention(const std::string& layer, std::size_t query_middle, RandomTensors& tensors) {
  const std::string name = layer + "self_attn.";
  const std::size_t q = kHeads * (kPlain + kTurned);
  if (query_middle > 0) {
    tensors.add(name + "q_a_proj.weight", {query_middle, kWidth}, 0);
    tensors.add(name + "q_a_layernorm.weight", {query_middle}, 1);
    tensors.add(name + "q_b_proj.weight", {q, query_middle}, 0);
  } else {
    tensors.add(name + "q_proj.weight", {q, kWidth}, 0);
  }
  tensors.add(name + "kv_a_proj_with_mqa.weight", {kMiddle + kTurned, kWidth}, 0);
  tensors.add(name + "kv_a_layernorm.weight", {kMiddle}, 1);
  tensors.add(name + "kv_b_proj.weight", {kHeads * (kPlain + kValue), kMiddle}, 0);
  tensors.add(name + "o_proj.weight", {kWidth, kHeads * kValue}, 0);
}

void add_gated(const std::string& name, std::size_t width, RandomTensors& tensors) {
  tensors.add(name + "gate_proj.weight", {width, kWidth}, 0);
  tensors.add(name + "up_proj.weight", {width, kWidth}, 0);
  tensors.add(name + "down_proj.weight", {kWidth, width}, 0);
}

std::string config_of(const DeepSeekFolder& shape) {
  return fmt::format(
      R"({{"model_type": "deepseek_v3", "vocab_size": {}, "hidden_size": {},
      "num_hidden_layers": 3, "num_attention_heads": {}, "num_key_value_heads": {},
      "intermediate_size": {}, "max_position_embeddings": 256, "rms_norm_eps": 1e-6,
      "q_lora_rank": {}, "kv_lora_rank": {}, "qk_rope_head_dim": {}, "qk_nope_head_dim": {},
      "v_head_dim": {}, "n_routed_experts": {}, "num_experts_per_tok": 3, "n_shared_experts": 2,
      "moe_intermediate_size": {}, "first_k_dense_replace": 1, "n_group": 4, "topk_group": 2,
      "routed_scaling_factor": 2.5, "norm_topk_prob": true{}}})",
      kVocabulary, kWidth, kHeads, kHeads, kDense,
      shape.query_middle == 0 ? "null" : fmt::format("{}", shape.query_middle), kMiddle, kTurned,
      kPlain, kValue, kExperts, kExpertWidth,
      shape.rope_scaling.empty() ? "" : ", \"rope_scaling\": " + shape.rope_scaling);
}

}  // namespace

void write_deepseek_folder(const std::string& folder, const DeepSeekFolder& shape) {
  std::filesystem::create_directories(folder);
  RandomTensors tensors;
  tensors.add("model.embed_tokens.weight", {kVocabulary, kWidth}, 0);
  tensors.add("lm_head.weight", {kVocabulary, kWidth}, 0);
  tensors.add("model.norm.weight", {kWidth}, 1);
  for (std::size_t l = 0; l < 3; ++l) {
    const std::string layer = fmt::format("model.layers.{}.", l);
    tensors.add(layer + "input_layernorm.weight", {kWidth}, 1);
    tensors.add(layer + "post_attention_layernorm.weight", {kWidth}, 1);
    add_attention(layer, shape.query_middle, tensors);
    if (l == 0) {
      add_gated(layer + "mlp.", kDense, tensors);
      continue;
    }
    tensors.add(layer + "mlp.gate.weight", {kExperts, kWidth}, 0);
    tensors.add(layer + "mlp.gate.e_score_correction_bias", {kExperts}, 0);
    for (std::size_t e = 0; e < kExperts; ++e)
      add_gated(fmt::format("{}mlp.experts.{}.", layer, e), kExpertWidth, tensors);
    add_gated(layer + "mlp.shared_experts.", 2 * kExpertWidth, tensors);
  }
  tensors.write(folder + "/model.safetensors");
  write_file(folder + "/config.json", config_of(shape));
  const TokenizerFile tokenizer = byte_tokenizer({"<a>", "<b>", "<c>", "<d>", "<e>"});
  write_file(folder + "/tokenizer.json", print_text_tokenizer_json(tokenizer));
}

}  // namespace modus::neural
