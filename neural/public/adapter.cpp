#include "neural/public/adapter.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "base/files.h"
#include "base/memory.h"
#include "kernels/dequantize_blocks.h"
#include "neural/public/hf_tensors.h"
#include "neural/safetensors.h"

namespace modus::neural {
namespace {

using Shape = std::vector<std::size_t>;

constexpr std::size_t kMaxAdapterConfigBytes = 4u << 20;
constexpr std::string_view kConfigName = "/adapter_config.json";
constexpr std::string_view kTensorsName = "/adapter_model.safetensors";
constexpr std::string_view kPrefix = "base_model.model.";
constexpr std::string_view kA = ".lora_A.weight", kB = ".lora_B.weight";

constexpr std::array<std::string_view, 7> kProjectionNames = {
    "self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj",
    "mlp.gate_proj",    "mlp.up_proj",      "mlp.down_proj"};

std::string tensor_name(const AdaptableModule& module, std::string_view end) {
  return fmt::format("{}{}{}", kPrefix, module.name, end);
}

class AdapterReader {
 public:
  AdapterReader(const std::string& folder, const PublicShape& shape)
      : path_(folder + std::string(kTensorsName)),
        config_(parse_adapter_config(
            read_text(folder + std::string(kConfigName), kMaxAdapterConfigBytes),
            folder + std::string(kConfigName))),
        file_(opened(folder)),
        modules_(adaptable_modules(shape)) {}

  Adapter read() {
    require_memory();
    Adapter adapter{.config = config_, .parts = {}};
    for (const AdaptableModule& module : modules_)
      if (config_.targets_module(module.name)) adapter.parts.push_back(part(module));
    refuse_left_over();
    if (adapter.parts.empty())
      throw IoError(fmt::format("{}: none of its targets is a product of this model", path_));
    return adapter;
  }

 private:
  SafetensorsFile opened(const std::string& folder) const {
    if (!std::filesystem::exists(path_) && std::filesystem::exists(folder + "/adapter_model.bin"))
      throw IoError(fmt::format(
          "{} is missing; adapter_model.bin is not read, PEFT saves it anew as safetensors",
          path_));
    return SafetensorsFile(path_);
  }

  AdapterPart part(const AdaptableModule& module) {
    AdapterPart part{.module = module, .rank = config_.rank_of(module.name), .a = {}, .b = {}};
    part.a = values(tensor_name(module, kA), {part.rank, module.columns});
    part.b = values(tensor_name(module, kB), {module.rows, part.rank});
    return part;
  }

  std::vector<float> values(const std::string& name, const Shape& shape) {
    const TensorView& view = file_.tensor(name, shape);
    const auto format = float_format_of(view.dtype);
    if (!format)
      throw IoError(fmt::format("{}: tensor {} should be F32, F16 or BF16, it is {}", path_, name,
                                to_string(view.dtype)));
    if (!kernels::blocks_are_finite(*format, view.bytes))
      throw IoError(fmt::format("{}: tensor {} has a number that is not finite", path_, name));
    std::vector<float> numbers(shape[0] * shape[1]);
    kernels::dequantize_row(*format, view.bytes, numbers);
    taken_.insert(name);
    return numbers;
  }

  void require_memory() const {
    std::size_t needed = 0;
    for (const auto& [name, view] : file_.tensors())
      needed += view.bytes.size() / size_bytes(view.dtype) * sizeof(float);
    const std::size_t left = available_memory_bytes();
    if (needed > left)
      throw IoError(fmt::format("{}: its tensors need {:.1f} GB of memory, {:.1f} GB are left",
                                path_, static_cast<double>(needed) / 1e9,
                                static_cast<double>(left) / 1e9));
  }

  void refuse_left_over() const {
    for (const auto& [name, view] : file_.tensors()) {
      if (taken_.contains(name)) continue;
      const bool targeted = std::ranges::any_of(modules_, [&](const AdaptableModule& module) {
        return name == tensor_name(module, kA) || name == tensor_name(module, kB);
      });
      throw IoError(
          targeted ? fmt::format("{}: tensor {} belongs to none of `target_modules`", path_, name)
                   : fmt::format("{}: tensor {} is no part of an adapter of this model as it is "
                                 "read here: its layers' {}, lora_A and lora_B",
                                 path_, name, fmt::join(kProjectionNames, ", ")));
    }
  }

  std::string path_;
  AdapterConfig config_;
  SafetensorsFile file_;
  std::vector<AdaptableModule> modules_;
  std::set<std::string, std::less<>> taken_;
};

// The matrix that a projection's rows lie in, and the first of them.
std::pair<Matrix*, std::size_t> place_of(const AdaptableModule& module, const ModelConfig& c,
                                         LayerWeights& w) {
  const std::size_t q = c.num_attention_heads * c.head_dim;
  switch (module.projection) {
    case Projection::kQuery:
      return {&w.qkv, 0};
    case Projection::kKey:
      return {&w.qkv, q};
    case Projection::kValue:
      return {&w.qkv, q + c.num_key_value_heads * c.head_dim};
    case Projection::kOutput:
      return {&w.o, 0};
    case Projection::kGate:
      return {&w.gate_up, 0};
    case Projection::kUp:
      return {&w.gate_up, module.rows};
    case Projection::kDown:
      return {&w.down, 0};
  }
  return {&w.down, 0};
}

}  // namespace

std::vector<AdaptableModule> adaptable_modules(const PublicShape& shape) {
  const ModelConfig& c = shape.config;
  const std::size_t q = c.num_attention_heads * c.head_dim;
  const std::size_t kv = c.num_key_value_heads * c.head_dim;
  std::vector<AdaptableModule> modules;
  for (std::size_t l = 0; l < c.num_hidden_layers; ++l) {
    const auto add = [&](Projection projection, std::size_t rows, std::size_t columns) {
      const std::string_view name = kProjectionNames[static_cast<std::size_t>(projection)];
      modules.push_back({fmt::format("model.layers.{}.{}", l, name), l, projection, rows, columns});
    };
    if (!shape.latent) {
      add(Projection::kQuery, q, c.hidden_size);
      add(Projection::kKey, kv, c.hidden_size);
      add(Projection::kValue, kv, c.hidden_size);
      add(Projection::kOutput, c.hidden_size, q);
    }
    const bool dense = c.n_routed_experts == 0 ||
                       std::ranges::find(shape.dense_layers, l) != shape.dense_layers.end();
    if (!dense) continue;
    add(Projection::kGate, c.intermediate_size, c.hidden_size);
    add(Projection::kUp, c.intermediate_size, c.hidden_size);
    add(Projection::kDown, c.hidden_size, c.intermediate_size);
  }
  return modules;
}

Adapter read_adapter(const std::string& folder, const PublicShape& shape) {
  return AdapterReader(folder, shape).read();
}

void write_adapter(const std::string& folder, const Adapter& adapter) {
  std::map<std::string, TensorView, std::less<>> tensors;
  for (const AdapterPart& part : adapter.parts) {
    tensors[tensor_name(part.module, kA)] = {
        Dtype::kF32, {part.rank, part.module.columns}, std::as_bytes(std::span(part.a))};
    tensors[tensor_name(part.module, kB)] = {
        Dtype::kF32, {part.module.rows, part.rank}, std::as_bytes(std::span(part.b))};
  }
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw IoError(fmt::format("{}: {}", folder, error.message()));
  write_safetensors(folder + std::string(kTensorsName), tensors, {{"format", "pt"}});
  write_file(folder + std::string(kConfigName), print_adapter_config(adapter.config));
}

void add_adapter(Adapter adapter, ModelWeights& weights) {
  for (AdapterPart& part : adapter.parts) {
    const auto [matrix, first_row] =
        place_of(part.module, weights.config, weights.layers.at(part.module.layer));
    MODUS_CHECK(
        matrix->columns == part.module.columns && first_row + part.module.rows <= matrix->rows,
        "{} has no place in a matrix of [{}, {}]", part.module.name, matrix->rows, matrix->columns);
    matrix->low_rank.push_back(
        {.first_row = first_row,
         .rows = part.module.rows,
         .rank = part.rank,
         .scale = static_cast<float>(adapter.config.scale_of(part.module.name)),
         .a = std::move(part.a),
         .b = std::move(part.b)});
  }
}

}  // namespace modus::neural
