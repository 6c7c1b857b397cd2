#include "neural/public/public_tensors.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "neural/public/latent_kv.h"

namespace modus::neural {
namespace {

constexpr std::string_view kStackSuffix = "_exps.weight";

// One tensor for each expert of a stack [E, rows, columns].
void part_stack(const GgufTensor& stack, PublicTensors& tensors) {
  const std::string stem = stack.name.substr(0, stack.name.size() - kStackSuffix.size());
  const std::size_t bytes = stack.bytes.size() / stack.shape[0];
  for (std::size_t e = 0; e < stack.shape[0]; ++e) {
    GgufTensor one{.name = fmt::format("{}.{}.weight", stem, e),
                   .format = stack.format,
                   .shape = {stack.shape[1], stack.shape[2]},
                   .bytes = stack.bytes.subspan(e * bytes, bytes)};
    tensors.by_name.emplace(one.name, one);
  }
}

// The file, and what was made of its tensors.
struct Kept {
  explicit Kept(const GgufFile& opened) : file(opened) {}
  GgufFile file;
  std::vector<std::vector<float>> made;
};

// attn_k_b and attn_v_b of a layer become attn_kv_b, where they fit.
void join_latent_kv(PublicTensors& tensors, Kept& kept) {
  constexpr std::string_view kKeys = ".attn_k_b.weight";
  std::vector<std::string> layers;
  for (const auto& [name, tensor] : tensors.by_name)
    if (name.ends_with(kKeys)) layers.push_back(name.substr(0, name.size() - kKeys.size()));
  for (const std::string& layer : layers) {
    const auto keys = tensors.by_name.find(layer + std::string(kKeys));
    const auto values = tensors.by_name.find(layer + ".attn_v_b.weight");
    if (values == tensors.by_name.end()) continue;
    const std::optional<LatentKv> kv = latent_kv_of(keys->second, values->second);
    if (!kv) continue;
    const std::vector<float>& numbers =
        kept.made.emplace_back(joined(*kv, keys->second, values->second));
    GgufTensor whole{.name = layer + ".attn_kv_b.weight",
                     .shape = {kv->heads * (kv->key_rows + kv->value_rows), kv->columns},
                     .bytes = std::as_bytes(std::span(numbers))};
    tensors.by_name.erase(keys);
    tensors.by_name.erase(values);
    tensors.by_name.insert_or_assign(whole.name, whole);
  }
}

}  // namespace

bool stays_in_float32(std::string_view name, const std::vector<std::size_t>& shape) {
  return shape.size() == 1 || name.find("ffn_gate_inp") != std::string_view::npos;
}

PublicTensors tensors_of_gguf(const GgufFile& file) {
  const auto kept = std::make_shared<Kept>(file);
  PublicTensors tensors{.source = file.path(), .by_name = {}, .file = kept};
  for (const GgufTensor& tensor : file.tensors()) {
    if (tensor.name.ends_with(kStackSuffix) && tensor.shape.size() == 3 && tensor.shape[0] > 0)
      part_stack(tensor, tensors);
    else
      tensors.by_name.emplace(tensor.name, tensor);
  }
  join_latent_kv(tensors, *kept);
  return tensors;
}

}  // namespace modus::neural
