// The model alone: it writes what it likes best, no token is forbidden, nothing is checked, and it
// is believed.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "bridge/problem.h"
#include "claims/chain.h"
#include "neural/decoder.h"
#include "neural/tokenizer.h"

namespace modus::bridge {

struct UnguidedText {
  std::string text;                    // to <end>, or as far as it got
  std::string answer;                  // "true", "false", "open", a term; "" where there is none
  std::optional<claims::Chain> chain;  // where it parses; with the problem's text
  std::size_t tokens = 0;
};

struct UnguidedOptions {
  std::size_t batch = 8;
  std::size_t max_tokens = 2048;  // a problem
};

// The token with the highest logit, ties to the lower id, until <end>.
std::vector<UnguidedText> write_unguided(const neural::Tokenizer& tokenizer,
                                         neural::Decoder& decoder,
                                         std::span<const Problem> problems,
                                         const UnguidedOptions& options);

}  // namespace modus::bridge
