// Claims as Z3 formulas.
//
//   kind(X) and not rough(X) -> nice(X)   (closed)   ->   (forall ((v0 entity)) (=> ...))
//   x in {1, 2}                                      ->   (or (= x 1) (= x 2))
//   absent p(a)                                      ->   (not (p a))
//
// Entities are an uninterpreted sort that is never empty; numbers are exact; a bound variable has
// the sort that its uses give it. `absent` reads as `not`: the completion of its predicate is among
// the axioms. See arithmetic.h for why total functions prove nothing.
#pragma once

#include <memory>
#include <vector>

#include "claims/claim.h"
#include "claims/sorts.h"
#include "symbolic/encode/arithmetic.h"
#include "symbolic/encode/quantities.h"
#include "symbolic/encode/symbols.h"

namespace modus::symbolic::encode {

inline constexpr std::size_t kMaxEncodedDepth = 5000;

class Encoder {
 public:
  // Both are borrowed. Equal sequences of calls give equal formulas.
  Encoder(z3::context& context, const claims::Signature& signature);
  ~Encoder();
  Encoder(const Encoder&) = delete;
  Encoder& operator=(const Encoder&) = delete;

  // The units that later formulas speak in; borrowed. Before: numbers as they are written.
  void speak_in(const QueryUnits& units);

  // A closed formula. Throws OutsideFragment.
  z3::expr formula(const claims::Claim& claim);

  const Symbols& symbols() const;

  // Constraints on the language's own functions in the formulas so far: to be asserted beside them.
  const std::vector<z3::expr>& constraints() const;
  // Whether such functions are known by laws only: then a model counts once it was evaluated.
  bool by_laws() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace modus::symbolic::encode
