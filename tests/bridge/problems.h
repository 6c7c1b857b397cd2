// Problems with gold chains and a tokenizer that knows their words in part, for tests of the guide.
#pragma once

#include <string>
#include <vector>

#include "claims/chain.h"
#include "neural/tokenizer.h"
#include "tasks/generate.h"

namespace modus::bridge {

struct GoldProblem {
  std::vector<std::string> sentences;
  std::string question;
  claims::Chain chain;
};

// The same ones each time.
std::vector<GoldProblem> generated_problems(tasks::Family family, std::size_t count);
GoldProblem written_problem(const std::string& question, const char* chain_text);

const neural::Tokenizer& test_tokenizer();

// "s3 have modus_ponens s1 s2 nice ann ;" : header items and steps, each to its `;`.
std::vector<std::vector<neural::TokenId>> gold_parts(const claims::Chain& chain);

}  // namespace modus::bridge
