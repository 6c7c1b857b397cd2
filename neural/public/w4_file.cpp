#include "neural/public/w4_file.h"

#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "neural/public/hf_config.h"
#include "neural/public/hf_shape.h"
#include "neural/public/hf_tensors.h"
#include "neural/public/hub_files.h"
#include "neural/safetensors.h"
#include "neural/text/print_text_tokenizer.h"
#include "neural/text/text_tokenizer_json.h"
#include "neural/tokenizer_json.h"

namespace modus::neural {
namespace {

using kernels::BlockFormat;
using Metadata = std::map<std::string, std::string, std::less<>>;

constexpr std::string_view kW4Format = "modus.w4", kW4Version = "1", kGroup = "32";

BlockFormat format_of(std::string_view name, const std::vector<std::size_t>& shape) {
  if (stays_in_float32(name, shape)) return BlockFormat::kF32;
  const bool in_layer = name.starts_with("blk.");
  for (const BlockFormat format : {BlockFormat::kW4, BlockFormat::kQ8_0})
    if ((in_layer || format != BlockFormat::kW4) &&
        shape.back() % kernels::values_a_block(format) == 0)
      return format;
  return BlockFormat::kF16;
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
  const Metadata metadata = {{"format", std::string(kW4Format)},
                             {"version", std::string(kW4Version)},
                             {"group", std::string(kGroup)},
                             {"config", print_hf_config(hub_shape(files))},
                             {"tokenizer", print_text_tokenizer_json(files.tokenizer_file)},
                             {"tokenizer_config", print_tokenizer_config(files.tokenizer_file)},
                             {"generation_config", print_generation_config(files.tokenizer_file)}};
  write_safetensors(path, hub_tensors(files, format_of), metadata);
}

PublicFiles open_w4(const std::string& path) {
  const SafetensorsFile file(path);
  const Metadata& metadata = file.metadata();
  expect(metadata, "format", kW4Format, path);
  expect(metadata, "version", kW4Version, path);
  expect(metadata, "group", kGroup, path);
  PublicShape shape = parse_hf_shape(text_of(metadata, "config", path), path + ", config");
  PublicTensors tensors = tensors_of_w4(file, path, shape);
  TokenizerFile tokenizer = tokenizer_of(metadata, path);
  const TextTokenizer checked(tokenizer);
  return {std::move(tokenizer), checked, std::move(shape), std::move(tensors)};
}

}  // namespace modus::neural
