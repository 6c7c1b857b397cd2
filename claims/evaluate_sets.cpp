// Finite sets: union, intersection, difference, subset, cardinality, sum, mean, median.
#include <algorithm>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "claims/arithmetic.h"
#include "claims/comprehension.h"
#include "claims/evaluation.h"
#include "claims/function_values.h"

namespace modus::claims {
namespace {

constexpr int kMaxIntegers = 1000;

using Element = std::variant<Quantity, Entity>;

bool has(const ElementSet& set, const Element& element) {
  return std::find(set.elements.begin(), set.elements.end(), element) != set.elements.end();
}

ElementSet joined(ElementSet a, const ElementSet& b) {
  for (const Element& element : b.elements)
    if (!has(a, element)) a.elements.push_back(element);
  return a;
}

// The members of a that are in b, or those that are not.
ElementSet filtered(const ElementSet& a, const ElementSet& b, bool in_both) {
  ElementSet kept;
  for (const Element& element : a.elements)
    if (has(b, element) == in_both) kept.elements.push_back(element);
  return kept;
}

Value of_members(Function function, const ElementSet& set, Span at) {
  std::vector<Quantity> numbers;
  for (const Element& element : set.elements) {
    const Quantity* number = std::get_if<Quantity>(&element);
    if (number == nullptr) return Unknown{"arithmetic on what is no number"};
    numbers.push_back(*number);
  }
  if (numbers.empty()) return Undefined{at};
  return compute(function, numbers, at);
}

Value total(const ElementSet& set, Span at) {
  Value sum = Quantity{0, {}};
  for (const Element& element : set.elements) {
    const Quantity* number = std::get_if<Quantity>(&element);
    if (number == nullptr) return Unknown{"a sum of what are no numbers"};
    sum = compute(Op::kAdd, std::get<Quantity>(sum), *number, at);
    if (!std::holds_alternative<Quantity>(sum)) return sum;
  }
  return sum;
}

}  // namespace

// What a comprehension takes its members from.
Value Evaluation::range_of(const Claim& comprehension) {
  const Comprehension of = comprehension_of(comprehension);
  if (of.range) return value(*of.range);
  if (ranges_over_numbers(of.variable, of.condition)) return Unknown{"a set of all numbers"};
  if (model_.domain.empty()) return Unknown{"a set over an empty domain"};
  ElementSet all;
  for (const std::string& element : model_.domain) all.elements.push_back(Entity{element});
  return all;
}

Value Evaluation::comprehension(const Claim& claim) {
  const Comprehension of = comprehension_of(claim);
  const Value range = range_of(claim);
  if (auto none = missing({&range, 1})) return *none;
  const ElementSet* candidates = std::get_if<ElementSet>(&range);
  if (candidates == nullptr) return Unknown{"a set from what is no set"};
  ElementSet kept;
  std::optional<Value> unknown;
  for (const Element& element : candidates->elements) {
    bindings_.emplace_back(of.variable, std::visit([](const auto& e) { return Value(e); }, element));
    Value instance = truth(of.condition);
    bindings_.pop_back();
    if (is_undefined(instance)) return instance;
    if (exhausted()) return Unknown{"too large to evaluate"};
    if (is_unknown(instance)) unknown = std::move(instance);
    if (instance == Value(true)) kept.elements.push_back(element);
  }
  return unknown ? *unknown : Value(std::move(kept));
}

Value Evaluation::integers(const Claim& claim) {
  const std::vector<Value> ends = values(claim.children());
  if (auto none = missing(ends)) return *none;
  const Quantity* first = std::get_if<Quantity>(&ends[0]);
  const Quantity* last = std::get_if<Quantity>(&ends[1]);
  if (first == nullptr || last == nullptr || !first->unit.empty() || !last->unit.empty())
    return Unknown{"whole numbers are needed here"};
  if (!is_integer(first->value) || !is_integer(last->value)) return Undefined{claim.span()};
  const Rational size = last->value - first->value;
  if (size > kMaxIntegers) return Unknown{"too large to evaluate"};
  ElementSet all;
  for (Rational i = first->value; i <= last->value; i += 1) all.elements.push_back(Quantity{i, {}});
  return all;
}

Value Evaluation::set_function(Function function, const Claim& claim) {
  const std::vector<Value> arguments = values(claim.children());
  if (auto none = missing(arguments)) return *none;
  std::vector<const ElementSet*> sets;
  for (const Value& argument : arguments) {
    sets.push_back(std::get_if<ElementSet>(&argument));
    if (sets.back() == nullptr) return Unknown{"a set operation on what is no set"};
  }
  ElementSet result = *sets[0];
  switch (function) {
    case Function::kUnion:
      for (const ElementSet* set : sets) result = joined(std::move(result), *set);
      return result;
    case Function::kIntersection:
      for (const ElementSet* set : sets) result = filtered(result, *set, true);
      return result;
    case Function::kDifference:
      return filtered(result, *sets[1], false);
    case Function::kSubset:
      return filtered(result, *sets[1], false).elements.empty();
    case Function::kCard:
      return Quantity{Rational(static_cast<unsigned long>(result.elements.size())), {}};
    case Function::kLeast:
    case Function::kGreatest:
    case Function::kSetMean:
    case Function::kSetMedian:
      return of_members(function, result, claim.span());
    default:
      return total(result, claim.span());
  }
}

}  // namespace modus::claims
