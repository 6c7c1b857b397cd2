#include "neural/train/trainer.h"

#include <malloc.h>

#include <cmath>

#include <fmt/core.h>

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/zeros_like.h>

#include "base/error.h"
#include "base/random.h"
#include "kernels/adamw.h"
#include "neural/train/initial_weights.h"
#include "neural/train/ops/ops.h"
#include "neural/train/ops/tensors.h"
#include "neural/train/trainer_state.h"
#include "neural/train/transformer.h"

namespace modus::neural::train {
namespace {

constexpr std::size_t kMostSkipped = 10;

// The kernels have a pool of their own: a second one would only fight it for the cores. Tensors of
// a step are freed and asked for again: given back to the system each time, their pages would be
// cleared anew, a fifth of a step's time.
void prepare_process() {
  at::set_num_threads(1);
  constexpr int kLargestThreshold = 32 << 20;
  mallopt(M_MMAP_THRESHOLD, kLargestThreshold);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
}

Transformer fresh_model(const ModelConfig& config, std::uint64_t seed) {
  RandomStream random(seed);
  return Transformer(config, random);
}

}  // namespace

Trainer::State::State(const ModelConfig& config, const TrainerSettings& s, std::uint64_t seed)
    : settings(s), model(fresh_model(config, seed)) {
  for (const ParameterShape& shape : parameter_shapes(config)) {
    const at::Tensor& parameter = model.parameters().at(shape.name);
    moments.push_back({shape.name, at::zeros_like(parameter.detach()),
                       at::zeros_like(parameter.detach()), shape.decays});
  }
  balance.assign(model.router_bias().size(), LayerBalance(config.n_routed_experts));
}

Trainer::Trainer(const ModelConfig& config, const TrainerSettings& settings, std::uint64_t seed) {
  prepare_process();
  state_ = std::make_unique<State>(config, settings, seed);
}

Trainer::~Trainer() = default;

std::size_t Trainer::steps_done() const { return state_->steps; }
const ModelConfig& Trainer::config() const { return state_->model.config(); }

StepReport Trainer::step(const Batch& batch) {
  State& state = *state_;
  StepReport report;
  report.step = state.steps;
  const Forward forward = state.forward(batch);
  const HeadLoss head = head_loss(forward.hidden, state.model.embed(), batch.target, batch.weight,
                                  state.settings.precision);
  state.with_constraint(head.loss, forward).backward();
  report.loss = head.loss.item<double>();
  report.gradient_norm = state.gradient_norm();
  report.rate = state.settings.rate * state.settings.schedule.share_at(state.steps);
  report.skipped = !std::isfinite(report.loss) || !std::isfinite(report.gradient_norm);
  if (report.skipped) {
    if (++state.skipped == kMostSkipped)
      throw Error(
          fmt::format("{} steps in a row had a loss or gradient that is not finite: lower "
                      "the rate and go on from the last checkpoint",
                      kMostSkipped));
  } else {
    state.skipped = 0;
    state.update_weights(report);
    state.update_balance(forward);
  }
  for (const LayerLoad& load : forward.load) report.utilisation.push_back(utilisation(load.tokens));
  for (const LayerBalance& layer : state.balance) report.dual.push_back(layer.dual());
  state.drop_gradients();
  ++state.steps;
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

double Trainer::State::gradient_norm() const {
  double sum = 0;
  for (const Moments& moment : moments) {
    const at::Tensor& gradient = model.parameters().at(moment.name).grad();
    if (gradient.defined())
      sum += kernels::sum_of_squares(floats(gradient, moment.name, gradient.sizes().vec()),
                                     static_cast<std::size_t>(gradient.numel()), {});
  }
  return std::sqrt(sum);
}

void Trainer::State::update_weights(const StepReport& report) {
  const double scale =
      report.gradient_norm > settings.clip ? settings.clip / report.gradient_norm : 1.0;
  ++updates;
  for (Moments& moment : moments) {
    at::Tensor parameter = model.parameters().at(moment.name);
    const at::Tensor& gradient = parameter.grad();
    if (!gradient.defined()) continue;
    kernels::adamw({.count = static_cast<std::size_t>(parameter.numel()),
                    .parameter = out(parameter),
                    .gradient = gradient.const_data_ptr<float>(),
                    .first_moment = out(moment.first),
                    .second_moment = out(moment.second),
                    .gradient_scale = scale,
                    .rate = report.rate,
                    .beta1 = settings.beta1,
                    .beta2 = settings.beta2,
                    .decay = moment.decays ? settings.decay : 0.0,
                    .step = updates},
                   {});
  }
}

void Trainer::State::update_balance(const Forward& forward) {
  if (!settings.balanced || settings.hash_routing) return;
  // With the rate the biases come to rest, so that the last weights see the routing that they will
  // run with. Held still from the beginning of the decay, the load drifted: 0.93 fell to 0.76 in
  // 200 steps.
  BalanceSettings slowed = settings.balance;
  const double share = settings.schedule.share_at(steps);
  slowed.bias_step *= share;
  slowed.last_bias_step *= share;
  for (std::size_t layer = 0; layer < balance.size(); ++layer) {
    at::Tensor& bias = model.router_bias()[layer];
    balance[layer].update(forward.load[layer].tokens,
                          {out(bias), static_cast<std::size_t>(bias.numel())}, slowed, steps);
  }
}

void Trainer::State::drop_gradients() {
  for (const Moments& moment : moments)
    at::Tensor(model.parameters().at(moment.name)).mutable_grad().reset();
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
