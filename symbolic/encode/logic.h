// Claims as Z3 terms: entities are an uninterpreted sort, numbers are Int and Real, predicates and
// functions are uninterpreted. `absent p` reads as `not p`: completions are axioms of the theory.
// Included only by files of symbolic/encode and symbolic/layers.
//
//   forall X: dog(X) -> exists Y: owner(Y, X)   ->   (forall ((X entity)) (=> (dog X) (exists ...)))
//   x in s  (s: set[entity])                    ->   (in:s x)
#pragma once

#include <map>
#include <string>
#include <vector>

#include <z3++.h>

#include "claims/claim.h"
#include "claims/sorts.h"
#include "symbolic/encode/arithmetic.h"

namespace modus::symbolic::encode {

class Encoder {
 public:
  // Both are borrowed.
  Encoder(z3::context& context, const claims::Signature& signature);

  // Throws OutsideFragment. Claims are closed.
  z3::expr formula(const claims::Claim& claim);
  z3::expr term(const claims::Claim& claim);

  z3::sort sort(const claims::Sort& sort);
  z3::func_decl declaration(const std::string& name);  // of a name in the signature

 private:
  z3::expr quantified(const claims::Claim& claim);
  z3::expr compared(const claims::Claim& claim);
  z3::expr applied(const claims::Claim& claim);
  z3::expr as_sort(const z3::expr& term, const claims::Sort& wanted);
  z3::expr member(const z3::expr& element, const claims::Claim& set);
  z3::expr same_set(const claims::Claim& a, const claims::Claim& b);
  z3::expr subset(const claims::Claim& a, const claims::Claim& b);
  bool is_set(const claims::Claim& term) const;
  z3::sort element_sort(const claims::Claim& set);

  z3::context& context_;
  const claims::Signature& signature_;
  z3::sort entity_;
  std::map<std::string, z3::func_decl> declarations_;
  std::vector<std::pair<std::string, z3::expr>> bound_;  // innermost last
};

}  // namespace modus::symbolic::encode
