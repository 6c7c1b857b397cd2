#include "neural/text/token_sampler.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "kernels/sampling.h"

namespace modus::neural {
namespace {

constexpr double kMaxTemperature = 10;

// Negated comparisons: a number that is none is out of every range.
void require_in_range(const SamplingOptions& options) {
  if (!(options.temperature >= 0 && options.temperature <= kMaxTemperature))
    throw ConfigError(fmt::format("a temperature of {}: 0 to {} are allowed", options.temperature,
                                  kMaxTemperature));
  if (!(options.top_p > 0 && options.top_p <= 1))
    throw ConfigError(fmt::format("top-p is {}: above 0 and at most 1 is allowed", options.top_p));
  if (options.top_k > kMaxVocabulary)
    throw ConfigError(
        fmt::format("top-k is {}: at most {} is allowed", options.top_k, kMaxVocabulary));
}

}  // namespace

TokenSampler::TokenSampler(const SamplingOptions& options, std::vector<bool> allowed)
    : options_(options), random_(options.seed) {
  require_in_range(options);
  for (std::size_t id = 0; id < allowed.size(); ++id)
    if (allowed[id]) allowed_.push_back(static_cast<TokenId>(id));
  if (allowed_.empty()) throw ConfigError("there is no token to choose from");
}

TokenId TokenSampler::next(std::span<const float> logits) {
  MODUS_CHECK(static_cast<std::size_t>(allowed_.back()) < logits.size(), "token {} of {}",
              allowed_.back(), logits.size());
  for (const TokenId id : allowed_)
    if (!std::isfinite(logits[static_cast<std::size_t>(id)]))
      throw Error(fmt::format(
          "the model's logit of token {} is no number: its file is broken or not understood", id));
  mask_.assign((logits.size() + 63) / 64, 0);
  keep_probable(logits);
  const float uniform = static_cast<float>(random_.unit());
  TokenId token = -1;
  kernels::sample_masked({.batch = 1,
                          .vocabulary = logits.size(),
                          .logits = logits.data(),
                          .mask = mask_.data(),
                          .temperature = static_cast<float>(options_.temperature),
                          .uniform = &uniform,
                          .token = &token},
                         {});
  return token;
}

// Sets the bits of the tokens that remain. The probabilities of nucleus sampling are those among
// the top_k.
void TokenSampler::keep_probable(std::span<const float> logits) {
  const auto keep = [&](TokenId id) {
    mask_[static_cast<std::size_t>(id) / 64] |= std::uint64_t{1} << id % 64;
  };
  const bool all = options_.temperature == 0 || (options_.top_k == 0 && options_.top_p == 1);
  if (all) {
    for (const TokenId id : allowed_) keep(id);
    return;
  }
  const auto logit = [&](TokenId id) { return logits[static_cast<std::size_t>(id)]; };
  const auto before = [&](TokenId a, TokenId b) {
    return logit(a) != logit(b) ? logit(a) > logit(b) : a < b;
  };
  const auto behind = [&](TokenId a, TokenId b) { return before(b, a); };
  candidates_ = allowed_;
  if (options_.top_k > 0 && options_.top_k < candidates_.size()) {
    const auto end = candidates_.begin() + static_cast<std::ptrdiff_t>(options_.top_k);
    std::nth_element(candidates_.begin(), end - 1, candidates_.end(), before);
    candidates_.erase(end, candidates_.end());
  }
  std::make_heap(candidates_.begin(), candidates_.end(), behind);
  const double highest = logit(candidates_.front());
  const auto weight = [&](TokenId id) {
    return std::exp((static_cast<double>(logit(id)) - highest) / options_.temperature);
  };
  double total = 0;
  for (const TokenId id : candidates_) total += weight(id);
  for (double kept = 0; !candidates_.empty() && kept < options_.top_p * total;) {
    std::pop_heap(candidates_.begin(), candidates_.end(), behind);
    keep(candidates_.back());
    kept += weight(candidates_.back());
    candidates_.pop_back();
  }
}

}  // namespace modus::neural
