// Claims about numbers, read as formulas over polynomial signs; what is no such claim stays in them
// as unknown.
//
//   (x + 1) / y = 2 or kind(ann)     x + 1 - 2*y = 0 where y is not 0,  or  unknown
//
// A divisor (and the base of a power with an exponent <= 0) is carried along: where it is not known
// to differ from 0 the atom is unknown. Names, variables that are in scope, applications and terms
// with `div` and `mod` are the indeterminates: equal terms are one indeterminate.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "claims/claim.h"
#include "claims/sorts.h"
#include "symbolic/algebra/polynomial.h"
#include "symbolic/algebra/sign_cells.h"

namespace modus::symbolic::algebra {

struct Formula {
  enum class Kind : std::uint8_t {
    kTrue,
    kFalse,
    kUnknown,
    kZero,
    kPositive,  // polynomial = 0, polynomial > 0
    kNot,
    kAnd,
    kOr,
    kIff,
    kForall,  // over `bound`
  };
  Kind kind = Kind::kUnknown;
  Polynomial polynomial = {};
  std::vector<Polynomial> nonzero = {};  // of an atom: its divisors
  std::vector<Formula> parts = {};
  Indeterminate bound = 0;

  bool is_atom() const { return kind == Kind::kZero || kind == Kind::kPositive; }
};

// The indeterminates of a formula that no quantifier in it binds.
std::set<Indeterminate> free_in(const Formula& formula);
// Adds the polynomials whose signs the formula speaks of, each once, but for constants.
void collect_polynomials(const Formula& formula, std::vector<Polynomial>& all);

// One reader for all formulas of a query, so that a name is one indeterminate throughout.
class Reader {
 public:
  explicit Reader(const claims::Signature& signature) : signature_(signature) {}  // borrowed

  // Variables must be bound in the claim or opened. Throws TooLarge.
  Formula formula(const claims::Claim& claim);

  // From now on the variable, bound by the head of `quantified`, is a fresh indeterminate. False,
  // and nothing is done, where it does not range over numbers.
  bool open(const claims::Claim& quantified);

  Numbers numbers(Indeterminate indeterminate) const { return known_[indeterminate].numbers; }
  // A name of the problem: any number is a value of it. Not so for age(ann) or x mod 2.
  bool is_free(Indeterminate indeterminate) const { return known_[indeterminate].free; }

 private:
  struct Fraction {
    Polynomial numerator, denominator = Polynomial(1);
    std::vector<Polynomial> nonzero = {};
  };
  struct Known {
    Numbers numbers;
    bool free;
  };
  struct NoNumber {};

  Formula comparison(const claims::Claim& claim);
  Formula approximation(const claims::Claim& claim);
  Formula membership(const claims::Claim& claim);
  Formula quantifier(const claims::Claim& claim);
  Fraction term(const claims::Claim& claim);
  Fraction sum(const claims::Claim& claim);
  Fraction quotient(const claims::Claim& claim);
  Fraction power(const claims::Claim& claim);
  Fraction opaque(const claims::Claim& claim);
  std::string key(const claims::Claim& claim, std::vector<Polynomial>& nonzero);
  Fraction indeterminate(const claims::Claim& claim, Known known);

  const claims::Signature& signature_;
  std::vector<Known> known_;
  std::map<std::string, Indeterminate> by_key_;
  std::map<std::string, Indeterminate> in_scope_;  // variables
};

}  // namespace modus::symbolic::algebra
