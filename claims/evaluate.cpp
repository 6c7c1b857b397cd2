#include "claims/evaluate.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "claims/arithmetic.h"

namespace modus::claims {

namespace {

constexpr std::size_t kMaxEvaluatedDepth = 4000;  // nodes on a path: bounds the recursion
constexpr std::uint64_t kGroundBudget = 1'000'000;

bool is_undefined(const Value& value) { return std::holds_alternative<Undefined>(value); }
bool is_unknown(const Value& value) { return std::holds_alternative<Unknown>(value); }
bool has_value(const Value& value) { return !is_undefined(value) && !is_unknown(value); }

// The value of a strict operation where an operand has none: Undefined wins over Unknown.
std::optional<Value> missing(std::span<const Value> operands) {
  for (const Value& value : operands) {
    if (is_undefined(value)) return value;
  }
  for (const Value& value : operands) {
    if (is_unknown(value)) return value;
  }
  return std::nullopt;
}

bool is_plain_zero(const Claim& claim) {
  return claim.op() == Op::kNumber && claim.literal().unit.empty() && claim.literal().value == 0;
}

// The literal of `a ~= 2.33` or `a ~= -2.33`.
const Literal* rounded_literal(const Claim& claim) {
  const Claim& inner = claim.op() == Op::kNegate ? claim.child(0) : claim;
  return inner.op() == Op::kNumber ? &inner.literal() : nullptr;
}

bool is_arithmetic(const Claim& claim) {
  return claim.op() == Op::kNumber || (claim.op() >= Op::kNegate && claim.op() <= Op::kSubtract);
}

class Evaluation {
 public:
  Evaluation(const Model& model, std::uint64_t budget) : model_(model), left_(budget) {}

  Value value(const Claim& claim);

 private:
  Value operator_value(const Claim& claim);
  Value number(const Claim& claim) const;
  Value constant(const std::string& name) const;
  Value bound(const std::string& name) const;
  Value application(const Claim& claim);
  Value set(const Claim& claim);
  Value negated_number(const Claim& claim);
  Value arithmetic(const Claim& claim);
  Value comparison(const Claim& claim);
  Value approximation(const Claim& claim);
  Value membership(const Claim& claim);
  Value negation(const Claim& claim);
  Value connective(const Claim& claim);
  Value quantifier(const Claim& claim);
  Value over_domain(const Claim& claim);
  bool ranges_over_numbers(const std::string& variable, const Claim& scope) const;
  bool is_numeric(const Claim& term) const;
  bool takes_numbers(const Claim& application, std::size_t argument) const;
  Value truth(const Claim& claim);
  std::vector<Value> values(std::span<const Claim> claims);
  bool exhausted() const { return left_ == 0; }

  const Model& model_;
  std::uint64_t left_;
  std::vector<std::pair<std::string, Value>> bindings_;
};

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
  ElementSet result;
  const auto add = [&](auto element) {
    const std::variant<Quantity, Entity> member(std::move(element));
    const auto end = result.elements.end();
    if (std::find(result.elements.begin(), end, member) == end) result.elements.push_back(member);
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
  if (!has_value(operand)) return operand;
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
  if (auto none = missing(sides)) return *none;
  Quantity* left = std::get_if<Quantity>(&sides[0]);
  Quantity* right = std::get_if<Quantity>(&sides[1]);
  if (left != nullptr && right != nullptr) {
    if (is_plain_zero(claim.child(0))) left->unit = right->unit;
    if (is_plain_zero(claim.child(1))) right->unit = left->unit;
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
  if (auto none = missing(sides)) return *none;
  const Quantity* left = std::get_if<Quantity>(&sides[0]);
  const Quantity* right = std::get_if<Quantity>(&sides[1]);
  const Literal* literal = rounded_literal(claim.child(1));
  if (left == nullptr || right == nullptr || literal == nullptr)
    return Unknown{"~= without a literal on its right"};
  const Value distance = compute(Op::kSubtract, *left, *right, claim.span());
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

Value Evaluation::negation(const Claim& claim) {
  const Value operand = truth(claim.child(0));
  if (const bool* holds = std::get_if<bool>(&operand)) return !*holds;
  return operand;
}

// `and`, `or` and `->` look at their right side only where the left one leaves it open.
Value Evaluation::connective(const Claim& claim) {
  const Value left = truth(claim.child(0));
  const bool* holds = std::get_if<bool>(&left);
  if (claim.op() == Op::kXor || claim.op() == Op::kIff) {
    const Value sides[] = {left, truth(claim.child(1))};
    if (auto none = missing(sides)) return *none;
    return (left == sides[1]) == (claim.op() == Op::kIff);
  }
  if (holds == nullptr) return left;
  if (claim.op() == Op::kAnd) return *holds ? truth(claim.child(1)) : Value(false);
  if (claim.op() == Op::kOr) return *holds ? Value(true) : truth(claim.child(1));
  MODUS_CHECK(claim.op() == Op::kImplies, "no connective: {}", static_cast<int>(claim.op()));
  return *holds ? truth(claim.child(1)) : Value(true);
}

Value Evaluation::quantifier(const Claim& claim) {
  if (!ranges_over_numbers(claim.name(), claim.child(0))) return over_domain(claim);
  bindings_.emplace_back(claim.name(), Unknown{"a quantifier over numbers"});
  Value result = truth(claim.child(0));
  bindings_.pop_back();
  return result;
}

Value Evaluation::over_domain(const Claim& claim) {
  if (model_.domain.empty()) return Unknown{"a quantifier over an empty domain"};
  const bool all = claim.op() == Op::kForall;
  Value result = all;
  for (const std::string& element : model_.domain) {
    bindings_.emplace_back(claim.name(), Entity{element});
    Value instance = truth(claim.child(0));
    bindings_.pop_back();
    if (is_undefined(instance) || exhausted()) return instance;
    if (is_unknown(result)) continue;
    if (is_unknown(instance) || instance != Value(all)) result = std::move(instance);
  }
  return result;
}

// Is the variable computed with, ordered, or compared with a number anywhere in its scope?
bool Evaluation::ranges_over_numbers(const std::string& variable, const Claim& scope) const {
  if ((scope.op() == Op::kForall || scope.op() == Op::kExists) && scope.name() == variable)
    return false;
  const std::span<const Claim> parts = scope.children();
  const bool compares = scope.op() == Op::kEqual || scope.op() == Op::kNotEqual;
  const bool computes =
      is_arithmetic(scope) || (is_comparison(scope.op()) && !compares && scope.op() != Op::kIn);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].op() != Op::kVariable || parts[i].name() != variable) {
      if (ranges_over_numbers(variable, parts[i])) return true;
      continue;
    }
    if (computes || (compares && is_numeric(parts[1 - i]))) return true;
    if (scope.op() == Op::kApply && takes_numbers(scope, i)) return true;
    if (scope.op() == Op::kIn && parts[1].op() == Op::kSet && !parts[1].children().empty() &&
        is_numeric(parts[1].child(0)))
      return true;
  }
  return false;
}

bool Evaluation::is_numeric(const Claim& term) const {
  if (is_arithmetic(term)) return true;
  if (term.op() == Op::kName) return std::holds_alternative<Quantity>(constant(term.name()));
  if (term.op() == Op::kVariable)
    return std::holds_alternative<Quantity>(bound(term.name())) || is_unknown(bound(term.name()));
  if (term.op() != Op::kApply) return false;
  const auto table = model_.tables.find(term.name());
  return table != model_.tables.end() && std::holds_alternative<Quantity>(table->second.otherwise);
}

bool Evaluation::takes_numbers(const Claim& application, std::size_t argument) const {
  const auto table = model_.tables.find(application.name());
  if (table == model_.tables.end() || table->second.rows.empty()) return false;
  const Model::Row& row = table->second.rows.front().first;
  return argument < row.size() && std::holds_alternative<Quantity>(row[argument]);
}

Value Evaluation::truth(const Claim& claim) {
  Value result = value(claim);
  if (!has_value(result) || std::holds_alternative<bool>(result)) return result;
  return Unknown{"a term where a claim is needed"};
}

std::vector<Value> Evaluation::values(std::span<const Claim> claims) {
  std::vector<Value> result;
  result.reserve(claims.size());
  for (const Claim& claim : claims) result.push_back(value(claim));
  return result;
}

}  // namespace

Value evaluate(const Claim& claim, const Model& model, std::uint64_t budget) {
  if (claim.depth() > kMaxEvaluatedDepth) return Unknown{"too deep to evaluate"};
  return Evaluation(model, budget).value(claim);
}

Value evaluate_ground(const Claim& claim) { return evaluate(claim, Model{}, kGroundBudget); }

}  // namespace modus::claims
