// Rows of exponentials: cross-entropy and sigmoid, for the instruction set of the including file.
#pragma once

#include <cstring>

#include "kernels/cpu/simd_rows.h"
#include "kernels/cross_entropy.h"

namespace modus::kernels {
namespace {

// Skips NaN, which the sum of exponentials then shows.
float highest_logit(const float* logits, std::size_t vocabulary) {
  float highest = -__builtin_inff();
  std::size_t v = 0;
  if (vocabulary >= kLanes) {
    F32 best = broadcast(highest);
    for (; v + kLanes <= vocabulary; v += kLanes) best = max(load(logits + v), best);
    highest = highest_lane(best);
  }
  for (; v < vocabulary; ++v) highest = logits[v] > highest ? logits[v] : highest;
  return highest;
}

std::int32_t first_equal(const float* logits, std::size_t vocabulary, float wanted) {
  for (std::size_t v = 0; v < vocabulary; ++v) {
    if (logits[v] == wanted) return static_cast<std::int32_t>(v);
  }
  return 0;  // nothing but NaN
}

// Sum of e^(logit - highest); the terms go to `terms` where it is not null.
float exponentials(const float* logits, std::size_t vocabulary, float highest, float* terms) {
  F32 total = {};
  float rest = 0;
  for_each_vector(vocabulary, [&](std::size_t at, std::size_t n) {
    const F32 e = exp_of_negative(load_up_to(logits + at, n) - highest);
    if (n == kLanes) {
      total = total + e;
    } else {
      for (std::size_t i = 0; i < n; ++i) rest += e[i];
    }
    if (terms != nullptr) store_up_to(terms + at, e, n);
  });
  return sum(total) + rest;
}

void cross_entropy_row(const CrossEntropy& p, std::size_t t) {
  const float* logits = p.logits + t * p.vocabulary;
  float* dlogits = p.dlogits == nullptr ? nullptr : p.dlogits + t * p.vocabulary;
  const float highest = highest_logit(logits, p.vocabulary);
  if (p.best != nullptr) p.best[t] = first_equal(logits, p.vocabulary, highest);
  if (p.weight[t] == 0) {
    p.loss[t] = 0;
    if (dlogits != nullptr) std::memset(dlogits, 0, p.vocabulary * sizeof(float));
    return;
  }
  const auto target = static_cast<std::size_t>(p.target[t]);
  const double wanted = static_cast<double>(logits[target]) - static_cast<double>(highest);
  const float total = exponentials(logits, p.vocabulary, highest, dlogits);
  p.loss[t] = static_cast<float>(__builtin_log(static_cast<double>(total)) - wanted);
  if (dlogits == nullptr) return;
  const float scale = p.scale * p.weight[t];
  const float factor = scale / total;
  for (std::size_t v = 0; v < p.vocabulary; ++v) dlogits[v] *= factor;
  dlogits[target] -= scale;
}

void cross_entropy_rows(const CrossEntropy& p, std::size_t begin, std::size_t end) {
  for (std::size_t t = begin; t < end; ++t) cross_entropy_row(p, t);
}

// out[i] = 1 / (1 + e^-x[i])
void sigmoids(const float* x, std::size_t count, float* out) {
  for_each_vector(count, [&](std::size_t at, std::size_t n) {
    const F32 v = load_up_to(x + at, n);
    const F32 e = exp_of_negative(v > 0.0f ? -v : v);
    store_up_to(out + at, (v > 0.0f ? broadcast(1) : e) / (1 + e), n);
  });
}

}  // namespace
}  // namespace modus::kernels
