// The points of the sample space that a query about probabilities speaks of, for the second opinion.
// Written apart from symbolic/probability and claims/probability.h, on purpose: every point is an
// assignment to all variables of the query, none is merged.
//
//   P(a and x = 1)   ->   a: true, false; x: 1, any other   ->   4 points, the event at the first
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "claims/claim.h"
#include "claims/sorts.h"

namespace modus::symbolic {

// What has no measure here: other worlds, graphs, events with bound variables, too many points.
struct NoSecondMeasure {};

class SecondMeasure {
 public:
  static constexpr std::size_t kMaxPoints = 256;

  // Throws NoSecondMeasure. The signature is borrowed.
  SecondMeasure(std::span<const claims::Claim> claims, const claims::Signature& signature);

  std::size_t size() const { return points_; }
  bool holds(const claims::Claim& event, std::size_t point) const;
  // The value at a point of a variable or, of an event, "true" or "false".
  std::string value(const claims::Claim& part, std::size_t point) const;

 private:
  struct Variable {
    std::string key;
    std::vector<std::string> states;  // of a random variable, and last "" for any other
  };
  void visit(const claims::Claim& claim);
  void visit_event(const claims::Claim& event);
  void add(const claims::Claim& variable, const std::vector<std::string>& states);
  bool is_random(const claims::Claim& claim) const;
  struct Test {  // X = 1, 1 = X, X in {1, 2}
    claims::Claim variable;
    std::vector<std::string> states;
  };
  Test test_of(const claims::Claim& comparison) const;
  std::string state_text(const claims::Claim& state) const;
  const std::string& state_at(const claims::Claim& variable, std::size_t point) const;

  const claims::Signature& signature_;
  std::vector<Variable> variables_;
  std::size_t points_ = 1;
};

// Does a claim mention a probability, an independence or a graph?
bool speaks_of_probability(const claims::Claim& claim);

}  // namespace modus::symbolic
