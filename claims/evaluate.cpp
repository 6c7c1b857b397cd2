#include "claims/evaluate.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "claims/arithmetic.h"
#include "claims/conversion.h"
#include "claims/evaluation.h"
#include "claims/function_values.h"
#include "claims/print.h"

namespace modus::claims {

namespace {

constexpr std::size_t kMaxEvaluatedDepth = 4000;  // nodes on a path: bounds the recursion
constexpr std::uint64_t kGroundBudget = 1'000'000;

// The literal of `a ~= 2.33` or `a ~= -2.33`.
const Literal* rounded_literal(const Claim& claim) {
  const Claim& inner = claim.op() == Op::kNegate ? claim.child(0) : claim;
  return inner.op() == Op::kNumber ? &inner.literal() : nullptr;
}

bool is_written_number(const Claim& claim) {
  return claim.op() == Op::kNumber ||
         (claim.op() == Op::kNegate && claim.child(0).op() == Op::kNumber);
}

// Temperatures as written, 20 celsius = 293.15 K, are compared as points of the scale; those that
// were computed or have a name might be differences.
void compare_on_scale(const Claim& claim, Quantity& left, Quantity& right) {
  if (!is_written_number(claim.child(0)) || !is_written_number(claim.child(1))) return;
  const auto a = to_kelvin(left.value, left.unit), b = to_kelvin(right.value, right.unit);
  if (!a || !b) return;
  left = {*a, {}};
  right = {*b, {}};
}

}  // namespace

std::optional<Value> missing(std::span<const Value> operands) {
  for (const Value& value : operands) {
    if (is_undefined(value)) return value;
  }
  for (const Value& value : operands) {
    if (is_unknown(value)) return value;
  }
  return std::nullopt;
}

bool is_arithmetic(const Claim& claim) {
  return claim.op() == Op::kNumber || (claim.op() >= Op::kNegate && claim.op() <= Op::kSubtract);
}

Value Evaluation::value(const Claim& claim) {
  if (exhausted()) return Unknown{"too large to evaluate"};
  --left_;
  switch (claim.op()) {
    case Op::kTrue:
      return true;
    case Op::kFalse:
      return false;
    case Op::kName:
      return constant(claim.name());
    case Op::kVariable:
      return bound(claim.name());
    case Op::kNumber:
      return number(claim);
    case Op::kString:
      return Unknown{"strings are not evaluated"};
    default:
      return operator_value(claim);
  }
}

Value Evaluation::operator_value(const Claim& claim) {
  switch (claim.op()) {
    case Op::kApply:
      if (const auto own = function_of(claim)) return function(*own, claim);
      return application(claim);
    case Op::kSet:
      return set(claim);
    case Op::kNegate:
      return negated_number(claim);
    case Op::kApproximately:
      return approximation(claim);
    case Op::kIn:
      return membership(claim);
    case Op::kNot:
    case Op::kAbsent:
      return negation(claim);
    case Op::kForall:
    case Op::kExists:
      return quantifier(claim);
    case Op::kProbability:
      return probability(claim);
    case Op::kIndependent:
      return independence(claim);
    case Op::kGraph:
      if (model_.graphs.contains(print(claim))) return true;
      return Unknown{"whether the graph is the right one"};
    default:
      if (is_arithmetic(claim)) return arithmetic(claim);
      if (is_comparison(claim.op())) return comparison(claim);
      return connective(claim);
  }
}

Value Evaluation::number(const Claim& claim) const {
  const Literal& literal = claim.literal();
  if (literal.unit.empty()) return Quantity{literal.value, {}};
  const auto unit = parse_unit(literal.unit);
  if (!unit) return Unknown{"unknown unit " + literal.unit};
  return Quantity{literal.value, *unit};
}

Value Evaluation::constant(const std::string& name) const {
  const auto found = model_.constants.find(name);
  if (found != model_.constants.end()) return found->second;
  const auto& domain = model_.domain;
  if (std::find(domain.begin(), domain.end(), name) != domain.end()) return Entity{name};
  return Unknown{"no value for " + name};
}

Value Evaluation::bound(const std::string& name) const {
  for (auto it = bindings_.rbegin(); it != bindings_.rend(); ++it) {
    if (it->first == name) return it->second;
  }
  return Unknown{"no value for " + name};
}

Value Evaluation::application(const Claim& claim) {
  const std::vector<Value> arguments = values(claim.children());
  if (auto none = missing(arguments)) return *none;
  const auto table = model_.tables.find(claim.name());
  if (table == model_.tables.end()) return Unknown{"no table for " + claim.name()};
  for (const auto& [row, result] : table->second.rows) {
    if (row.size() != arguments.size()) continue;
    bool matches = true;
    for (std::size_t i = 0; matches && i < row.size(); ++i) {
      const Value same = equal(arguments[i], row[i]);
      if (is_unknown(same)) return same;
      matches = same == Value(true);
    }
    if (matches) return result;
  }
  return table->second.otherwise;
}

Value Evaluation::set(const Claim& claim) {
  const std::vector<Value> members = values(claim.children());
  if (auto none = missing(members)) return *none;
  using Element = std::variant<Quantity, Entity>;
  ElementSet result;
  const auto add = [&](auto element) {
    const auto end = result.elements.end();
    if (std::find(result.elements.begin(), end, Element(element)) == end) {
      result.elements.push_back(std::move(element));
    }
  };
  for (const Value& member : members) {
    if (const Quantity* quantity = std::get_if<Quantity>(&member)) {
      add(*quantity);
    } else if (const Entity* entity = std::get_if<Entity>(&member)) {
      add(*entity);
    } else {
      return Unknown{"a set of neither numbers nor entities"};
    }
  }
  return result;
}

Value Evaluation::negated_number(const Claim& claim) {
  Value operand = value(claim.child(0));
  if (auto none = missing({&operand, 1})) return *none;
  Quantity* quantity = std::get_if<Quantity>(&operand);
  if (quantity == nullptr) return Unknown{"arithmetic on what is no number"};
  return Quantity{Rational(-quantity->value), std::move(quantity->unit)};
}

Value Evaluation::arithmetic(const Claim& claim) {
  const std::vector<Value> operands = values(claim.children());
  if (auto none = missing(operands)) {
    // x / 0 has no value whatever x is, as its condition `0 != 0` says.
    const Quantity* right = std::get_if<Quantity>(&operands[1]);
    const bool divides = claim.op() >= Op::kDivide && claim.op() <= Op::kModulo;
    if (divides && right != nullptr && right->value == 0) return Undefined{claim.span()};
    return *none;
  }
  const Quantity* left = std::get_if<Quantity>(&operands[0]);
  const Quantity* right = std::get_if<Quantity>(&operands[1]);
  if (left == nullptr || right == nullptr) return Unknown{"arithmetic on what is no number"};
  return compute(claim.op(), *left, *right, claim.span());
}

Value Evaluation::comparison(const Claim& claim) {
  std::vector<Value> sides = values(claim.children());
  if (auto none = missing(sides)) return is_irrational(*none) ? real_comparison(claim) : *none;
  Quantity* left = std::get_if<Quantity>(&sides[0]);
  Quantity* right = std::get_if<Quantity>(&sides[1]);
  if (left != nullptr && right != nullptr) {
    if (is_plain_zero(claim.child(0))) left->unit = right->unit;
    if (is_plain_zero(claim.child(1))) right->unit = left->unit;
    if (left->unit != right->unit) compare_on_scale(claim, *left, *right);
    return compare(claim.op(), *left, *right);
  }
  if (claim.op() != Op::kEqual && claim.op() != Op::kNotEqual)
    return Unknown{"an order of what are no numbers"};
  Value same = equal(sides[0], sides[1]);
  if (claim.op() == Op::kNotEqual && !is_unknown(same)) same = !std::get<bool>(same);
  return same;
}

Value Evaluation::approximation(const Claim& claim) {
  const std::vector<Value> sides = values(claim.children());
  const Literal* literal = rounded_literal(claim.child(1));
  const Quantity* right = std::get_if<Quantity>(&sides[1]);
  if (is_irrational(sides[0]) && right != nullptr && literal != nullptr) {
    const Rational half = half_unit(*literal);
    return real_approximation(claim, right->value - half, right->value + half);
  }
  if (auto none = missing(sides)) return *none;
  const Quantity* left = std::get_if<Quantity>(&sides[0]);
  if (left == nullptr || right == nullptr || literal == nullptr)
    return Unknown{"~= without a literal on its right"};
  const Value distance = compute(Op::kSubtract, *right, *left, claim.span());
  const Quantity* difference = std::get_if<Quantity>(&distance);
  if (difference == nullptr) return distance;
  return abs(difference->value) <= half_unit(*literal);
}

Value Evaluation::membership(const Claim& claim) {
  const std::vector<Value> sides = values(claim.children());
  if (auto none = missing(sides)) return *none;
  const ElementSet* set = std::get_if<ElementSet>(&sides[1]);
  if (set == nullptr) return Unknown{"membership in what is no set"};
  Value result = false;
  for (const auto& element : set->elements) {
    const Value same = equal(sides[0], std::visit([](const auto& e) { return Value(e); }, element));
    if (same == Value(true)) return same;
    if (is_unknown(same)) result = same;
  }
  return result;
}

std::vector<Value> Evaluation::values(std::span<const Claim> claims) {
  std::vector<Value> result;
  result.reserve(claims.size());
  for (const Claim& claim : claims) result.push_back(value(claim));
  return result;
}

Value evaluate(const Claim& claim, const Model& model, std::uint64_t budget) {
  if (claim.depth() > kMaxEvaluatedDepth) return Unknown{"too deep to evaluate"};
  return Evaluation(model, budget).value(claim);
}

Value evaluate_ground(const Claim& claim) { return evaluate(claim, Model{}, kGroundBudget); }

bool is_plain_zero(const Claim& claim) {
  return claim.op() == Op::kNumber && claim.literal().unit.empty() && claim.literal().value == 0;
}

}  // namespace modus::claims
