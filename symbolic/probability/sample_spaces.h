// The sample spaces behind the probabilities of a query: one for each regime, its points grouped by
// what the query can tell apart.
//
//   P(a and b) = 0.2, P(a) = 0.3      one regime, classes: a and b | a and not b | not a
//
// The weight of the last class of a regime is 1 minus the others, so the measures need no equation.
// Where a regime has several worlds, points that break consistency (x = 1 here, but y[x = 1]
// differs from y) do not exist.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "claims/claim.h"
#include "claims/model.h"
#include "claims/probability.h"
#include "symbolic/probability/polynomial.h"

namespace modus::symbolic {

inline constexpr std::size_t kMaxPoints = std::size_t{1} << 12;  // of one regime
inline constexpr std::size_t kMaxClasses = 300;                  // of one regime

// An event as it stands in a world.
struct EventInWorld {
  claims::Claim event;
  claims::World world;
};

struct SampleSpace {
  std::string regime;
  claims::EventVariables variables;
  std::vector<EventInWorld> events;          // that the classes tell apart
  std::vector<claims::SamplePoint> classes;  // a point of each, at least one
  std::uint32_t first_weight = 0;            // of class 0; the last class has none

  std::vector<bool> members(const EventInWorld& event) const;  // one a class
  Polynomial weight(const std::vector<bool>& members) const;
};

class SampleSpaces {
 public:
  // terms: every kProbability and kIndependent of a query. Throws NoMeasure.
  explicit SampleSpaces(std::span<const claims::Claim> terms);

  const SampleSpace& of(const claims::Claim& term) const { return spaces_.at(regime_of(term)); }
  const std::map<std::string, SampleSpace>& all() const { return spaces_; }
  std::uint32_t weights() const { return weights_; }

  // What a variable or event of an independence can be: x = 1, x = 2, neither.
  std::vector<claims::Claim> values(const claims::Claim& part) const;

  // One measure of several worlds agrees with the measure of each: polynomials that are 0.
  std::vector<Polynomial> marginals() const;

 private:
  void collect(const claims::Claim& term);
  void share_states();
  void add_events(const claims::Claim& term);
  void share_worlds();
  std::map<std::string, SampleSpace> spaces_;
  std::map<std::string, std::set<std::string>> states_;  // by variable, as printed
  std::uint32_t weights_ = 0;
};

// Every kProbability and kIndependent in the claims, each once.
std::vector<claims::Claim> probability_terms(std::span<const claims::Claim> claims);
bool mentions_probability(const claims::Claim& claim);  // those and kGraph

}  // namespace modus::symbolic
