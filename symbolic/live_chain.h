// A chain that is checked while it is being written: a step is appended and judged at once, and
// steps can be taken back.
//
//   LiveChain live(header, text, {});
//   live.append(ask);  live.append(given);        // grounded
//   live.append(have);                            // refuted: the writer thinks again
//   live.rollback(2);                             // the first two steps stay
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "claims/chain.h"
#include "symbolic/entailment.h"
#include "symbolic/verdict.h"

namespace modus::symbolic {

// What append() says of a step is what check_chain without rules says of it in the chain that ends
// with it. Under `logic directed` without closed predicates it takes tens of microseconds. One
// thread.
class LiveChain {
 public:
  LiveChain(claims::Header header, std::vector<std::string> text, Limits limits);
  ~LiveChain();
  LiveChain(LiveChain&&) noexcept;
  LiveChain& operator=(LiveChain&&) noexcept;

  const claims::Chain& chain() const;
  const std::vector<StepResult>& results() const;  // one a step, each as append() gave it

  // Accepted steps in scope: what the next one may cite.
  std::vector<claims::StepId> citable() const;
  // The sorts of all names so far: what is a predicate, and of how many arguments.
  const claims::Signature& signature() const;

  // A step that does not fit the chain as a whole (sorts that clash) is malformed like any other;
  // a name whose sort nothing fixes yet is not (`ask X: total = X`).
  const StepResult& append(claims::Step step);  // valid until the next call
  void rollback(std::size_t steps);             // keeps the first `steps`

  // A given's sentence has more to say than the givens read from it so far: "sentence 3 says `not`,
  // no given does". "" where all of it is used, and where the last step is no given.
  const std::string& left_over() const;
  // The givens that clash, as the last classical proof found out.
  const std::vector<claims::StepId>& inconsistent_core() const;
  // The cited steps as premises, with the definitions that they or `goal` name.
  std::vector<Premise> premises(std::span<const claims::StepId> cites,
                                const claims::Claim& goal) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace modus::symbolic
