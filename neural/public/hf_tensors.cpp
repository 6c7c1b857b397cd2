#include "neural/public/hf_tensors.h"

#include <array>
#include <charconv>
#include <filesystem>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/files.h"
#include "neural/json_depth.h"
#include "neural/safetensors.h"

namespace modus::neural {
namespace {

using Json = nlohmann::json;
constexpr std::size_t kMaxIndexBytes = std::size_t{64} << 20;
constexpr std::size_t kMaxDepth = 8;

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
    {"self_attn.q_a_proj.weight", "attn_q_a.weight"},
    {"self_attn.q_a_layernorm.weight", "attn_q_a_norm.weight"},
    {"self_attn.q_b_proj.weight", "attn_q_b.weight"},
    {"self_attn.kv_a_proj_with_mqa.weight", "attn_kv_a_mqa.weight"},
    {"self_attn.kv_a_layernorm.weight", "attn_kv_a_norm.weight"},
    {"self_attn.kv_b_proj.weight", "attn_kv_b.weight"},
});
constexpr std::array kOfExpert = std::to_array<Names>({
    {"gate_proj.weight", "gate"},
    {"up_proj.weight", "up"},
    {"down_proj.weight", "down"},
});

template <std::size_t N>
std::optional<std::string_view> lookup(const std::array<Names, N>& names, std::string_view name) {
  for (const auto& [hub, gguf] : names)
    if (hub == name) return gguf;
  return std::nullopt;
}

// "17.rest": 17, and `text` becomes "rest".
std::optional<std::size_t> take_number(std::string_view& text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end == text.data() + text.size() || *end != '.') return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
  return number;
}

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

std::optional<kernels::BlockFormat> format_of(Dtype dtype) {
  switch (dtype) {
    case Dtype::kF32:
      return kernels::BlockFormat::kF32;
    case Dtype::kF16:
      return kernels::BlockFormat::kF16;
    case Dtype::kBf16:
      return kernels::BlockFormat::kBf16;
    default:
      return std::nullopt;
  }
}

class Folder {
 public:
  explicit Folder(std::string path) : path_(std::move(path)) {}

  PublicTensors read(const PublicShape& shape) {
    shape_ = &shape;
    tensors_.source = path_;
    for (const std::string& name : shards()) read_shard(name);
    if (!index_.empty())
      for (const auto& [tensor, shard] : index_)
        if (!seen_.contains(tensor)) fail(shard, tensor, "is not there, the index says it is");
    tensors_.file = std::make_shared<std::vector<SafetensorsFile>>(std::move(files_));
    return std::move(tensors_);
  }

 private:
  [[noreturn]] void fail(std::string_view file, std::string_view tensor,
                         std::string_view what) const {
    throw IoError(fmt::format("{}/{}: tensor {} {}", path_, file, tensor, what));
  }

  std::vector<std::string> shards() {
    const std::string index = path_ + "/model.safetensors.index.json";
    if (!std::filesystem::exists(index)) return {"model.safetensors"};
    const std::string text = read_text(index, kMaxIndexBytes);
    const Json json = json_depth(text) > kMaxDepth ? Json() : Json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("weight_map") || !json["weight_map"].is_object())
      throw IoError(
          fmt::format("{}: `weight_map` with the shard of each tensor is expected", index));
    std::set<std::string> names;
    for (const auto& [tensor, shard] : json["weight_map"].items()) {
      const std::string name = shard.is_string() ? shard.get<std::string>() : "";
      if (name.empty() || name.find('/') != std::string::npos)
        throw IoError(fmt::format("{}: `{}` should name a file of this folder", index, tensor));
      names.insert(name);
      index_.emplace(tensor, name);
    }
    return {names.begin(), names.end()};
  }

  void read_shard(const std::string& name) {
    files_.emplace_back(path_ + "/" + name);
    for (const auto& [tensor, view] : files_.back().tensors()) {
      if (const auto found = index_.find(tensor);
          !index_.empty() && (found == index_.end() || found->second != name))
        fail(name, tensor, "is not there by the index");
      seen_.insert(tensor);
      const auto format = format_of(view.dtype);
      if (!format)
        fail(name, tensor,
             fmt::format("should be F32, F16 or BF16, it is {}", to_string(view.dtype)));
      if (!add(tensor, {.name = {}, .format = *format, .shape = view.shape, .bytes = view.bytes}))
        fail(name, tensor, "is none of this model as it is read here");
    }
  }

  bool add(std::string_view hub, GgufTensor tensor) {
    if (const auto outside = lookup(kOutside, hub)) return put(std::string(*outside), tensor);
    if (!take_prefix(hub, "model.layers.")) return false;
    const std::optional<std::size_t> layer = take_number(hub);
    if (!layer) return false;
    const std::string name = fmt::format("blk.{}.", *layer);
    if (hub == "self_attn.rotary_emb.inv_freq") return true;  // of old files: computed here
    if (const auto inside = lookup(kInLayer, hub)) return put(name + std::string(*inside), tensor);
    if (!take_prefix(hub, "mlp.experts.")) return false;
    if (hub == "gate_up_proj") return put_fused(name, {"gate", "up"}, tensor);
    if (hub == "down_proj") return put_fused(name, {"down"}, tensor);
    const std::optional<std::size_t> expert = take_number(hub);
    const auto part = lookup(kOfExpert, hub);
    return expert && part && put(fmt::format("{}ffn_{}.{}.weight", name, *part, *expert), tensor);
  }

  bool put(std::string name, GgufTensor tensor) {
    if (name == "output.weight" && tied()) return true;  // the same as the table
    tensor.name = name;
    return tensors_.by_name.emplace(std::move(name), std::move(tensor)).second;
  }

  bool tied() const { return shape_->tied_embeddings; }

  // [E, parts * rows, columns]: for each expert the rows of each part.
  bool put_fused(const std::string& layer, const std::vector<std::string_view>& parts,
                 const GgufTensor& fused) {
    if (fused.shape.size() != 3 || fused.shape[0] == 0 || fused.shape[1] % parts.size() != 0)
      return false;
    const std::size_t rows = fused.shape[1] / parts.size();
    const std::size_t bytes = fused.bytes.size() / fused.shape[0] / parts.size();
    for (std::size_t e = 0; e < fused.shape[0]; ++e)
      for (std::size_t i = 0; i < parts.size(); ++i)
        if (!put(fmt::format("{}ffn_{}.{}.weight", layer, parts[i], e),
                 {.name = {},
                  .format = fused.format,
                  .shape = {rows, fused.shape[2]},
                  .bytes = fused.bytes.subspan((e * parts.size() + i) * bytes, bytes)}))
          return false;
    return true;
  }

  std::string path_;
  const PublicShape* shape_ = nullptr;
  std::map<std::string, std::string, std::less<>> index_;  // tensor to shard; empty: one file
  std::set<std::string, std::less<>> seen_;
  std::vector<SafetensorsFile> files_;
  PublicTensors tensors_;
};

}  // namespace

PublicTensors tensors_of_hf_folder(const std::string& folder, const PublicShape& shape) {
  return Folder(folder).read(shape);
}

}  // namespace modus::neural
