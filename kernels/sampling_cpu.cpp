#include <bit>
#include <cmath>

#include "base/error.h"
#include "kernels/cuda.h"
#include "kernels/parallel.h"
#include "kernels/sampling.h"

namespace modus::kernels {
namespace {

// Calls body(v) for each allowed token in order of id, until it returns false.
template <typename Body>
void for_each_allowed(const MaskedSampling& p, std::size_t b, const Body& body) {
  const std::size_t words = (p.vocabulary + 63) / 64;
  for (std::size_t w = 0; w < words; ++w) {
    std::uint64_t left = p.mask == nullptr ? ~std::uint64_t{0} : p.mask[b * words + w];
    if (w + 1 == words && p.vocabulary % 64 != 0) {
      left &= (std::uint64_t{1} << (p.vocabulary % 64)) - 1;
    }
    for (; left != 0; left &= left - 1) {
      if (!body(w * 64 + static_cast<std::size_t>(std::countr_zero(left)))) return;
    }
  }
}

std::int32_t best_of(const MaskedSampling& p, std::size_t b) {
  const float* logits = p.logits + b * p.vocabulary;
  std::int32_t best = -1;
  for_each_allowed(p, b, [&](std::size_t v) {
    if (best < 0 || logits[v] > logits[best]) best = static_cast<std::int32_t>(v);
    return true;
  });
  return best;
}

// Sum of exp((logit - highest) / temperature) over the allowed.
double mass(const MaskedSampling& p, std::size_t b, float highest, float temperature) {
  const float* logits = p.logits + b * p.vocabulary;
  double sum = 0;
  for_each_allowed(p, b, [&](std::size_t v) {
    sum += static_cast<double>(std::exp((logits[v] - highest) / temperature));
    return true;
  });
  return sum;
}

std::int32_t draw(const MaskedSampling& p, std::size_t b, std::int32_t best) {
  const float* logits = p.logits + b * p.vocabulary;
  const float highest = logits[best];
  const double wanted = static_cast<double>(p.uniform[b]) * mass(p, b, highest, p.temperature);
  double cumulated = 0;
  std::int32_t token = best;
  for_each_allowed(p, b, [&](std::size_t v) {
    const float weight = std::exp((logits[v] - highest) / p.temperature);
    cumulated += static_cast<double>(weight);
    if (weight > 0) token = static_cast<std::int32_t>(v);
    return !(cumulated > wanted);
  });
  return token;
}

void sample(const MaskedSampling& p, std::size_t b) {
  const std::int32_t best = best_of(p, b);
  p.token[b] = best;
  if (p.log_probability != nullptr) p.log_probability[b] = 0;
  if (best < 0) return;
  const float* logits = p.logits + b * p.vocabulary;
  const float highest = logits[best];
  if (p.temperature > 0) p.token[b] = draw(p, b, best);
  if (p.log_probability == nullptr) return;
  p.log_probability[b] = static_cast<float>(static_cast<double>(logits[p.token[b]] - highest) -
                                            std::log(mass(p, b, highest, 1)));
}

}  // namespace

void sample_masked(const MaskedSampling& p, Launch launch) {
  MODUS_CHECK(p.temperature == 0 || p.uniform != nullptr,
              "sample_masked: temperature {} without random numbers", p.temperature);
  if (p.batch == 0) return;
  if (launch.device == Device::kCuda) return cuda::sample_masked(p, launch.stream);
  parallel_for(p.batch, [&](std::size_t b) { sample(p, b); });
}

}  // namespace modus::kernels
