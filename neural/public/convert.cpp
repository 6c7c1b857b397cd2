#include "neural/public/convert.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "base/error.h"
#include "kernels/dequantize_blocks.h"
#include "kernels/parallel.h"
#include "kernels/quantize_blocks.h"

namespace modus::neural {
namespace {

using Entries = std::vector<std::pair<std::string, GgufEntry>>;
using kernels::BlockFormat;

// How GGUF calls an architecture, and what it takes for granted there.
struct Architecture {
  std::string_view in_files, in_gguf;
  RopePairs pairs;
  bool normalised_experts;
};
constexpr std::array kArchitectures = std::to_array<Architecture>({
    {"llama", "llama", RopePairs::kSideBySide, true},
    {"qwen2", "qwen2", RopePairs::kHalvesApart, true},
    {"qwen3", "qwen3", RopePairs::kHalvesApart, true},
    {"qwen3_moe", "qwen3moe", RopePairs::kHalvesApart, true},
    {"qwen3moe", "qwen3moe", RopePairs::kHalvesApart, true},
    {"olmoe", "olmoe", RopePairs::kHalvesApart, false},
});

const Architecture& architecture_of(const PublicFiles& files) {
  const PublicShape& shape = files.shape;
  const auto found = std::ranges::find(kArchitectures, shape.architecture, &Architecture::in_files);
  const auto refuse = [&](std::string_view what) {
    throw ConfigError(fmt::format("{}: {} has {}, which GGUF files are not written with here",
                                  files.tensors.source, shape.architecture, what));
  };
  if (found == kArchitectures.end()) refuse("an architecture");
  if (shape.latent) refuse("latent attention");
  if (!shape.dense_layers.empty()) refuse("layers without experts");
  if (shape.config.n_routed_experts > 0 && shape.gating.normalise != found->normalised_experts)
    refuse("weights of experts that are normalised otherwise");
  return *found;
}

Entries shape_entries(const ModelConfig& c, std::string_view name) {
  Entries entries;
  entries.emplace_back("general.architecture", std::string(name));
  const auto add = [&](std::string_view key, GgufEntry value) {
    entries.emplace_back(fmt::format("{}.{}", name, key), std::move(value));
  };
  const auto size = [](std::size_t value) { return static_cast<std::uint32_t>(value); };
  add("vocab_size", size(c.vocab_size));
  add("context_length", size(c.max_position_embeddings));
  add("embedding_length", size(c.hidden_size));
  add("block_count", size(c.num_hidden_layers));
  add("feed_forward_length", size(c.intermediate_size));
  add("attention.head_count", size(c.num_attention_heads));
  add("attention.head_count_kv", size(c.num_key_value_heads));
  add("attention.key_length", size(c.head_dim));
  add("attention.value_length", size(c.head_dim));
  add("attention.layer_norm_rms_epsilon", static_cast<float>(c.rms_norm_eps));
  add("rope.dimension_count", size(c.head_dim));
  add("rope.freq_base", static_cast<float>(c.rope_theta));
  if (c.n_routed_experts == 0) return entries;
  add("expert_count", size(c.n_routed_experts));
  add("expert_used_count", size(c.num_experts_per_tok));
  add("expert_feed_forward_length", size(c.moe_intermediate_size));
  return entries;
}

class TensorWriter {
 public:
  TensorWriter(const PublicFiles& files, const Architecture& architecture, BlockFormat format)
      : files_(files), turns_(files.shape.pairs != architecture.pairs), format_(format) {}

  std::vector<GgufTensorSource> sources() const {
    std::vector<GgufTensorSource> all;
    std::set<std::string> stacks;
    for (const auto& [name, tensor] : files_.tensors.by_name) {
      if (is_expert(name))
        stacks.insert(stack_name(name));
      else
        all.push_back(source_of(name, tensor));
    }
    for (const std::string& name : stacks) all.push_back(stack_of(name));
    if (!files_.shape.rope_stretched.empty()) all.push_back(stretched());
    return all;
  }

 private:
  // "blk.3.ffn_up.17.weight"
  static bool is_expert(const std::string& name) {
    return std::ranges::count(name, '.') == 4 && name.find(".ffn_") != std::string::npos;
  }
  static std::string stack_name(const std::string& name) {
    const std::size_t behind = name.rfind('.', name.rfind(".weight") - 1);
    return name.substr(0, behind) + "_exps.weight";
  }

  BlockFormat format_of(const std::string& name, const std::vector<std::size_t>& shape) const {
    if (shape.size() == 1 || name.find("ffn_gate_inp") != std::string::npos)
      return BlockFormat::kF32;
    return shape.back() % kernels::values_a_block(format_) == 0 ? format_ : BlockFormat::kF16;
  }

  GgufTensorSource source_of(const std::string& name, const GgufTensor& tensor) const {
    const BlockFormat format = format_of(name, tensor.shape);
    return {name, format, tensor.shape,
            [this, name, &tensor, format] { return rewritten(tensor, head_of(name), format); }};
  }

  // Rows of queries and keys, whose halves stand apart, come side by side; 0: rows stay.
  std::size_t head_of(const std::string& name) const {
    const bool turned =
        name.find(".attn_q.") != std::string::npos || name.find(".attn_k.") != std::string::npos;
    return turns_ && turned ? files_.shape.config.head_dim : 0;
  }

  GgufTensorSource stack_of(const std::string& name) const {
    std::vector<const GgufTensor*> parts;
    const std::string stem = name.substr(0, name.rfind("_exps"));
    for (std::size_t e = 0; e < files_.shape.config.n_routed_experts; ++e) {
      const auto found = files_.tensors.by_name.find(fmt::format("{}.{}.weight", stem, e));
      if (found == files_.tensors.by_name.end() ||
          (e > 0 && found->second.shape != parts.front()->shape))
        throw ConfigError(fmt::format("{}: expert {} of `{}` is missing or has another shape",
                                      files_.tensors.source, e, stem));
      parts.push_back(&found->second);
    }
    const std::vector<std::size_t>& one = parts.front()->shape;
    const BlockFormat format = format_of(name, one);
    return {name, format, {parts.size(), one[0], one[1]}, [parts, format] {
              std::vector<std::byte> all;
              for (const GgufTensor* part : parts) {
                const std::vector<std::byte> bytes = rewritten(*part, 0, format);
                all.insert(all.end(), bytes.begin(), bytes.end());
              }
              return all;
            }};
  }

  GgufTensorSource stretched() const {
    const std::vector<float>& factors = files_.shape.rope_stretched;
    return {"rope_freqs.weight", BlockFormat::kF32, {factors.size()}, [&factors] {
              const auto bytes = std::as_bytes(std::span(factors));
              return std::vector<std::byte>(bytes.begin(), bytes.end());
            }};
  }

  // Row r of a head of `head` rows is written from row (r % 2) * head/2 + r / 2 of it.
  static std::vector<std::byte> rewritten(const GgufTensor& tensor, std::size_t head,
                                          BlockFormat format) {
    const std::size_t rows = tensor.shape.size() == 1 ? 1 : tensor.shape[0];
    const std::size_t columns = tensor.shape.back();
    const std::size_t from_bytes = tensor.bytes.size() / std::max<std::size_t>(rows, 1);
    const std::size_t to_bytes =
        columns / kernels::values_a_block(format) * kernels::bytes_a_block(format);
    std::vector<std::byte> bytes(rows * to_bytes);
    kernels::parallel_for(rows, [&](std::size_t r) {
      std::size_t from = r;
      if (head != 0) from = r / head * head + r % head % 2 * (head / 2) + r % head / 2;
      std::vector<float> values(columns);
      kernels::dequantize_row(tensor.format, tensor.bytes.subspan(from * from_bytes, from_bytes),
                              values);
      kernels::quantize_row(format, values, std::span(bytes).subspan(r * to_bytes, to_bytes));
    });
    return bytes;
  }

  const PublicFiles& files_;
  const bool turns_;
  const BlockFormat format_;
};

}  // namespace

void convert_to_gguf(const PublicFiles& files, BlockFormat format, const std::string& path) {
  if (!kernels::can_quantize(format))
    throw ConfigError(fmt::format("{} cannot be written: take F32, F16, BF16, Q8_0, Q4_0 or Q4_1",
                                  kernels::to_string(format)));
  const Architecture& architecture = architecture_of(files);
  Entries entries = shape_entries(files.shape.config, architecture.in_gguf);
  const Entries of_tokenizer =
      tokenizer_entries(files.tokenizer_file, files.shape.config.vocab_size);
  entries.insert(entries.end(), of_tokenizer.begin(), of_tokenizer.end());
  write_gguf(path, entries, TensorWriter(files, architecture, format).sources());
}

}  // namespace modus::neural
