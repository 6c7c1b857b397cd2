// The shape of a model, as config.json beside its weights says it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace modus::neural {

// Decoder-only, pre-norm. Layer by layer, all norms root-mean-square, no biases:
//   h = norm(x);  q, k, v = h Wq', h Wk', h Wv';  q, k normed a head (weight [C]), then rope
//   (public models have biases of q, k, v, and no norms of q, k: as their weights say)
//   a, ent = causal attention and its entropy a head;  x = x + a Wo'
//   u = norm(x)
//   the first `dense_layers` layers:  x = x + down(silu(gate u) * up u), width intermediate_size
//   the others:  logits = Wr [u, ent] in float32;  expert_ffn of the top_k  +  the shared expert
// and at the end logits = norm(x) embed'.
struct ModelConfig {
  std::size_t vocab_size = 4096;
  std::size_t hidden_size = 256;
  std::size_t num_hidden_layers = 6;
  std::size_t num_attention_heads = 8;
  std::size_t num_key_value_heads = 2;
  std::size_t head_dim = 32;
  std::size_t intermediate_size = 768;    // of dense layers
  std::size_t first_k_dense_replace = 1;  // how many layers are dense
  std::size_t n_routed_experts = 128;
  std::size_t num_experts_per_tok = 4;
  std::size_t moe_intermediate_size = 64;
  std::size_t shared_expert_intermediate_size = 384;
  std::size_t max_position_embeddings = 1024;
  double rope_theta = 10000.0;
  double rms_norm_eps = 1e-6;
  bool router_reads_entropy = true;

  std::size_t router_width() const {
    return hidden_size + (router_reads_entropy ? num_attention_heads : 0);
  }
  bool operator==(const ModelConfig&) const = default;
};

// JSON with Hugging Face's key names. Unknown keys are kept out; a key that is missing, of another
// kind, or out of range (sizes up to 2^20, heads a multiple of key-value heads, an even head_dim)
// is a ConfigError naming it.
ModelConfig parse_model_config(std::string_view json, std::string_view source_name);
std::string print_model_config(const ModelConfig& config);

// Tensors of a checkpoint, [rows, columns]; L is the layer:
//   model.embed_tokens.weight [V, D]      model.norm.weight [D]
//   model.layers.L.input_layernorm.weight, .post_attention_layernorm.weight [D]
//   model.layers.L.self_attn.{q,k,v,o}_proj.weight   .self_attn.{q,k}_norm.weight [C]
//   dense:  model.layers.L.mlp.gate_up_proj.weight [2I, D]   .mlp.down_proj.weight [D, I]
//   MoE:    model.layers.L.mlp.gate.weight [E, D + H]   .mlp.gate.e_score_correction_bias [E]
//           .mlp.experts.gate_up_proj [E, 2F, D]   .mlp.experts.down_proj [E, D, F]
//           .mlp.shared_expert.gate_up_proj.weight [2S, D]   .mlp.shared_expert.down_proj.weight
//           [D, S]
// A quantised matrix is I8 under its own name with float32 <name>.scale, one a row; norms, router
// and its bias stay F32.
}  // namespace modus::neural
