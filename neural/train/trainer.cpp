#include "neural/train/trainer.h"

#include <cmath>

#include <ATen/core/grad_mode.h>

#include "base/random.h"
#include "neural/train/initial_weights.h"
#include "neural/train/ops/ops.h"
#include "neural/train/ops/tensors.h"
#include "neural/train/process.h"
#include "neural/train/trainer_state.h"
#include "neural/train/transformer.h"

namespace modus::neural::train {
namespace {

Transformer fresh_model(const ModelConfig& config, std::uint64_t seed) {
  RandomStream random(seed);
  return Transformer(config, random);
}

std::vector<Optimiser::Parameter> parameters_of(const Transformer& model) {
  std::vector<Optimiser::Parameter> parameters;
  for (const ParameterShape& shape : parameter_shapes(model.config()))
    parameters.push_back({shape.name, model.parameters().at(shape.name), shape.decays});
  return parameters;
}

}  // namespace

Trainer::State::State(const ModelConfig& config, const TrainerSettings& s, std::uint64_t seed)
    : settings(s), model(fresh_model(config, seed)), optimiser(parameters_of(model), s) {
  balance.assign(model.router_bias().size(), LayerBalance(config.n_routed_experts));
}

Trainer::Trainer(const ModelConfig& config, const TrainerSettings& settings, std::uint64_t seed) {
  prepare_process();
  state_ = std::make_unique<State>(config, settings, seed);
}

Trainer::~Trainer() = default;

std::size_t Trainer::steps_done() const { return state_->optimiser.steps_done(); }
const ModelConfig& Trainer::config() const { return state_->model.config(); }

StepReport Trainer::step(const Batch& batch) {
  State& state = *state_;
  const Forward forward = state.forward(batch);
  const HeadLoss head = head_loss(forward.hidden, state.model.embed(), batch.target, batch.weight,
                                  state.settings.precision);
  state.with_constraint(head.loss, forward).backward();
  StepReport report;
  report.loss = head.loss.item<double>();
  static_cast<Update&>(report) = state.optimiser.step(report.loss);
  if (!report.skipped) state.update_balance(forward, report.step);
  for (const LayerLoad& load : forward.load) report.utilisation.push_back(utilisation(load.tokens));
  for (const LayerBalance& layer : state.balance) report.dual.push_back(layer.dual());
  return report;
}

Forward Trainer::State::forward(const Batch& batch) const {
  bool constrained = false;
  for (const LayerBalance& layer : balance) constrained = constrained || layer.dual() > 0;
  return model.forward({batch.token, batch.offset}, {.precision = settings.precision,
                                                     .soft_load = constrained && settings.balanced,
                                                     .hash_routing = settings.hash_routing});
}

// loss + dual * max(0, H* - H(mean score)), layer by layer.
at::Tensor Trainer::State::with_constraint(const at::Tensor& loss, const Forward& forward) const {
  at::Tensor total = loss;
  for (std::size_t layer = 0; layer < forward.load.size(); ++layer) {
    const at::Tensor& score = forward.load[layer].mean_score;
    if (!score.defined() || balance[layer].dual() == 0) continue;
    const at::Tensor entropy = score.mul(score.log()).sum().neg();
    const double wanted = settings.balance.target * std::log(static_cast<double>(score.size(0)));
    total = total.add(entropy.neg().add(wanted).clamp_min(0).mul(balance[layer].dual()));
  }
  return total;
}

void Trainer::State::update_balance(const Forward& forward, std::size_t step) {
  if (!settings.balanced || settings.hash_routing) return;
  // With the rate the biases come to rest, so that the last weights see the routing that they will
  // run with. Held still from the beginning of the decay, the load drifted: 0.93 fell to 0.76 in
  // 200 steps.
  BalanceSettings slowed = settings.balance;
  const double share = settings.schedule.share_at(step);
  slowed.bias_step *= share;
  slowed.last_bias_step *= share;
  for (std::size_t layer = 0; layer < balance.size(); ++layer) {
    at::Tensor& bias = model.router_bias()[layer];
    balance[layer].update(forward.load[layer].tokens,
                          {out(bias), static_cast<std::size_t>(bias.numel())}, slowed, step);
  }
}

Evaluation Trainer::evaluate(const Batch& batch) const {
  const at::NoGradGuard no_gradients;
  const State& state = *state_;
  const Forward forward = state.model.forward(
      {batch.token, batch.offset},
      {.precision = state.settings.precision, .hash_routing = state.settings.hash_routing});
  HeadLoss head = head_loss(forward.hidden, state.model.embed(), batch.target, batch.weight,
                            state.settings.precision);
  Evaluation evaluation{std::move(head.row_loss), std::move(head.best), {}};
  for (const LayerLoad& load : forward.load) evaluation.load.push_back(load.tokens);
  return evaluation;
}

}  // namespace modus::neural::train
