#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "kernels/cpu/vector_kernels.h"
#include "kernels/cuda.h"
#include "kernels/parallel.h"
#include "kernels/router.h"

namespace modus::kernels {
namespace {

constexpr std::size_t kChunk = 128;  // tokens
constexpr std::size_t kMostChosen = 64;

template <typename Shape>
void check_shape(const Shape& p, const char* where) {
  if (p.top_k > p.expert_count || p.top_k > kMostChosen) {
    throw ShapeError(fmt::format("{}: expected top_k of at most {} experts, got {}", where,
                                 std::min(p.expert_count, kMostChosen), p.top_k));
  }
}

// ln sigmoid(x), without overflow for any x.
double log_sigmoid(double x) { return std::min(x, 0.0) - std::log1p(std::exp(-std::abs(x))); }

// The K best scores so far, descending; an equal score that comes later stands behind.
class Best {
 public:
  explicit Best(std::size_t top_k) : top_k_(top_k) {}

  void offer(float score, std::int32_t expert) {
    std::size_t place = count_;
    if (count_ == top_k_) {
      if (!(score > score_[count_ - 1])) return;
      --place;
    } else {
      ++count_;
    }
    for (; place > 0 && score > score_[place - 1]; --place) {
      score_[place] = score_[place - 1];
      expert_[place] = expert_[place - 1];
    }
    score_[place] = score;
    expert_[place] = expert;
  }
  const std::array<std::int32_t, kMostChosen>& experts() const { return expert_; }

 private:
  std::size_t top_k_;
  std::size_t count_ = 0;
  std::array<float, kMostChosen> score_;
  std::array<std::int32_t, kMostChosen> expert_;
};

// weight[k] = sigmoid / sum of the chosen, as a softmax of ln sigmoid: no sum can vanish.
void gate(const float* logits, const std::int32_t* expert, std::size_t top_k, double* weight) {
  double highest = -INFINITY;
  for (std::size_t k = 0; k < top_k; ++k) {
    weight[k] = log_sigmoid(static_cast<double>(logits[expert[k]]));
    highest = std::max(highest, weight[k]);
  }
  double sum = 0;
  for (std::size_t k = 0; k < top_k; ++k) sum += weight[k] = std::exp(weight[k] - highest);
  for (std::size_t k = 0; k < top_k; ++k) weight[k] /= sum;
}

// score: [E] sigmoid of the token's logits.
void route(const RouterForward& p, std::size_t t, const float* score) {
  const float* logits = p.logits + t * p.expert_count;
  Best best(p.top_k);
  for (std::size_t e = 0; e < p.expert_count; ++e) {
    best.offer(score[e] + p.bias[e], static_cast<std::int32_t>(e));
  }
  std::copy_n(best.experts().begin(), p.top_k, p.expert + t * p.top_k);
  std::array<double, kMostChosen> weight;
  gate(logits, best.experts().data(), p.top_k, weight.data());
  for (std::size_t k = 0; k < p.top_k; ++k) {
    p.weight[t * p.top_k + k] = static_cast<float>(weight[k]);
  }
}

// d weight[j] / d logit[k] = weight[j] ([j = k] - weight[k]) (1 - sigmoid(logit[k])).
void route_back(const RouterBackward& p, std::size_t t) {
  const float* logits = p.logits + t * p.expert_count;
  const std::int32_t* expert = p.expert + t * p.top_k;
  const float* dweight = p.dweight + t * p.top_k;
  float* dlogits = p.dlogits + t * p.expert_count;
  std::array<double, kMostChosen> weight;
  gate(logits, expert, p.top_k, weight.data());
  double mean = 0;
  for (std::size_t k = 0; k < p.top_k; ++k) mean += weight[k] * static_cast<double>(dweight[k]);
  std::fill_n(dlogits, p.expert_count, 0.0f);
  for (std::size_t k = 0; k < p.top_k; ++k) {
    const double rest = 1 / (1 + std::exp(static_cast<double>(logits[expert[k]])));
    dlogits[expert[k]] =
        static_cast<float>(weight[k] * (static_cast<double>(dweight[k]) - mean) * rest);
  }
}

}  // namespace

void router_forward(const RouterForward& p, Launch launch) {
  check_shape(p, "router_forward");
  if (p.tokens == 0 || p.top_k == 0) return;
  if (launch.device == Device::kCuda) return cuda::router_forward(p, launch.stream);
  const VectorKernels& kernels = vector_kernels();
  parallel_for((p.tokens + kChunk - 1) / kChunk, [&](std::size_t chunk) {
    const std::size_t begin = chunk * kChunk, end = std::min(p.tokens, begin + kChunk);
    std::vector<float> score((end - begin) * p.expert_count);
    kernels.sigmoids(p.logits + begin * p.expert_count, score.size(), score.data());
    for (std::size_t t = begin; t < end; ++t) {
      route(p, t, score.data() + (t - begin) * p.expert_count);
    }
  });
}

void router_backward(const RouterBackward& p, Launch launch) {
  check_shape(p, "router_backward");
  if (p.tokens == 0 || p.expert_count == 0) return;
  if (launch.device == Device::kCuda) return cuda::router_backward(p, launch.stream);
  parallel_for((p.tokens + kChunk - 1) / kChunk, [&](std::size_t chunk) {
    const std::size_t begin = chunk * kChunk, end = std::min(p.tokens, begin + kChunk);
    for (std::size_t t = begin; t < end; ++t) route_back(p, t);
  });
}

}  // namespace modus::kernels
