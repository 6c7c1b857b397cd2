// The givens of one sentence, which stand or fall together: each may say its part of it, and all
// of them leave nothing over.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "claims/chain.h"
#include "symbolic/live_chain.h"

namespace modus::bridge {

struct SentenceJudgement {
  symbolic::Verdict verdict = symbolic::Verdict::kGrounded;
  std::string reason;               // "" where all of them are grounded, else of the first fault
  std::vector<std::string> unused;  // content words of the sentence that none of them uses
};

// Appends them and sets their ids; after one that is malformed no more. Taking them back is left to
// the caller.
SentenceJudgement append_sentence(symbolic::LiveChain& live, std::span<claims::Step> givens);

}  // namespace modus::bridge
