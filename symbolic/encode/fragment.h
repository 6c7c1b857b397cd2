// Which logic a query lies in: decides which layer may be asked and how the solver is set up.
//
//   kind(X) -> nice(X), kind(ann) |- nice(ann)    small EPR: decidable, bounded
//   x = 2 * y, y = age(ann) |- x > y              linear, quantifier-free
//   x * y = 6 |- x != 0                           non-linear: only a fresh solver is asked
#pragma once

#include <cstddef>
#include <set>
#include <string>

#include "claims/claim.h"
#include "claims/sorts.h"

namespace modus::symbolic::encode {

enum class Side : std::uint8_t { kAsserted, kDenied };  // as a premise; as a goal to be refuted

struct Fragment {
  bool refused = false;  // too deep, or a variable without a sort: nothing to decide
  bool quantifiers = false;
  bool quantified_numbers =
      false;                  // a bound variable of number sort, or numbers below a quantifier
  bool exists_forall = true;  // every assertion is of the form exists* forall*
  bool functions = false;     // a function with arguments: age(ann)
  bool entities = false;      // any name, predicate or function that is no plain number
  bool numbers = false;       // literals or operations; whole literals fit either sort
  bool integers = false;
  bool reals = false;
  bool rounding = false;  // div or mod, which make a whole number of a real one
  bool nonlinear = false;
  bool sets = false;
  bool constrained = false;         // functions that need constraints beside the formulas: sqrt(x)
  bool probability = false;  // or a causal graph: layers/probability.h
  std::size_t size = 0;             // nodes
  std::size_t bound_variables = 0;  // most in one assertion
  std::size_t witnesses = 0;        // of existentials
  std::set<std::string> names;      // constants

  void add(const claims::Claim& claim, Side side, const claims::Signature& signature);
  void merge(const Fragment& other);

  bool arithmetic() const { return numbers || integers || reals; }
  // No numbers, exists* forall*, no functions below quantifiers, few instances. May run in process.
  bool is_small_epr() const;
  // No quantifiers, linear, no sets, no constraints; bounded size.
  bool is_linear() const;
  // The SMT-LIB name of the logic; "" where no specialised solver helps.
  const char* logic() const;
};

}  // namespace modus::symbolic::encode
