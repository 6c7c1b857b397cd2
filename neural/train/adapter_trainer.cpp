#include "neural/train/adapter_trainer.h"

#include <algorithm>
#include <utility>

#include <ATen/core/grad_mode.h>
#include <fmt/core.h>

#include "base/error.h"
#include "neural/train/adapted_transformer.h"
#include "neural/train/checkpoint_file.h"
#include "neural/train/ops/ops.h"
#include "neural/train/optimiser.h"
#include "neural/train/process.h"

namespace modus::neural::train {
namespace {

AdaptedTransformer fresh_model(std::shared_ptr<const FrozenWeights> base,
                               const AdapterConfig& config, std::uint64_t seed) {
  RandomStream random(seed);
  return AdaptedTransformer(std::move(base), config, random);
}

std::vector<Optimiser::Parameter> parameters_of(const AdaptedTransformer& model) {
  std::vector<Optimiser::Parameter> parameters;
  for (const auto& [name, value] : model.parameters()) parameters.push_back({name, value, true});
  return parameters;
}

}  // namespace

struct AdapterTrainer::State {
  State(std::shared_ptr<const FrozenWeights> base, const AdapterConfig& config,
        const AdapterTrainerSettings& settings, std::uint64_t seed)
      : model(fresh_model(std::move(base), config, seed)),
        optimiser(parameters_of(model), settings.optimiser),
        precision(settings.precision) {}

  HeadLoss loss(const Batch& batch) const {
    const at::Tensor hidden = model.forward({batch.token, batch.offset}, precision);
    return head_loss(hidden, model.output_weight(), batch.target, batch.weight, precision);
  }
  // What a checkpoint must agree with.
  std::map<std::string, std::string> identity() const {
    return {{"adapter", print_adapter_config(model.config())},
            {"config", print_model_config(model.base().shape().config)}};
  }

  AdaptedTransformer model;
  Optimiser optimiser;
  kernels::Precision precision;
};

AdapterTrainer::AdapterTrainer(std::shared_ptr<const FrozenWeights> base,
                               const AdapterConfig& config, const AdapterTrainerSettings& settings,
                               std::uint64_t seed) {
  prepare_process();
  state_ = std::make_unique<State>(std::move(base), config, settings, seed);
}

AdapterTrainer::~AdapterTrainer() = default;

StepReport AdapterTrainer::step(const Batch& batch) {
  const HeadLoss head = state_->loss(batch);
  head.loss.backward();
  StepReport report;
  report.loss = head.loss.item<double>();
  static_cast<Update&>(report) = state_->optimiser.step(report.loss);
  return report;
}

Evaluation AdapterTrainer::evaluate(const Batch& batch) const {
  const at::NoGradGuard no_gradients;
  HeadLoss head = state_->loss(batch);
  return {std::move(head.row_loss), std::move(head.best), {}};
}

void AdapterTrainer::begin_with(const Adapter& adapter) {
  AdapterConfig own = state_->model.config();
  own.base = adapter.config.base;
  if (own != adapter.config)
    throw ConfigError(fmt::format("the adapter to begin with is another than the recipe's: {} {}",
                                  print_adapter_config(adapter.config), print_adapter_config(own)));
  const at::NoGradGuard no_gradients;
  for (const AdapterPart& part : adapter.parts)
    for (const auto& [name, values] : {std::pair{".lora_A", &part.a}, {".lora_B", &part.b}}) {
      at::Tensor parameter = state_->model.parameters().at(part.module.name + name);
      std::copy(values->begin(), values->end(), parameter.data_ptr<float>());
    }
}

std::size_t AdapterTrainer::steps_done() const { return state_->optimiser.steps_done(); }
Adapter AdapterTrainer::adapter() const { return state_->model.adapter(); }

void AdapterTrainer::save(const std::string& path, const Entries& entries) const {
  Views views;
  for (const auto& [name, value] : state_->model.parameters()) views[name] = view_of(value);
  std::map<std::string, std::string, std::less<>> metadata(entries.begin(), entries.end());
  for (const auto& [key, text] : state_->identity()) metadata[OwnEntries::name(key)] = text;
  state_->optimiser.save(views, metadata);
  write_safetensors(path, views, metadata);
}

Entries AdapterTrainer::load(const std::string& path) {
  const SafetensorsFile file(path);
  const OwnEntries entries(file, path);
  for (const auto& [key, text] : state_->identity())
    if (entries.text(key) != text)
      throw IoError(fmt::format("{} is of another {} than the recipe's", path,
                                key == "adapter" ? "adapter" : "base model"));
  for (const auto& [name, value] : state_->model.parameters())
    fill_from(file, name, value.detach());
  state_->optimiser.load(file, path);
  return entries.of_the_caller();
}

}  // namespace modus::neural::train
