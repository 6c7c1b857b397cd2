#include "neural/public/hf_tensors.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/files.h"
#include "neural/json_depth.h"
#include "neural/public/hub_names.h"

namespace modus::neural {
namespace {

using JsonMap = nlohmann::json;
constexpr std::size_t kMaxIndexBytes = std::size_t{64} << 20;
constexpr std::size_t kMaxIndexDepth = 8;

GgufTensor plain(const TensorView& view, kernels::BlockFormat format) {
  return {.name = {}, .format = format, .shape = view.shape, .bytes = view.bytes};
}

// U8 [rows, blocks, bytes a block]; nullopt where the last side is that of no format.
std::optional<GgufTensor> in_blocks(const TensorView& view) {
  if (view.dtype != Dtype::kU8 || view.shape.size() != 3) return std::nullopt;
  for (const kernels::BlockFormat format :
       {kernels::BlockFormat::kW4, kernels::BlockFormat::kQ8_0}) {
    if (view.shape[2] != kernels::bytes_a_block(format)) continue;
    GgufTensor tensor = plain(view, format);
    tensor.shape = {view.shape[0], view.shape[1] * kernels::values_a_block(format)};
    return tensor;
  }
  return std::nullopt;
}

class HubTensors {
 public:
  HubTensors(std::string path, const PublicShape& shape) : path_(std::move(path)), shape_(shape) {
    tensors_.source = path_;
  }

  PublicTensors read_blocks(const SafetensorsFile& file) {
    for (const auto& [name, view] : file.tensors()) {
      std::optional<GgufTensor> tensor = in_blocks(view);
      if (const auto format = float_format_of(view.dtype)) tensor = plain(view, *format);
      if (!tensor)
        fail("", name,
             fmt::format("should be F32, F16, BF16 or blocks of U8, it is {} {}",
                         to_string(view.dtype), view.shape));
      put_named("", name, std::move(*tensor));
    }
    tensors_.file = std::make_shared<SafetensorsFile>(file);
    return std::move(tensors_);
  }

  PublicTensors read() {
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
    throw IoError(
        fmt::format("{}{}{}: tensor {} {}", path_, file.empty() ? "" : "/", file, tensor, what));
  }

  std::vector<std::string> shards() {
    const std::string index = path_ + "/model.safetensors.index.json";
    if (!std::filesystem::exists(index)) return {"model.safetensors"};
    const std::string text = read_text(index, kMaxIndexBytes);
    const JsonMap json =
        json_depth(text) > kMaxIndexDepth ? JsonMap() : JsonMap::parse(text, nullptr, false);
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
      if (const auto format = float_format_of(view.dtype))
        put_named(name, tensor, plain(view, *format));
      else
        fail(name, tensor,
             fmt::format("should be F32, F16 or BF16, it is {}", to_string(view.dtype)));
    }
  }

  void put_named(const std::string& file, const std::string& tensor, GgufTensor value) {
    if (!add(tensor, std::move(value)))
      fail(file, tensor, "is none of this model as it is read here");
  }

  bool add(std::string_view hub, GgufTensor tensor) {
    if (hub.ends_with(".self_attn.rotary_emb.inv_freq"))
      return true;  // of old files: computed here
    const std::optional<std::string> name = gguf_name_of(hub);
    if (!name) return false;
    const std::string layer = name->substr(0, name->find("ffn_"));
    if (name->ends_with("ffn_gate_up_exps.weight")) return put_fused(layer, {"gate", "up"}, tensor);
    if (name->ends_with("ffn_down_exps.weight")) return put_fused(layer, {"down"}, tensor);
    return put(*name, std::move(tensor));
  }

  bool put(std::string name, GgufTensor tensor) {
    if (name == "output.weight" && tied()) return true;  // the same as the table
    tensor.name = name;
    return tensors_.by_name.emplace(std::move(name), std::move(tensor)).second;
  }

  bool tied() const { return shape_.tied_embeddings; }

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
  const PublicShape& shape_;
  std::map<std::string, std::string, std::less<>> index_;  // tensor to shard; empty: one file
  std::set<std::string, std::less<>> seen_;
  std::vector<SafetensorsFile> files_;
  PublicTensors tensors_;
};

}  // namespace

std::optional<kernels::BlockFormat> float_format_of(Dtype dtype) {
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

PublicTensors tensors_of_hf_folder(const std::string& folder, const PublicShape& shape) {
  return HubTensors(folder, shape).read();
}

PublicTensors tensors_of_w4(const SafetensorsFile& file, const std::string& path,
                            const PublicShape& shape) {
  return HubTensors(path, shape).read_blocks(file);
}

}  // namespace modus::neural
