// Saving and loading a Trainer: one safetensors file, its numbers in the metadata.
#include <charconv>
#include <cstring>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ATen/core/Tensor.h>

#include "base/error.h"
#include "neural/model_weights.h"
#include "neural/safetensors.h"
#include "neural/train/checkpoint_file.h"
#include "neural/train/ops/tensors.h"
#include "neural/train/trainer_state.h"

namespace modus::neural::train {
namespace {

// As fill_from, of weights alone, which may be int8 with one scale a row (neural/quantise.h).
void fill_weight(const SafetensorsFile& file, const std::string& name, at::Tensor tensor) {
  TensorView expected = view_of(tensor);
  const TensorView& found = file.tensor(name, expected.shape);
  if (found.dtype != Dtype::kI8) return fill_from(file, name, tensor);
  const std::size_t columns = expected.shape.back();
  expected.shape.pop_back();
  const TensorView& scale = file.tensor(name + std::string(kScaleSuffix), expected.shape);
  if (scale.dtype != Dtype::kF32)
    throw IoError(fmt::format("the scales of tensor {} are no F32", name));
  float* const values = out(tensor);
  for (std::size_t i = 0; i < found.bytes.size(); ++i) {
    float row = 0;
    std::memcpy(&row, scale.bytes.data() + i / columns * sizeof row, sizeof row);
    values[i] = row * static_cast<float>(static_cast<std::int8_t>(found.bytes[i]));
  }
}

std::string bias_name(const ModelConfig& config, std::size_t layer) {
  return layer_prefix(config.first_k_dense_replace + layer) + "mlp.gate.e_score_correction_bias";
}

void add_weights(const Transformer& model, Views& views) {
  for (const auto& [name, parameter] : model.parameters()) views[name] = view_of(parameter);
  for (std::size_t layer = 0; layer < model.router_bias().size(); ++layer)
    views[bias_name(model.config(), layer)] = view_of(model.router_bias()[layer]);
}

void load_model(const SafetensorsFile& file, Transformer& model) {
  for (const auto& [name, parameter] : model.parameters())
    fill_weight(file, name, parameter.detach());
  for (std::size_t layer = 0; layer < model.router_bias().size(); ++layer)
    fill_from(file, bias_name(model.config(), layer), model.router_bias()[layer]);
}

std::vector<std::int64_t> counts(const OwnEntries& entries, const std::string& key,
                                 std::size_t expected) {
  std::vector<std::int64_t> values;
  const std::string& text = entries.text(key);
  const char* at = text.data();
  const char* const end = at + text.size();
  for (std::int64_t value = 0; at < end; values.push_back(value)) {
    const auto [next, error] = std::from_chars(at, end, value);
    if (error != std::errc()) break;
    at = next < end ? next + 1 : end;
  }
  if (values.size() != expected)
    throw IoError(fmt::format("entry {} should hold {} numbers", OwnEntries::name(key), expected));
  return values;
}

}  // namespace

void Trainer::save(const std::string& path, const Entries& entries) const {
  const State& state = *state_;
  Views views;
  add_weights(state.model, views);
  std::map<std::string, std::string, std::less<>> metadata(entries.begin(), entries.end());
  const auto set = [&](const std::string& key, std::string value) {
    metadata[OwnEntries::name(key)] = std::move(value);
  };
  state.optimiser.save(views, metadata);
  set("config", print_model_config(config()));
  for (std::size_t layer = 0; layer < state.balance.size(); ++layer) {
    set(fmt::format("dual.{}", layer), fmt::format("{:a}", state.balance[layer].dual()));
    set(fmt::format("window.{}", layer),
        fmt::format("{}", fmt::join(state.balance[layer].window(), " ")));
  }
  write_safetensors(path, views, metadata);
}

Entries Trainer::load(const std::string& path) {
  State& state = *state_;
  const SafetensorsFile file(path);
  const OwnEntries entries(file, path);
  if (parse_model_config(entries.text("config"), path) != config())
    throw IoError(fmt::format("{} is of a model of another shape than the recipe's", path));
  load_model(file, state.model);
  state.optimiser.load(file, path);
  for (std::size_t layer = 0; layer < state.balance.size(); ++layer) {
    const std::string& dual = entries.text(fmt::format("dual.{}", layer));
    state.balance[layer].restore(
        std::strtod(dual.c_str(), nullptr),
        counts(entries, fmt::format("window.{}", layer), config().n_routed_experts));
  }
  return entries.of_the_caller();
}

void Trainer::save_weights(const std::string& path) const {
  Views views;
  add_weights(state_->model, views);
  write_safetensors(path, views, {{"format", "pt"}});
}

void Trainer::load_weights(const std::string& path) {
  load_model(SafetensorsFile(path), state_->model);
}

}  // namespace modus::neural::train
