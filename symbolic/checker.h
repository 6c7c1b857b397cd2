// One way in: a chain, in any of its forms, to verdicts with evidence. Start here.
//
//   ChainResult result = check_chain(parse_chain(text, "museum.chain"), {});
#pragma once

#include <memory>
#include <span>
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
  bool double_check = false;                // cvc5's second opinion on every proved; ConfigError
                                            // where this build has none
  const rules::Library* library = nullptr;  // nullptr: no rules
  int workers = 1;                          // chains checked at a time, each by a thread of its own
};

// Never throws for what the chain says: a malformed chain has the verdict malformed.
ChainResult check_chain(const claims::Chain& chain, const CheckOptions& options);
// In order; the results depend neither on the workers nor on what else is in the batch.
std::vector<ChainResult> check_chains(std::span<const claims::Chain> chains,
                                      const CheckOptions& options);

// The same step by step. One thread. The chain and the library are borrowed.
class Checker {
 public:
  // Throws ParseError where the chain as a whole is malformed: sorts that clash, a header that does
  // not fit the givens.
  Checker(const claims::Chain& chain, const CheckOptions& options);
  ~Checker();

  bool done() const;
  const StepResult& check_next();  // requires !done(); valid until the next call
  ChainResult finish();            // requires done(); once

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace modus::symbolic
