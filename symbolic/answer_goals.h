// What an answer has to prove: the question instantiated. Pure.
//
//   ask patient(ann)            answer true        ->  patient(ann)
//   ask X: rolls_each = X       answer 27          ->  rolls_each = 27,
//                                                      forall X: rolls_each = X -> X = 27
//   ask all X: kind(X)          answer {ann}       ->  kind(ann), forall X: kind(X) -> X = ann
#pragma once

#include <string>
#include <vector>

#include "claims/chain.h"
#include "claims/sorts.h"

namespace modus::symbolic {

struct AnswerGoals {
  std::string malformed;               // the answer does not fit the question; "" when it does
  std::vector<claims::Claim> proved;   // closed claims that the cited steps must entail
  std::vector<claims::Claim> excluded; // a choice's other claims: none may be entailed
  std::optional<claims::Claim> open;   // neither it nor its negation may be entailed by the givens
  bool nothing_missed = false;         // depends on every sentence having been read
};

AnswerGoals answer_goals(const claims::Chain& chain, const claims::Signature& signature);

// The opposite of a claim: `not p` for p, p for `not p`.
claims::Claim opposite(const claims::Claim& claim);

}  // namespace modus::symbolic
