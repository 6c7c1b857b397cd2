// A classical chain under way: its header, the steps so far, which of them may be cited here, and
// goals that are likely to follow from them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "claims/chain.h"
#include "tools/soundness/claim_maker.h"
#include "tools/soundness/sample.h"
#include "tools/soundness/world.h"

namespace modus::soundness {

inline constexpr double kFault = 0.02;  // at each place where something can go wrong

struct Known {  // a step that may be cited
  claims::StepId id;
  claims::Claim claim;
  std::vector<bool> holds;  // by model of the sample
};

class Draft {
 public:
  explicit Draft(RandomStream random);  // chooses vocabulary and header

  std::size_t pick(std::size_t count) { return random.below(static_cast<std::uint32_t>(count)); }
  bool chance(double p) { return random.chance(p); }
  ClaimMaker maker() { return ClaimMaker(scope, random); }

  claims::Step& add(claims::StepKind kind, claims::Claim claim);
  void know(const claims::Step& step);  // it may be cited from now on

  void given();  // mostly one that leaves the givens a model
  void have();   // something that the steps it cites probably entail
  void have(claims::Claim claim, const std::vector<claims::StepId>& ids);

  // Steps to cite: often all in scope, else a few, known[at_least] among them where it is not 0;
  // now and then one that is out of scope.
  std::vector<claims::StepId> cites(std::size_t at_least);
  // The models of the sample where all these steps hold.
  std::vector<const Model*> where(const std::vector<claims::StepId>& ids) const;
  claims::Claim goal_for(const std::vector<claims::StepId>& ids);

  RandomStream random;
  claims::Chain chain;
  Vocabulary vocabulary;
  Scope scope;
  std::vector<Known> known;  // in scope
  std::uint32_t last_id = 0;
  std::size_t things_bound = 0;  // of the fresh names
  std::size_t numbers_bound = 0;

  Sample& sample() { return *sample_; }

 private:
  void choose_header();
  bool leaves_a_model(const claims::Claim& claim) const;
  claims::Claim given_claim();
  claims::Claim closed_given(ClaimMaker& make);
  std::vector<std::size_t> places(const std::vector<claims::StepId>& ids) const;

  std::optional<Sample> sample_;
};

}  // namespace modus::soundness
