// Start here: English problems in, checked chains out.
//
//   Reasoner reasoner(tokenizer, decoder, {});
//   Outcome outcome = reasoner.solve({&problem, 1}).front();
#pragma once

#include <atomic>
#include <cstddef>
#include <span>
#include <vector>

#include "bridge/attempt.h"
#include "bridge/guide/signs.h"
#include "bridge/problem.h"
#include "neural/decoder.h"
#include "neural/tokenizer.h"

namespace modus::bridge {

struct ReasonerOptions {
  AttemptOptions attempt;
  std::size_t batch = 8;                    // problems at a time
  const std::atomic<bool>* stop = nullptr;  // set: all end with what they have
};

// One thread at a time. The decoder is borrowed, and must be the tokenizer's.
class Reasoner {
 public:
  // Throws ConfigError for a tokenizer without the tokens of chains.
  Reasoner(const neural::Tokenizer& tokenizer, neural::Decoder& decoder, ReasonerOptions options);

  // One outcome a problem. Deterministic: a function of problem, seed and decoder, whatever the
  // batch and however long checks take. Throws Error for a problem of more than 64 sentences.
  std::vector<Outcome> solve(std::span<const Problem> problems);

 private:
  const Signs signs_;
  neural::Decoder& decoder_;
  ReasonerOptions options_;
};

}  // namespace modus::bridge
