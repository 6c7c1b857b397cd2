// Sets as Z3 arrays to Bool, and their cardinalities.
//
//   union(a, {ann})        ->   the array that is true where a is, and at ann
//   card({x, y})           ->   1 + (x = y ? 0 : 1)
//   card({X in {x, y}: p(X)})   ->   (p(x) ? 1 : 0) + (p(y) and not (p(x) and x = y) ? 1 : 0)
//   card(union(a, b))      ->   c0 with  c0 = card(a) + card(b) - card(intersection(a, b))  and
//   laws
#pragma once

#include <memory>
#include <vector>

#include "claims/functions.h"

namespace z3 {
class context;
class expr;
class sort;
}  // namespace z3

namespace modus::symbolic::encode {

z3::expr set_operation(claims::Function function, const std::vector<z3::expr>& sets);
z3::expr without_members(const z3::sort& elements);

// A set as a list: an element belongs to it where its guard holds. Two elements may be one.
struct SetMembers {
  std::vector<z3::expr> elements, guards;
};
// kCard, kSum, kLeast .. kSetMean of the different members. Of no member the last three are any
// number. Throws OutsideFragment for a median.
z3::expr number_of(z3::context& context, claims::Function function, const SetMembers& members);

// Cardinalities of sets whose members are not listed: constants under laws that are true of all
// finite sets and do not fix every value.
class Cardinalities {
 public:
  explicit Cardinalities(z3::context& context);  // borrowed
  ~Cardinalities();
  Cardinalities(const Cardinalities&) = delete;
  Cardinalities& operator=(const Cardinalities&) = delete;

  z3::expr of(const z3::expr& set);  // whole, never negative. Throws OutsideFragment for too many
  const std::vector<z3::expr>& constraints() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace modus::symbolic::encode
