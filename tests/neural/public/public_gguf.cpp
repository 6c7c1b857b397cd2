#include "tests/neural/public/public_gguf.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/random.h"
#include "neural/public/public_model.h"
#include "neural/transformer_decoder.h"
#include "tests/neural/random_model.h"

namespace modus::neural {
namespace {

std::string bytes_of(const float* values, std::size_t count) {
  return {reinterpret_cast<const char*>(values), count * sizeof(float)};
}

// Blocks of 32 with the scale 1/128, for values that are whole 128ths.
std::string q8_0_of(const float* values, std::size_t count) {
  std::string bytes;
  for (std::size_t i = 0; i < count; ++i) {
    if (i % 32 == 0) bytes += {'\x00', '\x20'};
    bytes += static_cast<char>(static_cast<int>(values[i] * 128));
  }
  return bytes;
}

class TensorWriter {
 public:
  TensorWriter(GgufBytes& file, const ModelConfig& config, bool side_by_side,
               kernels::BlockFormat format)
      : file_(file), config_(config), side_by_side_(side_by_side), format_(format) {}

  void vector(const std::string& name, const std::vector<float>& values) {
    file_.add_tensor(name, {values.size()}, kernels::BlockFormat::kF32,
                     bytes_of(values.data(), values.size()));
  }
  void rows(const std::string& name, const Matrix& m, std::size_t first, std::size_t count) {
    const float* const values = m.values.data() + first * m.columns;
    file_.add_tensor(name, {count, m.columns}, format_,
                     format_ == kernels::BlockFormat::kF32 ? bytes_of(values, count * m.columns)
                                                           : q8_0_of(values, count * m.columns));
  }
  // Heads whose row i of the first half is followed by row i of the second, in llama's files.
  void heads(const std::string& name, const Matrix& m, std::size_t first, std::size_t count) {
    Matrix turned = m;
    const std::size_t half = config_.head_dim / 2;
    for (std::size_t r = 0; side_by_side_ && r < count; ++r) {
      const std::size_t in = r % config_.head_dim, base = r - in;
      const std::size_t from = first + base + (in % 2) * half + in / 2;
      std::copy_n(m.values.data() + from * m.columns, m.columns,
                  turned.values.data() + (first + r) * m.columns);
    }
    rows(name, turned, first, count);
  }

 private:
  GgufBytes& file_;
  const ModelConfig& config_;
  bool side_by_side_;
  kernels::BlockFormat format_;
};

// Letters, a space, two control tokens of ChatML, then words of two letters.
void add_tokenizer(std::size_t count, GgufBytes& file) {
  std::vector<std::string> tokens = {"<|im_start|>", "<|im_end|>", "\u0120", "."};
  for (char c = 'a'; c <= 'z'; ++c) tokens.emplace_back(1, c);
  for (std::size_t i = tokens.size(); i < count; ++i)
    tokens.push_back({static_cast<char>('a' + i / 26), static_cast<char>('a' + i % 26)});
  std::string types = u32(5) + u64(count);
  for (std::size_t i = 0; i < count; ++i) types += u32(i < 2 ? 3 : 1);
  file.add_text("tokenizer.ggml.model", "gpt2");
  file.add_text("tokenizer.ggml.pre", "smollm");
  file.add_texts("tokenizer.ggml.tokens", tokens);
  file.add_key("tokenizer.ggml.token_type", 9, types);
  file.add_texts("tokenizer.ggml.merges", {});
  file.add_key("tokenizer.ggml.eos_token_id", 4, u32(1));
}

}  // namespace

ModelConfig public_config() {
  ModelConfig config = small_config();
  config.hidden_size = 32;
  config.head_dim = 8;
  config.intermediate_size = 64;
  config.first_k_dense_replace = config.num_hidden_layers;
  config.rope_theta = 5000;
  config.rms_norm_eps = 1e-5;
  config.n_routed_experts = config.num_experts_per_tok = config.moe_intermediate_size = 0;
  config.shared_expert_intermediate_size = 0;
  config.router_reads_entropy = false;
  return config;
}

ModelWeights public_weights(std::uint64_t seed, std::string_view architecture) {
  return public_weights(public_config(), seed, architecture);
}

ModelWeights public_weights(const ModelConfig& config, std::uint64_t seed,
                            std::string_view architecture) {
  ModelWeights weights = random_weights(config, seed);
  RandomStream random(seed, 1);
  for (LayerWeights& layer : weights.layers) {
    if (architecture != "qwen3") layer.q_norm = layer.k_norm = {};
    if (architecture != "qwen2") continue;
    layer.qkv_bias.resize(layer.qkv.rows);
    for (float& bias : layer.qkv_bias) bias = static_cast<float>(random.unit() - 0.5);
  }
  return weights;
}

GgufBytes public_keys(const ModelConfig& c, std::string_view architecture) {
  GgufBytes file;
  const auto key = [&](std::string_view name) { return fmt::format("{}.{}", architecture, name); };
  file.add_text("general.architecture", architecture);
  file.add_size(key("embedding_length"), c.hidden_size);
  file.add_size(key("block_count"), c.num_hidden_layers);
  file.add_size(key("feed_forward_length"), c.intermediate_size);
  file.add_size(key("attention.head_count"), c.num_attention_heads);
  file.add_size(key("attention.head_count_kv"), c.num_key_value_heads);
  file.add_size(key("context_length"), c.max_position_embeddings);
  file.add_number(key("rope.freq_base"), c.rope_theta);
  file.add_number(key("attention.layer_norm_rms_epsilon"), c.rms_norm_eps);
  add_tokenizer(c.vocab_size, file);
  return file;
}

void round_to_128ths(ModelWeights& weights) {
  const auto round = [](Matrix& m) {
    for (float& value : m.values) value = std::round(value * 128) / 128;
  };
  round(weights.embedding);
  for (LayerWeights& w : weights.layers)
    for (Matrix* m : {&w.qkv, &w.o, &w.gate_up, &w.down}) round(*m);
}

void add_tensors(const ModelWeights& weights, std::string_view architecture,
                 kernels::BlockFormat format, GgufBytes& file) {
  const ModelConfig& c = weights.config;
  TensorWriter writer(file, c, architecture == "llama", format);
  writer.rows("token_embd.weight", weights.embedding, 0, c.vocab_size);
  const std::size_t q = c.num_attention_heads * c.head_dim, kv = c.num_key_value_heads * c.head_dim;
  for (std::size_t l = 0; l < weights.layers.size(); ++l) {
    const LayerWeights& w = weights.layers[l];
    const std::string name = fmt::format("blk.{}.", l);
    writer.vector(name + "attn_norm.weight", w.input_norm);
    writer.heads(name + "attn_q.weight", w.qkv, 0, q);
    writer.heads(name + "attn_k.weight", w.qkv, q, kv);
    writer.rows(name + "attn_v.weight", w.qkv, q + kv, kv);
    if (!w.qkv_bias.empty()) {
      const auto begin = w.qkv_bias.begin();
      const auto at = [&](std::size_t i) { return begin + static_cast<std::ptrdiff_t>(i); };
      writer.vector(name + "attn_q.bias", {begin, at(q)});
      writer.vector(name + "attn_k.bias", {at(q), at(q + kv)});
      writer.vector(name + "attn_v.bias", {at(q + kv), w.qkv_bias.end()});
    }
    if (!w.q_norm.empty()) {
      writer.vector(name + "attn_q_norm.weight", w.q_norm);
      writer.vector(name + "attn_k_norm.weight", w.k_norm);
    }
    writer.rows(name + "attn_output.weight", w.o, 0, c.hidden_size);
    writer.vector(name + "ffn_norm.weight", w.post_attention_norm);
    writer.rows(name + "ffn_gate.weight", w.gate_up, 0, c.intermediate_size);
    writer.rows(name + "ffn_up.weight", w.gate_up, c.intermediate_size, c.intermediate_size);
    writer.rows(name + "ffn_down.weight", w.down, 0, c.hidden_size);
  }
  writer.vector("output_norm.weight", weights.norm);
}

GgufBytes public_file(const ModelConfig& config, std::uint64_t seed,
                      std::string_view architecture) {
  const ModelWeights weights = public_weights(config, seed, architecture);
  GgufBytes file = public_keys(weights.config, architecture);
  add_tensors(weights, architecture, kernels::BlockFormat::kF32, file);
  return file;
}

std::vector<float> logits_of(const std::string& path) {
  const PublicModel model = load_public_model(path);
  TransformerDecoder decoder(model.weights);
  const SequenceId sequence = decoder.open();
  std::vector<float> logits(decoder.vocabulary());
  const std::vector<TokenId> tokens = model.tokenizer.encode("a cat is here.", Controls::kAsText);
  const Append append{sequence, tokens};
  decoder.append({&append, 1}, logits);
  return logits;
}

}  // namespace modus::neural
