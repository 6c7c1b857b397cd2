#include "tools/soundness/measures.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/core.h>

#include "tools/soundness/oracle_value.h"

namespace modus::soundness {

using claims::Claim;
using claims::Op;

namespace {

class Evaluator {
 public:
  explicit Evaluator(const Measures& measures) : measures_(measures) {}

  Value value(const Claim& claim) const {
    switch (claim.op()) {
      case Op::kTrue:
      case Op::kFalse:
        return Value::of(claim.op() == Op::kTrue);
      case Op::kNumber:
        return Value::of_number(fraction_of_digits(claim.literal().digits));
      case Op::kProbability:
        return probability(claim);
      case Op::kIndependent:
        return independence(claim);
      case Op::kGraph:
        return Value::of(!measures_.graph.empty());  // a chain gives no other graph
      case Op::kNot: {
        const Value inner = value(claim.child(0));
        return inner.kind == ValueKind::kTruth ? Value::of(!inner.truth) : inner;
      }
      case Op::kAnd:
        return conjunction(claim);
      default:
        return claims::is_comparison(claim.op()) ? comparison(claim) : arithmetic(claim);
    }
  }

  // Does the event hold at the point? nullopt: it speaks of something else.
  std::optional<bool> holds(const Claim& event, std::size_t point) const {
    if (event.op() == Op::kTrue) return true;
    if (event.op() == Op::kName) {
      const auto name = std::find(measures_.names.begin(), measures_.names.end(), event.name());
      if (name == measures_.names.end()) return std::nullopt;
      return (point >> (name - measures_.names.begin()) & 1u) != 0;
    }
    const auto left = event.children().empty() ? std::nullopt : holds(event.child(0), point);
    if (!left) return std::nullopt;
    if (event.op() == Op::kNot) return !*left;
    if (event.op() != Op::kAnd && event.op() != Op::kOr) return std::nullopt;
    const auto right = holds(event.child(1), point);
    if (!right) return std::nullopt;
    return event.op() == Op::kAnd ? *left && *right : *left || *right;
  }

  const Weights* weights_of(const Claim& term) const {
    std::string regime;
    for (const Claim& condition : term.children())
      if (condition.op() == Op::kDo) {
        if (condition.children().size() != 1) return nullptr;
        const Claim& set = condition.child(0);
        regime = set.op() == Op::kNot ? "not " + set.child(0).name() : set.name();
      }
    const auto found = measures_.regimes.find(regime);
    return found == measures_.regimes.end() ? nullptr : &found->second;
  }

  // Where all conditions of a term from the given child on hold.
  std::optional<bool> conditions_hold(const Claim& term, std::size_t from,
                                      std::size_t point) const {
    for (std::size_t i = from; i < term.children().size(); ++i) {
      if (term.child(i).op() == Op::kDo) continue;
      const auto here = holds(term.child(i), point);
      if (!here) return std::nullopt;
      if (!*here) return false;
    }
    return true;
  }

 private:
  Value probability(const Claim& term) const {
    const Weights* weights = weights_of(term);
    if (weights == nullptr) return Value::unknown();
    MaybeFraction both = Fraction(0), evidence = Fraction(0);
    for (std::size_t point = 0; point < weights->size() && both && evidence; ++point) {
      const auto given = conditions_hold(term, 1, point), event = holds(term.child(0), point);
      if (!given || !event) return Value::unknown();
      if (*given) evidence = add(*evidence, (*weights)[point]);
      if (*given && *event) both = add(*both, (*weights)[point]);
    }
    if (!both || !evidence) return Value::unknown();
    return evidence->is_zero() ? Value::undefined() : Value::of_number(divide(*both, *evidence));
  }

  // P(a, b, c) P(c) = P(a, c) P(b, c) for all values of a, b and the conditions c.
  Value independence(const Claim& claim) const {
    const Weights* weights = weights_of(claim);
    if (weights == nullptr) return Value::unknown();
    std::map<std::vector<bool>, std::array<Fraction, 4>> cells;  // by c: all, a, b, a and b
    for (std::size_t point = 0; point < weights->size(); ++point) {
      std::vector<bool> given;
      for (std::size_t i = 0; i < claim.children().size(); ++i) {
        if (claim.child(i).op() == Op::kDo) continue;
        const auto here = holds(claim.child(i), point);
        if (!here) return Value::unknown();
        given.push_back(*here);
      }
      const bool a = given[0], b = given[1];
      given.erase(given.begin(), given.begin() + 2);
      const bool counts[] = {true, a, b, a && b};
      for (std::size_t i = 0; i < 4; ++i) {
        Fraction& cell = cells[given][i];
        const auto sum = counts[i] ? add(cell, (*weights)[point]) : cell;
        if (!sum) return Value::unknown();
        cell = *sum;
      }
    }
    for (const auto& [given, cell] : cells) {
      const auto joint = multiply(cell[0], cell[3]), product = multiply(cell[1], cell[2]);
      if (!joint || !product) return Value::unknown();
      if (!(*joint == *product)) return Value::of(false);
    }
    return Value::of(true);
  }

  Value conjunction(const Claim& claim) const {
    const Value left = value(claim.child(0));
    return left.is_true() ? value(claim.child(1)) : left;
  }

  Value comparison(const Claim& claim) const {
    const Value left = value(claim.child(0)), right = value(claim.child(1));
    for (const Value& side : {left, right})
      if (side.kind == ValueKind::kUndefined) return side;
    if (left.kind != ValueKind::kNumber || right.kind != ValueKind::kNumber)
      return Value::unknown();
    const Fraction &a = left.number, &b = right.number;
    switch (claim.op()) {
      case Op::kEqual:
        return Value::of(a == b);
      case Op::kNotEqual:
        return Value::of(!(a == b));
      case Op::kLess:
        return Value::of(a < b);
      case Op::kLessEqual:
        return Value::of(!(b < a));
      case Op::kGreater:
        return Value::of(b < a);
      case Op::kGreaterEqual:
        return Value::of(!(a < b));
      default:
        return Value::unknown();
    }
  }

  Value arithmetic(const Claim& claim) const {
    if (claim.children().size() != 2) return Value::unknown();
    const Value left = value(claim.child(0)), right = value(claim.child(1));
    for (const Value& side : {left, right})
      if (side.kind == ValueKind::kUndefined) return side;
    if (left.kind != ValueKind::kNumber || right.kind != ValueKind::kNumber)
      return Value::unknown();
    switch (claim.op()) {
      case Op::kAdd:
        return Value::of_number(add(left.number, right.number));
      case Op::kSubtract:
        return Value::of_number(subtract(left.number, right.number));
      case Op::kMultiply:
        return Value::of_number(multiply(left.number, right.number));
      case Op::kDivide:
        return right.number.is_zero() ? Value::undefined()
                                      : Value::of_number(divide(left.number, right.number));
      default:
        return Value::unknown();
    }
  }

  const Measures& measures_;
};

// P(event | evidence) = value as a row over the points: its product with the weights is 0.
std::optional<Weights> row_of(const Evaluator& evaluator, const Claim& equation,
                              std::size_t points) {
  if (equation.op() != Op::kEqual || equation.child(0).op() != Op::kProbability)
    return std::nullopt;
  const Value value = evaluator.value(equation.child(1));
  if (value.kind != ValueKind::kNumber) return std::nullopt;
  const Claim& term = equation.child(0);
  Weights row;
  for (std::size_t point = 0; point < points; ++point) {
    const auto given = evaluator.conditions_hold(term, 1, point);
    const auto event = evaluator.holds(term.child(0), point);
    if (!given || !event) return std::nullopt;
    const auto entry = subtract(Fraction(*event ? 1 : 0), value.number);
    if (!entry) return std::nullopt;
    row.push_back(*given ? *entry : Fraction(0));
  }
  return row;
}

// Directions that all rows leave alone, by elimination; none where a number gets too large.
std::vector<Weights> directions(std::vector<Weights> rows, std::size_t points) {
  std::vector<std::size_t> pivots;
  for (std::size_t column = 0; column < points && pivots.size() < rows.size(); ++column) {
    const std::size_t top = pivots.size();
    std::size_t pivot = top;
    while (pivot < rows.size() && rows[pivot][column].is_zero()) ++pivot;
    if (pivot == rows.size()) continue;
    std::swap(rows[top], rows[pivot]);
    const Fraction scale = rows[top][column];
    for (Fraction& entry : rows[top]) {
      const auto scaled = divide(entry, scale);
      if (!scaled) return {};
      entry = *scaled;
    }
    for (std::size_t other = 0; other < rows.size(); ++other) {
      const Fraction factor = rows[other][column];
      if (other == top || factor.is_zero()) continue;
      for (std::size_t i = 0; i < points; ++i) {
        const auto part = multiply(factor, rows[top][i]);
        const auto rest = part ? subtract(rows[other][i], *part) : std::nullopt;
        if (!rest) return {};
        rows[other][i] = *rest;
      }
    }
    pivots.push_back(column);
  }
  std::vector<Weights> all;
  for (std::size_t column = 0; column < points; ++column) {
    if (std::find(pivots.begin(), pivots.end(), column) != pivots.end()) continue;
    Weights direction(points);
    direction[column] = Fraction(1);
    for (std::size_t i = 0; i < pivots.size(); ++i)
      direction[pivots[i]] = *subtract(Fraction(0), rows[i][column]);
    all.push_back(std::move(direction));
  }
  return all;
}

// weights + share * (the longest way in this direction).
std::optional<Weights> moved(const Weights& weights, const Weights& direction,
                             const Fraction& share) {
  MaybeFraction longest;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (!(direction[i] < Fraction(0))) continue;
    const auto way = divide(weights[i], *subtract(Fraction(0), direction[i]));
    if (!way) return std::nullopt;
    if (!longest || *way < *longest) longest = way;
  }
  const auto length = longest ? multiply(*longest, share) : std::nullopt;
  if (!length || length->is_zero()) return std::nullopt;
  Weights result;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const auto step = multiply(*length, direction[i]);
    const auto weight = step ? add(weights[i], *step) : std::nullopt;
    if (!weight) return std::nullopt;
    result.push_back(*weight);
  }
  return result;
}

struct Mechanism {
  std::vector<std::size_t> parents;
  std::vector<Fraction> chance;  // of being true, by the parents' values as bits
};

Weights weights_under(const std::vector<Mechanism>& mechanisms, std::optional<std::size_t> set,
                      bool set_to) {
  Weights weights;
  for (std::size_t point = 0; point < std::size_t{1} << mechanisms.size(); ++point) {
    MaybeFraction weight = Fraction(1);
    for (std::size_t node = 0; node < mechanisms.size() && weight; ++node) {
      const bool is_true = (point >> node & 1u) != 0;
      std::size_t parents = 0;
      for (std::size_t i = 0; i < mechanisms[node].parents.size(); ++i)
        parents |= (point >> mechanisms[node].parents[i] & 1u) << i;
      const Fraction& chance = mechanisms[node].chance[parents];
      const Fraction factor = set == node ? Fraction(is_true == set_to ? 1 : 0)
                              : is_true   ? chance
                                          : *subtract(Fraction(1), chance);
      weight = multiply(*weight, factor);
    }
    weights.push_back(weight.value_or(Fraction(0)));
  }
  return weights;
}

}  // namespace

Truth truth_in(const Measures& measures, const Claim& claim) {
  const Value value = Evaluator(measures).value(claim);
  if (value.kind == ValueKind::kUndefined) return Truth::kUndefined;
  if (value.kind != ValueKind::kTruth) return Truth::kUnknown;
  return value.truth ? Truth::kTrue : Truth::kFalse;
}

MaybeFraction number_in(const Measures& measures, const Claim& term) {
  const Value value = Evaluator(measures).value(term);
  return value.kind == ValueKind::kNumber ? MaybeFraction(value.number) : std::nullopt;
}

Measures random_table(std::size_t names, RandomStream& random) {
  Measures table;
  for (std::size_t i = 0; i < names; ++i) table.names.push_back(std::string(1, "abc"[i]));
  std::vector<std::int64_t> parts;
  std::int64_t sum = 0;
  for (std::size_t point = 0; point < std::size_t{1} << names; ++point)
    sum += parts.emplace_back(random.chance(0.1) ? 0 : 1 + random.below(6));
  for (const std::int64_t part : parts)
    table.regimes[""].push_back(*Fraction::make(part, sum == 0 ? 1 : sum));
  return table;
}

// Every node may have causes among those before it; a hidden one is before all others.
Measures random_causes(RandomStream& random) {
  Measures causes;
  causes.names = {"a", "b", "c", "d"};
  std::vector<Mechanism> mechanisms(4);
  const bool hidden = random.chance(0.8);
  std::string edges;
  for (std::size_t node = 0; node < 4; ++node)
    for (std::size_t before = 0; before < node; ++before)
      if (random.chance(0.55)) {
        mechanisms[node].parents.push_back(before);
        edges += fmt::format(", {} ~> {}", causes.names[before], causes.names[node]);
      }
  if (hidden) {  // a common cause of two nodes, said either way
    const std::size_t first = random.below(3);
    const std::size_t second = first + 1 + random.below(static_cast<std::uint32_t>(3 - first));
    const std::string &a = causes.names[first], &b = causes.names[second];
    edges += random.chance(0.45) ? fmt::format(", {} <~> {}", a, b)
                                : fmt::format(", hidden u, u ~> {}, u ~> {}", a, b);
    for (const std::size_t node : {first, second}) mechanisms[node].parents.push_back(4);
    mechanisms.emplace_back();
    causes.names.push_back("u");
  }
  for (std::size_t node = 0; node < 4; ++node)  // those that nothing touches
    if (edges.find(" " + causes.names[node]) == std::string::npos)
      edges += ", " + causes.names[node];
  causes.graph = fmt::format("graph {{ {} }}", edges.substr(2));
  for (Mechanism& mechanism : mechanisms)
    for (std::size_t i = 0; i < std::size_t{1} << mechanism.parents.size(); ++i)
      mechanism.chance.push_back(*Fraction::make(1 + random.below(3), 4));
  causes.regimes[""] = weights_under(mechanisms, std::nullopt, true);
  for (std::size_t node = 0; node < 4; ++node) {
    causes.regimes[causes.names[node]] = weights_under(mechanisms, node, true);
    causes.regimes["not " + causes.names[node]] = weights_under(mechanisms, node, false);
  }
  return causes;
}

std::vector<Measures> neighbours(const Measures& measures, const std::vector<Claim>& equations) {
  std::vector<Measures> all;
  if (!measures.graph.empty()) return all;
  const Weights& weights = measures.regimes.at("");
  std::vector<Weights> rows = {Weights(weights.size(), Fraction(1))};  // the sum stays 1
  for (const Claim& equation : equations) {
    auto row = row_of(Evaluator(measures), equation, weights.size());
    if (!row) return all;
    rows.push_back(*std::move(row));
  }
  for (Weights& direction : directions(std::move(rows), weights.size()))
    for (const bool back : {false, true}) {
      if (back)
        for (Fraction& entry : direction) entry = *subtract(Fraction(0), entry);
      for (const Fraction& share : {Fraction(1), *Fraction::make(1, 2)}) {
        const auto there = moved(weights, direction, share);
        if (!there) continue;
        all.push_back(measures);
        all.back().regimes[""] = *there;
      }
    }
  return all;
}

}  // namespace modus::soundness
