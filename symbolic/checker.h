// One way in: a chain, in any of its forms, to verdicts with evidence. Start here.
//
//   ChainResult result = check_chain(parse_chain(text, "museum.chain"), {});
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "claims/chain.h"
#include "symbolic/entailment.h"
#include "symbolic/verdict.h"

namespace modus::rules {
class Library;
}

namespace modus::symbolic {

struct CheckOptions {
  Limits limits;
  Wanted wanted = Wanted::kEvidence;
  bool double_check = false;                 // cvc5's second opinion on every proved
  const rules::Library* library = nullptr;   // nullptr: no rules
};

// Never throws for what the chain says: a malformed chain has the verdict malformed.
ChainResult check_chain(const claims::Chain& chain, const CheckOptions& options);
std::vector<ChainResult> check_chains(std::span<const claims::Chain> chains,
                                      const CheckOptions& options);

// The same, step by step: for a writer that is checked while it writes, and for benchmarks.
class Checker {
 public:
  Checker(claims::Chain header_and_text, const CheckOptions& options);
  ~Checker();
  StepResult check(const claims::Step& step);
  ChainResult finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace modus::symbolic
