#include "neural/train/optimiser.h"

#include <cmath>
#include <utility>

#include <ATen/ops/zeros_like.h>

#include "kernels/adamw.h"
#include "neural/train/ops/tensors.h"

namespace modus::neural::train {
namespace {

constexpr std::size_t kMostSkipped = 10;

}  // namespace

Optimiser::Optimiser(std::vector<Parameter> parameters, const OptimiserSettings& settings)
    : settings_(settings) {
  for (Parameter& parameter : parameters) {
    const at::Tensor plain = parameter.value.detach();
    moments_.push_back({std::move(parameter), at::zeros_like(plain), at::zeros_like(plain)});
  }
}

Update Optimiser::step(double loss) {
  Update done{.step = steps_, .gradient_norm = gradient_norm()};
  done.rate = settings_.rate * settings_.schedule.share_at(steps_);
  done.skipped = !std::isfinite(loss) || !std::isfinite(done.gradient_norm);
  if (!done.skipped) {
    skipped_ = 0;
    update(done);
  } else if (++skipped_ == kMostSkipped) {
    throw Error(
        fmt::format("{} steps in a row had a loss or gradient that is not finite: lower "
                    "the rate and go on from the last checkpoint",
                    kMostSkipped));
  }
  for (Moments& moments : moments_) moments.parameter.value.mutable_grad().reset();
  ++steps_;
  return done;
}

double Optimiser::gradient_norm() const {
  double sum = 0;
  for (const Moments& moments : moments_) {
    const at::Tensor& gradient = moments.parameter.value.grad();
    if (gradient.defined())
      sum +=
          kernels::sum_of_squares(floats(gradient, moments.parameter.name, gradient.sizes().vec()),
                                  static_cast<std::size_t>(gradient.numel()), {});
  }
  return std::sqrt(sum);
}

void Optimiser::update(const Update& done) {
  const double scale =
      done.gradient_norm > settings_.clip ? settings_.clip / done.gradient_norm : 1.0;
  ++updates_;
  for (Moments& moments : moments_) {
    at::Tensor& value = moments.parameter.value;
    const at::Tensor& gradient = value.grad();
    if (!gradient.defined()) continue;
    kernels::adamw({.count = static_cast<std::size_t>(value.numel()),
                    .parameter = out(value),
                    .gradient = gradient.const_data_ptr<float>(),
                    .first_moment = out(moments.first),
                    .second_moment = out(moments.second),
                    .gradient_scale = scale,
                    .rate = done.rate,
                    .beta1 = settings_.beta1,
                    .beta2 = settings_.beta2,
                    .decay = moments.parameter.decays ? settings_.decay : 0.0,
                    .step = updates_},
                   {});
  }
}

void Optimiser::save(Views& views, std::map<std::string, std::string, std::less<>>& entries) const {
  for (const Moments& moments : moments_) {
    views["first_moment." + moments.parameter.name] = view_of(moments.first);
    views["second_moment." + moments.parameter.name] = view_of(moments.second);
  }
  entries[OwnEntries::name("steps")] = fmt::format("{}", steps_);
  entries[OwnEntries::name("updates")] = fmt::format("{}", updates_);
}

void Optimiser::load(const SafetensorsFile& file, const std::string& path) {
  for (Moments& moments : moments_) {
    fill_from(file, "first_moment." + moments.parameter.name, moments.first);
    fill_from(file, "second_moment." + moments.parameter.name, moments.second);
  }
  const OwnEntries entries(file, path);
  steps_ = entries.number<std::size_t>("steps");
  updates_ = entries.number<std::size_t>("updates");
}

}  // namespace modus::neural::train
