// The choice of the next token among all of a vocabulary.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/random.h"
#include "neural/vocabulary.h"

namespace modus::neural {

// Applied in this order: temperature, the top_k most probable, of these the fewest whose
// probabilities reach top_p (nucleus sampling: Holtzman et al. 2020, arXiv 1904.09751).
struct SamplingOptions {
  double temperature = 0;  // 0 to 10; 0: always the most probable, ties to the lower id
  std::size_t top_k = 0;   // 0: all
  double top_p = 1;        // above 0, at most 1
  std::uint64_t seed = 0;
};

class TokenSampler {
 public:
  // allowed: by token. ConfigError where an option is out of range or no number.
  TokenSampler(const SamplingOptions& options, std::vector<bool> allowed);

  // logits: float32 [V], V at least the size of `allowed`; what lies behind is not allowed. Error
  // where one is no number.
  TokenId next(std::span<const float> logits);

 private:
  void keep_probable(std::span<const float> logits);

  SamplingOptions options_;
  std::vector<TokenId> allowed_;
  RandomStream random_;
  std::vector<TokenId> candidates_;  // a heap, the most probable first
  std::vector<std::uint64_t> mask_;  // [ceil(V / 64)]
};

}  // namespace modus::neural
