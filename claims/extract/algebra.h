// What a text says over unknowns: an equation that it derives from the one before it is linked to
// that one, and of those that it only writes down it is read what is false whatever was meant.
//
//   "2x + 3 = 11, so 2x = 8."                   ->   2 * x + 3 = 11;  2 * x = 8, from the first
//   "x + y = 10 and x - y = 2"                  ->   two equations, neither from the other
//   "$3x = 12$. We solve it. We get $x = 5$."   ->   3 * x = 12; x = 5; 3 * 5 = 12   put back
//   "$f(t) = (t + 1)^2 = t^2 + 1$"              ->   (2 + 1)^2 = 2^2 + 1             at t = 2
//   "$\binom{5}{2} = 12$"                       ->   binomial(5, 2) = 12
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "claims/claim.h"
#include "claims/extract/algebra_equations.h"
#include "claims/extract/extract.h"
#include "claims/extract/plain_math.h"

namespace modus::claims {

class Algebra {
 public:
  explicit Algebra(std::string_view text) : text_(text) {}

  // The text lets this letter be a number, whatever letter it is.
  void let(const std::string& name) { let_.insert(name); }

  // The next sentence. known: names that have a definition; equations that use them are read
  // elsewhere. Spans are in the whole; `follows` counts the kAlgebra readings of all sentences.
  // Of instances only those that fail are read: they prove no identity, and a value that satisfies
  // an equation need not be its only solution.
  std::vector<Reading> read(const PlainText& plain, const std::set<std::string>& known);

 private:
  struct Equation {  // in one unknown
    std::string unknown;
    Claim left, right;
    std::size_t sentence = 0;
  };
  struct Unsolved {
    Claim claim;
    Span span;
    std::size_t count = 0;  // which of the kAlgebra readings
  };

  void read_equation(const AlgebraicEquation& equation, Span span, std::vector<Reading>& readings);
  Reading linked(const Claim& claim, Span span);
  std::optional<Claim> put_back(const std::string& unknown, const Claim& value) const;

  std::string_view text_;
  std::string_view before_;  // the plain text in front of the equation
  bool leads_ = false;       // nothing stands before it in its formula
  std::deque<Equation> equations_;
  std::optional<Unsolved> last_;  // the equation that the next one may follow from
  std::size_t last_end_ = 0;      // of the last equation over unknowns, in the text
  std::size_t sentence_ = 0, count_ = 0;
  std::set<std::string> let_;
};

// Whether the words between two equations say that the second follows from the first: "so",
// "gives", "dividing both sides by 2", an arrow. Not where something else comes between them:
// another equation, "or", "and", "if", a new case.
bool says_it_follows(std::string_view between);

}  // namespace modus::claims
