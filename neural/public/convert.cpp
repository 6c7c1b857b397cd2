#include "neural/public/convert.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "base/error.h"
#include "kernels/quantize_blocks.h"
#include "neural/public/convert_shape.h"
#include "neural/public/latent_kv.h"
#include "neural/public/rewrite_rows.h"

namespace modus::neural {
namespace {

using Entries = std::vector<std::pair<std::string, GgufEntry>>;
using kernels::BlockFormat;

class TensorWriter {
 public:
  TensorWriter(const PublicFiles& files, const GgufArchitecture& architecture, BlockFormat format)
      : files_(files),
        pairs_(architecture.pairs),
        format_(format),
        stretch_(stretch_of_llama3(files.shape)) {}

  std::vector<GgufTensorSource> sources() const {
    std::vector<GgufTensorSource> all;
    std::set<std::string> stacks;
    for (const auto& [name, tensor] : files_.tensors.by_name) {
      if (is_expert(name))
        stacks.insert(stack_name(name));
      else if (name.ends_with(".attn_kv_b.weight"))
        add_parts_of_kv_b(name, tensor, all);
      else
        all.push_back(source_of(name, tensor));
    }
    for (const std::string& name : stacks) all.push_back(stack_of(name));
    if (!stretch_.empty()) all.push_back(stretched());
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
    if (stays_in_float32(name, shape)) return BlockFormat::kF32;
    const bool four_bits = format_ == BlockFormat::kQ4_0 || format_ == BlockFormat::kQ4_1;
    const BlockFormat format = four_bits && (name == "token_embd.weight" || name == "output.weight")
                                   ? BlockFormat::kQ8_0
                                   : format_;
    return shape.back() % kernels::values_a_block(format) == 0 ? format : BlockFormat::kF16;
  }

  GgufTensorSource source_of(const std::string& name, const GgufTensor& tensor) const {
    RewriteRows rewrite{.tensor = &tensor, .format = format_of(name, tensor.shape)};
    rewrite.pairs = pairs_;
    if (files_.shape.pairs != pairs_) rewrite.rows = rope_rows_of(name, files_.shape);
    return {name, rewrite.format, tensor.shape, [rewrite] { return rewritten(rewrite); }};
  }

  // [H (P + W), K]: llama.cpp has the rows of keys of each head turned around, [H, K, P], and apart
  // from those of values, [H, W, K].
  void add_parts_of_kv_b(const std::string& name, const GgufTensor& tensor,
                         std::vector<GgufTensorSource>& all) const {
    const LatentShape& latent = *files_.shape.latent;
    const LatentKv kv{.heads = files_.shape.config.num_attention_heads,
                      .key_rows = files_.shape.config.head_dim - latent.turned,
                      .value_rows = latent.value_width,
                      .columns = latent.key_value_middle};
    if (tensor.shape != std::vector{kv.heads * (kv.key_rows + kv.value_rows), kv.columns})
      throw ConfigError(fmt::format("{}: `{}` has another shape than its config says",
                                    files_.tensors.source, name));
    const std::string stem = name.substr(0, name.find("attn_kv_b"));
    const auto add = [&](const char* part, std::vector<std::size_t> shape, auto* values) {
      const BlockFormat format = format_of(part, shape);
      const std::size_t columns = shape.back();
      all.push_back({stem + part, format, std::move(shape), [&tensor, kv, values, format, columns] {
                       const std::vector<float> numbers = values(kv, tensor);
                       const GgufTensor rows{.name = {},
                                             .shape = {numbers.size() / columns, columns},
                                             .bytes = std::as_bytes(std::span(numbers))};
                       return rewritten({.tensor = &rows, .format = format});
                     }});
    };
    add("attn_k_b.weight", {kv.heads, kv.columns, kv.key_rows}, &turned_keys_of);
    add("attn_v_b.weight", {kv.heads, kv.value_rows, kv.columns}, &values_of);
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
                const std::vector<std::byte> bytes = rewritten({.tensor = part, .format = format});
                all.insert(all.end(), bytes.begin(), bytes.end());
              }
              return all;
            }};
  }

  // Llama 3's scaling has no keys of its own there.
  static std::vector<float> stretch_of_llama3(const PublicShape& shape) {
    if (shape.rope_scaling.kind != RopeScalingKind::kLlama3) return {};
    return stretch_of(shape.rope_scaling, shape.turned_width(), shape.config.rope_theta);
  }

  GgufTensorSource stretched() const {
    return {"rope_freqs.weight", BlockFormat::kF32, {stretch_.size()}, [this] {
              const auto bytes = std::as_bytes(std::span(stretch_));
              return std::vector<std::byte>(bytes.begin(), bytes.end());
            }};
  }

  const PublicFiles& files_;
  const RopePairs pairs_;
  const BlockFormat format_;
  const std::vector<float> stretch_;
};

}  // namespace

void convert_to_gguf(const PublicFiles& files, BlockFormat format, const std::string& path) {
  if (!kernels::can_quantize(format))
    throw ConfigError(fmt::format("{} cannot be written: take F32, F16, BF16, Q8_0, Q4_0 or Q4_1",
                                  kernels::to_string(format)));
  const GgufArchitecture architecture = gguf_architecture(files.shape, files.tensors.source);
  Entries entries = shape_entries(files.shape, architecture);
  const Entries of_tokenizer =
      tokenizer_entries(files.tokenizer_file, files.shape.config.vocab_size);
  entries.insert(entries.end(), of_tokenizer.begin(), of_tokenizer.end());
  write_gguf(path, entries, TensorWriter(files, architecture, format).sources());
}

}  // namespace modus::neural
