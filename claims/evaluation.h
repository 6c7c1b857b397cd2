// The recursion behind evaluate(): evaluate.cpp has terms and comparisons, evaluate_formulas.cpp
// connectives and quantifiers, evaluate_functions.cpp roots, logarithms and their like.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "claims/claim.h"
#include "claims/functions.h"
#include "claims/model.h"
#include "claims/reals.h"

namespace modus::claims {

inline bool is_undefined(const Value& value) { return std::holds_alternative<Undefined>(value); }
inline bool is_unknown(const Value& value) { return std::holds_alternative<Unknown>(value); }

// The value of a strict operation where an operand has none: Undefined wins over Unknown.
std::optional<Value> missing(std::span<const Value> operands);

// A number or an operation on numbers.
bool is_arithmetic(const Claim& claim);

// One evaluation in one model, with the values of the variables in scope.
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
  Value function(Function function, const Claim& claim);
  Value set(const Claim& claim);
  Value negated_number(const Claim& claim);
  Value arithmetic(const Claim& claim);
  Value comparison(const Claim& claim);
  Value approximation(const Claim& claim);
  Value membership(const Claim& claim);
  Value whole_or_undefined(const Claim& argument);
  Value number_function(Function function, const Claim& claim);
  Value set_function(Function function, const Claim& claim);
  Value comprehension(const Claim& claim);
  Value integers(const Claim& claim);
  Value date_function(Function function, const Claim& claim);
  Value geometry(Function function, const Claim& claim);
  Value interval_relation(const Claim& claim);
  RealOutcome real(const Claim& claim);
  Value real_comparison(const Claim& claim);
  Value real_approximation(const Claim& claim, const Rational& low, const Rational& high);
  Value probability(const Claim& claim) const;
  Value expectation(const Claim& claim) const;
  Value independence(const Claim& claim) const;
  Value negation(const Claim& claim);
  Value connective(const Claim& claim);
  Value quantifier(const Claim& claim);
  Value over_domain(const Claim& claim);
  Value range_of(const Claim& comprehension);
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

}  // namespace modus::claims
