#include <algorithm>

#include "base/error.h"
#include "claims/evaluation.h"

namespace modus::claims {

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
    if (is_undefined(instance)) return instance;
    if (exhausted()) return Unknown{"too large to evaluate"};
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
  if (const auto own = function_of(term))
    return !is_predicate(*own) && !(*own >= Function::kUnion && *own <= Function::kDifference);
  if (is_arithmetic(term)) return true;
  if (term.op() == Op::kName) return std::holds_alternative<Quantity>(constant(term.name()));
  if (term.op() == Op::kVariable)
    return std::any_of(bindings_.begin(), bindings_.end(), [&](const auto& binding) {
      return binding.first == term.name() && !std::holds_alternative<Entity>(binding.second);
    });
  if (term.op() != Op::kApply) return false;
  const auto table = model_.tables.find(term.name());
  return table != model_.tables.end() && std::holds_alternative<Quantity>(table->second.otherwise);
}

bool Evaluation::takes_numbers(const Claim& application, std::size_t argument) const {
  if (const auto own = function_of(application))
    return (!takes_sets(*own) || *own == Function::kIntegers) && *own != Function::kIntervalRelation && *own != Function::kModal &&
           (!is_figure(*own) || argument >= points_of(*own));
  const auto table = model_.tables.find(application.name());
  if (table == model_.tables.end() || table->second.rows.empty()) return false;
  const Model::Row& row = table->second.rows.front().first;
  return argument < row.size() && std::holds_alternative<Quantity>(row[argument]);
}

Value Evaluation::truth(const Claim& claim) {
  Value result = value(claim);
  if (missing({&result, 1}) || std::holds_alternative<bool>(result)) return result;
  return Unknown{"a term where a claim is needed"};
}

}  // namespace modus::claims
