// A literal's derivation from a problem's givens, written as steps of the chain.
//
//   s1 given kind(ann)   s2 given kind(X) -> patient(X)   s3 given patient(X) -> calm(X)
//     calm(ann)   ->   s4  have  patient(ann)  by modus_ponens s1 s2
//                      s5  have  calm(ann)  by modus_ponens s3 s4
#pragma once

#include <memory>
#include <optional>

#include "claims/chain.h"

namespace modus::symbolic {

// The givens that are facts and Horn rules, closed once; the others are left aside.
class Derivation {
 public:
  explicit Derivation(const claims::Chain& problem);
  ~Derivation();

  // The step that holds the literal: a given, or the last of the steps that were appended to
  // `chain` (the problem, with or without earlier derivations) from a proof of least height.
  // nullopt where it is not in the closure, or the closure hit a limit.
  std::optional<claims::StepId> append(const claims::Claim& literal, claims::Chain& chain);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The next free step id of a chain.
claims::StepId next_id(const claims::Chain& chain);

// Appends `have claim by rule cites` and gives its id; the id of an earlier step with this claim,
// if there is one that needs no assumption.
claims::StepId append_have(claims::Chain& chain, const claims::Claim& claim, claims::Rule rule,
                           std::vector<claims::StepId> cites);

}  // namespace modus::symbolic
