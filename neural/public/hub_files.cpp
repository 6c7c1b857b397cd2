#include "neural/public/hub_files.h"

#include <filesystem>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"
#include "kernels/dequantize_blocks.h"
#include "neural/public/hf_config.h"
#include "neural/public/hub_names.h"
#include "neural/public/rewrite_rows.h"
#include "neural/text/print_text_tokenizer.h"

namespace modus::neural {
namespace {

using kernels::BlockFormat;

constexpr std::string_view kRopeFactors = "rope_freqs.weight";

std::vector<float> vector_of(const GgufTensor& tensor) {
  std::vector<float> values(tensor.shape.at(0));
  kernels::dequantize_row(tensor.format, tensor.bytes, values);
  return values;
}

// The norm whose output is the input of a matrix of a layer; "" where there is none.
std::string norm_before(const std::string& name) {
  const std::size_t dot = name.find('.', 4);
  if (dot == std::string::npos) return "";
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
  std::vector<float> importance = vector_of(norm->second);
  for (float& weight : importance) weight *= weight;
  return importance;
}

// U8 for what stands in blocks.
Dtype dtype_of(BlockFormat format) {
  switch (format) {
    case BlockFormat::kF32:
      return Dtype::kF32;
    case BlockFormat::kF16:
      return Dtype::kF16;
    case BlockFormat::kBf16:
      return Dtype::kBf16;
    default:
      return Dtype::kU8;
  }
}

SafetensorsSource source_of(const std::string& name, BlockFormat format, const PublicFiles& files) {
  const GgufTensor& tensor = files.tensors.by_name.at(name);
  const std::optional<std::string> hub = hub_name_of(name);
  if (!hub)
    throw ConfigError(
        fmt::format("{}: `{}` has no name in a Hugging Face folder", files.tensors.source, name));
  SafetensorsSource source{
      .name = *hub, .dtype = dtype_of(format), .shape = tensor.shape, .bytes = {}};
  if (source.dtype == Dtype::kU8) {
    source.shape.back() /= kernels::values_a_block(format);
    source.shape.push_back(kernels::bytes_a_block(format));
  }
  source.bytes = [&files, &tensor, name, format] {
    RewriteRows rewrite{.tensor = &tensor, .format = format, .pairs = hub_pairs(files.shape)};
    if (files.shape.pairs != rewrite.pairs) rewrite.rows = rope_rows_of(name, files.shape);
    std::vector<float> importance;
    if (format == BlockFormat::kW4) importance = importance_of(name, files);
    if (importance.size() == tensor.shape.back()) rewrite.importance = importance;
    return rewritten(rewrite);
  };
  return source;
}

}  // namespace

PublicShape hub_shape(const PublicFiles& files) {
  PublicShape shape = files.shape;
  shape.tied_embeddings = !files.tensors.by_name.contains("output.weight");
  if (shape.latent && shape.config.n_routed_experts > 0 &&
      shape.gating.score != kernels::GatingScore::kSigmoid)
    throw ConfigError(fmt::format("{}: a router of DeepSeek-V2, which has no config.json here",
                                  files.tensors.source));
  const auto factors = files.tensors.by_name.find(kRopeFactors);
  if (factors == files.tensors.by_name.end() || factors->second.shape.size() != 1) return shape;
  const auto scaling = llama3_scaling_of(vector_of(factors->second), shape.config.rope_theta);
  if (!scaling)
    throw ConfigError(fmt::format("{}: `{}` has other factors than Llama 3's", files.tensors.source,
                                  kRopeFactors));
  shape.rope_scaling = *scaling;
  return shape;
}

std::vector<SafetensorsSource> hub_tensors(const PublicFiles& files, const FormatOfTensor& format) {
  std::vector<SafetensorsSource> sources;
  for (const auto& [name, tensor] : files.tensors.by_name)
    if (name != kRopeFactors) sources.push_back(source_of(name, format(name, tensor.shape), files));
  return sources;
}

void write_hub_folder(const PublicFiles& files, BlockFormat format, const std::string& folder) {
  if (dtype_of(format) == Dtype::kU8)
    throw ConfigError(
        fmt::format("a folder has no {}: take F32, F16 or BF16", kernels::to_string(format)));
  const std::vector<SafetensorsSource> tensors =
      hub_tensors(files, [&](std::string_view name, const std::vector<std::size_t>& shape) {
        return stays_in_float32(name, shape) ? BlockFormat::kF32 : format;
      });
  const std::string config = print_hf_config(hub_shape(files));
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw IoError(fmt::format("{}: {}", folder, error.message()));
  write_file(folder + "/config.json", config);
  write_file(folder + "/tokenizer.json", print_text_tokenizer_json(files.tokenizer_file));
  write_file(folder + "/tokenizer_config.json", print_tokenizer_config(files.tokenizer_file));
  write_file(folder + "/generation_config.json", print_generation_config(files.tokenizer_file));
  write_safetensors(folder + "/model.safetensors", tensors, {{"format", "pt"}});
}

}  // namespace modus::neural
