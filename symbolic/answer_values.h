// The numbers of an answer and where each came from: what a sentence may use, and what only a
// failed sentence brought in.
//
//   problem 18, 36;  sentence 4 "18 + 36 = 44" failed   ->   44 rests on sentence 4
//   sentence 5 "44 / 2 = 22"                            ->   uses 44, and 22 rests on sentence 5
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "claims/claim.h"

namespace modus::symbolic {

using Numbers = std::set<claims::Rational>;
using Sentences = std::set<std::size_t>;  // count from 1

Numbers numbers_in(std::string_view text);  // every number written, "twelve" too; days of dates
Numbers numbers_in(const claims::Claim& claim);  // every literal

// The numbers that a claim calculates with, and those it arrives at: of 18 + 36 = 44 the operands
// are 18 and 36, the result is 44; of 24 = 12 * 2 the result is 24.
struct Roles {
  Numbers operands, results;
};
Roles roles_of(const claims::Claim& claim);

// Invariant: a value is known, or belongs to at most one failed sentence; known wins.
class ValueOrigins {
 public:
  explicit ValueOrigins(Numbers of_problem) : known_(std::move(of_problem)) {}

  bool knows(const claims::Rational& value) const { return known_.contains(value); }
  void accept(const Numbers& values) { known_.insert(values.begin(), values.end()); }
  // Known because an accepted claim arrives at it.
  bool derives(const claims::Rational& value) const { return derived_.contains(value); }
  void accept_results(const Numbers& values) {
    accept(values);
    derived_.insert(values.begin(), values.end());
  }

  // A failed sentence brought these in; those that are known anyway, or that another failed
  // sentence brought in first, are not its own.
  void taint(const Numbers& values, std::size_t sentence);
  // The failed sentences that a use of these values rests on.
  Sentences rests_on(const Numbers& values) const;

 private:
  Numbers known_, derived_;
  std::map<claims::Rational, std::size_t> tainted_;  // by the sentence that brought it in
};

}  // namespace modus::symbolic
