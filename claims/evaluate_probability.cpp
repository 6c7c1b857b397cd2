// Probability terms in a model that holds their measures: sums of exact weights.
#include <array>

#include "claims/evaluation.h"
#include "claims/expectation.h"
#include "claims/print.h"
#include "claims/probability.h"

namespace modus::claims {
namespace {

// The weight of the points at which the event holds; nullopt where a point leaves it open.
std::optional<Rational> weight(const Measure& measure, const Claim& event, const World& world) {
  Rational sum = 0;
  for (const auto& [point, weight] : measure) {
    const auto true_here = holds(event, world, point);
    if (!true_here) return std::nullopt;
    if (*true_here) sum += weight;
  }
  return sum;
}

}  // namespace

Value Evaluation::probability(const Claim& claim) const {
  const auto measure = model_.measures.find(regime_of(claim));
  if (measure == model_.measures.end()) return Unknown{"no measure for " + print(claim)};
  const World world = world_of(claim);
  const auto joint = weight(measure->second, joint_of(claim).child(0), world);
  const auto evidence = weight(measure->second, evidence_of(claim), world);
  if (!joint || !evidence) return Unknown{"no weights for " + print(claim)};
  if (*evidence == 0) return Undefined{claim.span()};
  return Quantity{Rational(*joint / *evidence), {}};
}

// Weighted by the points where the evidence holds; the variance as the mean squared distance.
Value Evaluation::expectation(const Claim& claim) const {
  const Claim& under = claim.child(1);
  const auto measure = model_.measures.find(regime_of(under));
  if (measure == model_.measures.end()) return Unknown{"no measure for " + print(claim)};
  const World world = world_of(under);
  const Claim evidence = evidence_of(under);
  std::vector<std::pair<Rational, Rational>> values;  // with their weights
  Rational total = 0, sum = 0;
  for (const auto& [point, weight] : measure->second) {
    const auto counts = holds(evidence, world, point);
    if (!counts) return Unknown{"no weights for " + print(claim)};
    if (!*counts || weight == 0) continue;
    const auto value = value_in_states(claim.child(0), [&, &at = point](const Claim& variable) {
      const auto state = value_at(variable, world, at);
      return state ? state_number(*state) : std::nullopt;
    });
    if (!value) return Unknown{"a state that is no number"};
    values.emplace_back(*value, weight);
    total += weight;
    sum += weight * *value;
  }
  if (total == 0) return Undefined{claim.span()};
  const Rational mean = sum / total;
  if (function_of(claim) == Function::kExpectation) return Quantity{mean, {}};
  Rational spread = 0;
  for (const auto& [value, weight] : values) spread += weight * (value - mean) * (value - mean);
  return Quantity{Rational(spread / total), {}};
}

// P(a, b, c) P(c) = P(a, c) P(b, c) at every value of a, b and of the conditions c.
Value Evaluation::independence(const Claim& claim) const {
  const auto measure = model_.measures.find(regime_of(claim));
  if (measure == model_.measures.end()) return Unknown{"no measure for " + print(claim)};
  const World world = world_of(claim);
  std::map<std::array<std::string, 3>, Rational> cells;
  std::map<std::array<std::string, 2>, Rational> left, right;
  std::map<std::string, Rational> conditions;
  for (const auto& [point, weight] : measure->second) {
    std::string given;
    std::vector<std::string> sides;
    for (std::size_t i = 0; i < claim.children().size(); ++i) {
      if (claim.child(i).op() == Op::kDo) continue;
      const auto value = value_at(claim.child(i), world, point);
      if (!value) return Unknown{"no weights for " + print(claim)};
      if (i < 2)
        sides.push_back(*value);
      else
        given += *value + ";";
    }
    cells[{sides[0], sides[1], given}] += weight;
    left[{sides[0], given}] += weight;
    right[{sides[1], given}] += weight;
    conditions[given] += weight;
  }
  for (const auto& [a, weight_of_a] : left)
    for (const auto& [b, weight_of_b] : right) {
      if (a[1] != b[1]) continue;
      const auto cell = cells.find({a[0], b[0], a[1]});
      const Rational both = cell == cells.end() ? Rational(0) : cell->second;
      if (both * conditions[a[1]] != weight_of_a * weight_of_b) return false;
    }
  return true;
}

}  // namespace modus::claims
