#include "neural/public/w4_file.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "kernels/dequantize_blocks.h"
#include "neural/public/hf_config.h"
#include "neural/public/hf_shape.h"
#include "neural/public/hf_tensors.h"
#include "neural/public/hub_names.h"
#include "neural/public/rewrite_rows.h"
#include "neural/safetensors.h"
#include "neural/text/print_text_tokenizer.h"
#include "neural/text/text_tokenizer_json.h"
#include "neural/tokenizer_json.h"

namespace modus::neural {
namespace {

using kernels::BlockFormat;
using Metadata = std::map<std::string, std::string, std::less<>>;

constexpr std::string_view kFormat = "modus.w4", kVersion = "1", kGroup = "32";

BlockFormat format_of(std::string_view name, const std::vector<std::size_t>& shape) {
  if (shape.size() == 1 || name.find("ffn_gate_inp") != std::string_view::npos)
    return BlockFormat::kF32;
  const bool in_layer = name.starts_with("blk.");
  for (const BlockFormat format : {BlockFormat::kW4, BlockFormat::kQ8_0})
    if ((in_layer || format != BlockFormat::kW4) &&
        shape.back() % kernels::values_a_block(format) == 0)
      return format;
  return BlockFormat::kF16;
}

// The norm whose output is the input of a matrix of a layer; "" where there is none.
std::string norm_before(const std::string& name) {
  const std::size_t dot = name.find('.', 4);
  const std::string layer = name.substr(0, dot + 1), part = name.substr(dot + 1);
  for (const auto& [prefix, norm] :
       {std::pair{"attn_q_b.", "attn_q_a_norm"}, std::pair{"attn_kv_b.", "attn_kv_a_norm"},
        std::pair{"attn_output.", ""}, std::pair{"attn_", "attn_norm"},
        std::pair{"ffn_gate", "ffn_norm"}, std::pair{"ffn_up", "ffn_norm"}})
    if (part.starts_with(prefix)) return *norm == '\0' ? "" : layer + norm + ".weight";
  return "";
}

std::vector<float> importance_of(const std::string& name, const PublicFiles& files) {
  const auto norm = files.tensors.by_name.find(norm_before(name));
  if (norm == files.tensors.by_name.end() || norm->second.shape.size() != 1) return {};
  std::vector<float> importance(norm->second.shape[0]);
  kernels::dequantize_row(norm->second.format, norm->second.bytes, importance);
  for (float& weight : importance) weight *= weight;
  return importance;
}

SafetensorsSource source_of(const std::string& name, const PublicFiles& files) {
  const GgufTensor& tensor = files.tensors.by_name.at(name);
  const std::optional<std::string> hub = hub_name_of(name);
  if (!hub)
    throw ConfigError(
        fmt::format("{}: `{}` has no name in a Hugging Face folder", files.tensors.source, name));
  const BlockFormat format = format_of(name, tensor.shape);
  SafetensorsSource source{.name = *hub, .dtype = Dtype::kU8, .shape = tensor.shape, .bytes = {}};
  if (format == BlockFormat::kF32) source.dtype = Dtype::kF32;
  if (format == BlockFormat::kF16) source.dtype = Dtype::kF16;
  if (source.dtype == Dtype::kU8) {
    source.shape.back() /= kernels::values_a_block(format);
    source.shape.push_back(kernels::bytes_a_block(format));
  }
  source.bytes = [&files, &tensor, name, format] {
    const std::vector<float> importance = importance_of(name, files);
    RewriteRows rewrite{.tensor = &tensor, .format = format, .pairs = hub_pairs(files.shape)};
    if (files.shape.pairs != rewrite.pairs) rewrite.rows = rope_rows_of(name, files.shape);
    if (importance.size() == tensor.shape.back()) rewrite.importance = importance;
    return rewritten(rewrite);
  };
  return source;
}

const std::string& text_of(const Metadata& metadata, std::string_view key,
                           const std::string& path) {
  const auto found = metadata.find(key);
  if (found == metadata.end())
    throw IoError(
        fmt::format("{}: its metadata has no `{}`: no file of `modus quantize`", path, key));
  return found->second;
}

void expect(const Metadata& metadata, std::string_view key, std::string_view wanted,
            const std::string& path) {
  const std::string& value = text_of(metadata, key, path);
  if (value != wanted)
    throw IoError(fmt::format("{}: `{}` in its metadata should be `{}`, it is `{}`", path, key,
                              wanted, value.substr(0, 100)));
}

TokenizerFile tokenizer_of(const Metadata& metadata, const std::string& path) {
  const auto text = [&](std::string_view key) -> const std::string& {
    const std::string& value = text_of(metadata, key, path);
    if (value.size() > kMaxTokenizerBytes)
      throw IoError(fmt::format("{}: `{}` in its metadata has {} bytes, {} are allowed", path, key,
                                value.size(), kMaxTokenizerBytes));
    return value;
  };
  TokenizerFile file = parse_text_tokenizer_json(text("tokenizer"), path + ", tokenizer");
  add_tokenizer_config(text("tokenizer_config"), path + ", tokenizer_config", file);
  add_generation_config(text("generation_config"), path + ", generation_config", file);
  return file;
}

}  // namespace

bool is_w4_name(const std::string& path) { return path.ends_with(".safetensors"); }

void write_w4(const PublicFiles& files, const std::string& path) {
  PublicShape shape = files.shape;
  shape.tied_embeddings = !files.tensors.by_name.contains("output.weight");
  const Metadata metadata = {{"format", std::string(kFormat)},
                             {"version", std::string(kVersion)},
                             {"group", std::string(kGroup)},
                             {"config", print_hf_config(shape)},
                             {"tokenizer", print_text_tokenizer_json(files.tokenizer_file)},
                             {"tokenizer_config", print_tokenizer_config(files.tokenizer_file)},
                             {"generation_config", print_generation_config(files.tokenizer_file)}};
  std::vector<SafetensorsSource> sources;
  for (const auto& [name, tensor] : files.tensors.by_name)
    sources.push_back(source_of(name, files));
  write_safetensors(path, sources, metadata);
}

PublicFiles open_w4(const std::string& path) {
  const SafetensorsFile file(path);
  const Metadata& metadata = file.metadata();
  expect(metadata, "format", kFormat, path);
  expect(metadata, "version", kVersion, path);
  expect(metadata, "group", kGroup, path);
  PublicShape shape = parse_hf_shape(text_of(metadata, "config", path), path + ", config");
  PublicTensors tensors = tensors_of_w4(file, path, shape);
  TokenizerFile tokenizer = tokenizer_of(metadata, path);
  const TextTokenizer checked(tokenizer);
  return {std::move(tokenizer), checked, std::move(shape), std::move(tensors)};
}

}  // namespace modus::neural
