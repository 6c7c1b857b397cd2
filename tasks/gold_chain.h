// The steps that a model is taught to write: derivation and answer of a rule world under
// `logic directed`.
//
//   ask patient(ann)   s1 given kind(ann)   s2 given kind(X) -> patient(X)
//     s3  have  patient(ann)  by modus_ponens s1 s2
//     answer true  by s3
//
// True or false: a derivation of least height of the asked literal or its opposite, premises before
// conclusions, ties to the lower sentence. Open: everything derived that the question could depend
// on (its backward cone), by height, then `answer open`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "claims/chain.h"

namespace modus::tasks {

inline constexpr std::size_t kMaxConeSteps = 20;

// All that follows from the givens of a problem.
class RuleWorldClosure {
 public:
  // Closes the givens of a chain, all of them Horn: else throws Error.
  explicit RuleWorldClosure(const claims::Chain& problem);
  ~RuleWorldClosure();

  struct Derived {
    claims::Claim literal;
    std::uint32_t height = 0;  // 0: a given
  };
  std::vector<Derived> facts() const;  // in order of derivation
  std::optional<std::uint32_t> height(const claims::Claim& literal) const;  // nullopt: not derived

  // A given rule that one side of a contradiction rests on; nullopt where there is none.
  std::optional<claims::StepId> culprit() const;

  // Height of the highest fact in the question's backward cone, and their number.
  struct Cone {
    std::uint32_t height = 0;
    std::size_t steps = 0;
  };
  Cone cone(const claims::Claim& question) const;

  // The problem (the same givens, and a question that is a ground literal) with derivation and
  // answer. nullopt where the givens contradict each other or the cone of an open question has more
  // than kMaxConeSteps steps.
  std::optional<claims::Chain> solved(const claims::Chain& problem) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace modus::tasks
