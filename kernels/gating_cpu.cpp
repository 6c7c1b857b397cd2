#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "kernels/gating.h"

namespace modus::kernels {
namespace {

// The k best of `from`, descending, ties to the one that stands first.
template <typename Score>
void keep_best(std::vector<std::size_t>& from, std::size_t k, const Score& score) {
  std::ranges::stable_sort(from, [&](std::size_t a, std::size_t b) { return score(a) > score(b); });
  from.resize(std::min(k, from.size()));
}

class TokenGate {
 public:
  explicit TokenGate(const Gating& p) : p_(p), score_(p.expert_count) {}

  void run(std::size_t t) {
    read_scores(p_.logits + t * p_.expert_count);
    std::vector<std::size_t> chosen = candidates();
    keep_best(chosen, p_.top_k, [&](std::size_t e) { return choice(e); });
    double sum = 0;
    for (const std::size_t e : chosen) sum += score_[e];
    const double factor =
        static_cast<double>(p_.rule.scale) / (p_.rule.normalise ? sum + 1e-20 : 1.0);
    for (std::size_t k = 0; k < p_.top_k; ++k) {
      p_.expert[t * p_.top_k + k] = static_cast<std::int32_t>(chosen[k]);
      p_.weight[t * p_.top_k + k] = static_cast<float>(score_[chosen[k]] * factor);
    }
  }

 private:
  double choice(std::size_t e) const {
    return score_[e] + (p_.bias == nullptr ? 0.0 : static_cast<double>(p_.bias[e]));
  }

  void read_scores(const float* logits) {
    if (p_.rule.score == GatingScore::kSigmoid) {
      for (std::size_t e = 0; e < score_.size(); ++e)
        score_[e] = 1 / (1 + std::exp(-static_cast<double>(logits[e])));
      return;
    }
    const auto highest = static_cast<double>(*std::max_element(logits, logits + score_.size()));
    double sum = 0;
    for (std::size_t e = 0; e < score_.size(); ++e)
      sum += score_[e] = std::exp(static_cast<double>(logits[e]) - highest);
    for (double& score : score_) score /= sum;
  }

  // The two highest choices of a group, together.
  double of_group(std::size_t g) const {
    const std::size_t width = p_.expert_count / p_.rule.groups;
    double first = -INFINITY, second = -INFINITY;
    for (std::size_t e = g * width; e < (g + 1) * width; ++e) {
      const double c = choice(e);
      if (c > first) {
        second = first;
        first = c;
      } else {
        second = std::max(second, c);
      }
    }
    return width == 1 ? first : first + second;
  }

  std::vector<std::size_t> candidates() const {
    std::vector<std::size_t> groups(p_.rule.groups), experts;
    std::iota(groups.begin(), groups.end(), std::size_t{0});
    keep_best(groups, p_.rule.top_groups, [&](std::size_t g) { return of_group(g); });
    std::ranges::sort(groups);
    const std::size_t width = p_.expert_count / p_.rule.groups;
    for (const std::size_t g : groups)
      for (std::size_t e = g * width; e < (g + 1) * width; ++e) experts.push_back(e);
    return experts;
  }

  const Gating& p_;
  std::vector<double> score_;  // [E]
};

}  // namespace

void gate_experts(const Gating& p) {
  const GatingRule& r = p.rule;
  if (r.groups == 0 || p.expert_count % r.groups != 0 || r.top_groups > r.groups)
    throw ShapeError(fmt::format("gate_experts: {} experts in {} groups, {} of them chosen",
                                 p.expert_count, r.groups, r.top_groups));
  if (p.top_k > p.expert_count / r.groups * r.top_groups)
    throw ShapeError(fmt::format("gate_experts: {} of {} experts in {} of {} groups", p.top_k,
                                 p.expert_count, r.top_groups, r.groups));
  TokenGate gate(p);
  for (std::size_t t = 0; t < p.tokens; ++t) gate.run(t);
}

}  // namespace modus::kernels
