// The language's own functions as Z3 terms. What has a formula of its own is one (abs, min, floor);
// the rest is a constant, one for each different argument, under constraints that are true of the
// function wherever it is defined and say nothing elsewhere, so that no totality leaks.
//
//   sqrt(x)      ->   f0 with  x >= 0 -> f0 >= 0 and f0 * f0 = x
//   gcd(a, b)    ->   f0 with  f0 divides both and is a sum of multiples of them
//   ln(x)        ->   f0 with  laws only: order, products, sure bounds at numerals
#pragma once

#include <memory>
#include <vector>

#include "claims/functions.h"

namespace z3 {
class context;
class expr;
}  // namespace z3

namespace modus::symbolic::encode {

class FunctionTerms {
 public:
  explicit FunctionTerms(z3::context& context);  // borrowed
  ~FunctionTerms();
  FunctionTerms(const FunctionTerms&) = delete;
  FunctionTerms& operator=(const FunctionTerms&) = delete;

  // Numbers in, a number or a truth value out. Throws OutsideFragment.
  z3::expr term(claims::Function function, const std::vector<z3::expr>& arguments);
  z3::expr root(const z3::expr& radicand, unsigned degree);  // at most kMaxPower

  // To be asserted beside every formula that holds such terms.
  const std::vector<z3::expr>& constraints() const;
  // Whether some constraints are laws that do not fix the value: then no model is to be trusted
  // before it was evaluated.
  bool by_laws() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Whether the function needs constraints beside its term.
bool is_constrained(claims::Function function);

}  // namespace modus::symbolic::encode
