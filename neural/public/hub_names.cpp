#include "neural/public/hub_names.h"

#include <array>
#include <charconv>
#include <span>
#include <utility>

#include <fmt/format.h>

namespace modus::neural {
namespace {

using Names = std::pair<std::string_view, std::string_view>;  // the hub's, GGUF's

constexpr std::array kOutside = std::to_array<Names>({
    {"model.embed_tokens.weight", "token_embd.weight"},
    {"model.norm.weight", "output_norm.weight"},
    {"lm_head.weight", "output.weight"},
});
constexpr std::array kInLayer = std::to_array<Names>({
    {"input_layernorm.weight", "attn_norm.weight"},
    {"post_attention_layernorm.weight", "ffn_norm.weight"},
    {"self_attn.q_proj.weight", "attn_q.weight"},
    {"self_attn.k_proj.weight", "attn_k.weight"},
    {"self_attn.v_proj.weight", "attn_v.weight"},
    {"self_attn.o_proj.weight", "attn_output.weight"},
    {"self_attn.q_proj.bias", "attn_q.bias"},
    {"self_attn.k_proj.bias", "attn_k.bias"},
    {"self_attn.v_proj.bias", "attn_v.bias"},
    {"self_attn.q_norm.weight", "attn_q_norm.weight"},
    {"self_attn.k_norm.weight", "attn_k_norm.weight"},
    {"mlp.gate_proj.weight", "ffn_gate.weight"},
    {"mlp.up_proj.weight", "ffn_up.weight"},
    {"mlp.down_proj.weight", "ffn_down.weight"},
    {"mlp.gate.weight", "ffn_gate_inp.weight"},
    {"mlp.gate.e_score_correction_bias", "exp_probs_b.bias"},
    {"mlp.shared_experts.gate_proj.weight", "ffn_gate_shexp.weight"},
    {"mlp.shared_experts.up_proj.weight", "ffn_up_shexp.weight"},
    {"mlp.shared_experts.down_proj.weight", "ffn_down_shexp.weight"},
    {"mlp.experts.gate_up_proj", "ffn_gate_up_exps.weight"},
    {"mlp.experts.down_proj", "ffn_down_exps.weight"},
    {"self_attn.q_a_proj.weight", "attn_q_a.weight"},
    {"self_attn.q_a_layernorm.weight", "attn_q_a_norm.weight"},
    {"self_attn.q_b_proj.weight", "attn_q_b.weight"},
    {"self_attn.kv_a_proj_with_mqa.weight", "attn_kv_a_mqa.weight"},
    {"self_attn.kv_a_layernorm.weight", "attn_kv_a_norm.weight"},
    {"self_attn.kv_b_proj.weight", "attn_kv_b.weight"},
});
constexpr std::array kOfExpert = std::to_array<Names>({
    {"gate_proj.weight", "ffn_gate"},
    {"up_proj.weight", "ffn_up"},
    {"down_proj.weight", "ffn_down"},
});

std::optional<std::string_view> gguf_of(std::span<const Names> names, std::string_view name) {
  for (const auto& [hub, gguf] : names)
    if (hub == name) return gguf;
  return std::nullopt;
}
std::optional<std::string_view> hub_of(std::span<const Names> names, std::string_view name) {
  for (const auto& [hub, gguf] : names)
    if (gguf == name) return hub;
  return std::nullopt;
}

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

// "17.rest": 17, and `text` becomes "rest".
std::optional<std::size_t> take_number(std::string_view& text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end == text.data() + text.size() || *end != '.') return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
  return number;
}

}  // namespace

std::optional<std::string> gguf_name_of(std::string_view hub) {
  if (const auto outside = gguf_of(kOutside, hub)) return std::string(*outside);
  if (!take_prefix(hub, "model.layers.")) return std::nullopt;
  const std::optional<std::size_t> layer = take_number(hub);
  if (!layer) return std::nullopt;
  if (const auto inside = gguf_of(kInLayer, hub)) return fmt::format("blk.{}.{}", *layer, *inside);
  if (!take_prefix(hub, "mlp.experts.")) return std::nullopt;
  const std::optional<std::size_t> expert = take_number(hub);
  const auto part = gguf_of(kOfExpert, hub);
  if (!expert || !part) return std::nullopt;
  return fmt::format("blk.{}.{}.{}.weight", *layer, *part, *expert);
}

std::optional<std::string> hub_name_of(std::string_view gguf) {
  if (const auto outside = hub_of(kOutside, gguf)) return std::string(*outside);
  if (!take_prefix(gguf, "blk.")) return std::nullopt;
  const std::optional<std::size_t> layer = take_number(gguf);
  if (!layer) return std::nullopt;
  if (const auto inside = hub_of(kInLayer, gguf))
    return fmt::format("model.layers.{}.{}", *layer, *inside);
  const std::size_t dot = gguf.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto part = hub_of(kOfExpert, gguf.substr(0, dot));
  gguf.remove_prefix(dot + 1);
  const std::optional<std::size_t> expert = take_number(gguf);
  if (!part || !expert || gguf != "weight") return std::nullopt;
  return fmt::format("model.layers.{}.mlp.experts.{}.{}", *layer, *expert, *part);
}

}  // namespace modus::neural
