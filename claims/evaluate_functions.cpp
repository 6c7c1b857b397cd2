// The language's own functions, and comparisons of numbers that are not rational.
#include <string>
#include <utility>

#include "claims/calendar.h"
#include "claims/evaluation.h"
#include "claims/expectation.h"
#include "claims/function_values.h"
#include "claims/geometry.h"
#include "claims/intervals.h"

namespace modus::claims {
namespace {

std::optional<bool> holds(Op op, std::optional<int> order) {
  if (!order) return std::nullopt;
  switch (op) {
    case Op::kEqual:
      return *order == 0;
    case Op::kNotEqual:
      return *order != 0;
    case Op::kLess:
      return *order < 0;
    case Op::kLessEqual:
      return *order <= 0;
    case Op::kGreater:
      return *order > 0;
    case Op::kGreaterEqual:
      return *order >= 0;
    default:
      return std::nullopt;
  }
}

Value value_of(RealOutcome outcome) {
  if (const Real* real = std::get_if<Real>(&outcome)) {
    if (auto rational = real->rational()) return Quantity{std::move(*rational), {}};
    return Unknown{std::string(kIrrational)};
  }
  if (const Unknown* unknown = std::get_if<Unknown>(&outcome)) return *unknown;
  return std::get<Undefined>(outcome);
}

RealOutcome outcome_of(Value value) {
  if (const Quantity* quantity = std::get_if<Quantity>(&value)) {
    if (quantity->unit.empty()) return Real(quantity->value);
    return Unknown{"an irrational number with a unit"};
  }
  if (const Unknown* unknown = std::get_if<Unknown>(&value)) return *unknown;
  if (const Undefined* undefined = std::get_if<Undefined>(&value)) return *undefined;
  return Unknown{"arithmetic on what is no number"};
}

}  // namespace

Value Evaluation::function(Function function, const Claim& claim) {
  if (is_expectation(claim)) return expectation(claim);
  if (is_figure(function)) return geometry(function, claim);
  if (function == Function::kSuchThat) return comprehension(claim);
  if (function == Function::kIntegers) return integers(claim);
  if (takes_sets(function)) return set_function(function, claim);
  if (takes_dates(function)) return date_function(function, claim);
  if (function == Function::kIntervalRelation) return interval_relation(claim);
  if (function == Function::kModal) return Unknown{"modality"};
  return number_function(function, claim);
}

Value Evaluation::interval_relation(const Claim& claim) {
  const Value proper = truth(proper_intervals(claim));
  if (proper == Value(false)) return Undefined{claim.span()};
  return proper == Value(true) ? truth(interval_comparison(claim)) : proper;
}

Value Evaluation::date_function(Function function, const Claim& claim) {
  const UnitMonomial day = {{std::string(kDayNumberUnit), 1}};
  if (function == Function::kDate) {
    const auto date = written_date(claim);
    if (!date) return Undefined{claim.span()};
    return Quantity{Rational(*day_number(*date)), day};
  }
  const std::vector<Value> arguments = values(claim.children());
  if (auto none = missing(arguments)) return *none;
  const Quantity* from = std::get_if<Quantity>(&arguments[0]);
  if (from == nullptr || from->unit != day) return Unknown{"a date function of what is no date"};
  if (function == Function::kWeekday)
    return Quantity{weekday(floor_div(from->value, 1)->get_num()), {}};
  const Quantity* to = std::get_if<Quantity>(&arguments[1]);
  if (to == nullptr) return Unknown{"a date function of what is no date"};
  if (function == Function::kDaysAfter) {
    if (!to->unit.empty()) return Unknown{"dimension"};
    return Quantity{from->value + to->value, day};
  }
  if (to->unit != day) return Unknown{"a date function of what is no date"};
  return Quantity{to->value - from->value, {}};
}

Value Evaluation::number_function(Function function, const Claim& claim) {
  std::vector<Value> arguments = values(claim.children());
  if (auto none = missing(arguments); none && is_irrational(*none)) {
    if (!takes_whole(function)) return value_of(real(claim));
    for (std::size_t i = 0; i < arguments.size(); ++i)
      if (is_irrational(arguments[i])) arguments[i] = whole_or_undefined(claim.child(i));
  }
  if (auto none = missing(arguments)) return *none;
  std::vector<Quantity> quantities;
  for (const Value& argument : arguments) {
    const Quantity* quantity = std::get_if<Quantity>(&argument);
    if (quantity == nullptr) return Unknown{"arithmetic on what is no number"};
    quantities.push_back(*quantity);
  }
  return compute(function, quantities, claim.span());
}

// sqrt(2) * sqrt(8) is whole, sqrt(2) certainly not, and of exp(1) nothing is known.
Value Evaluation::whole_or_undefined(const Claim& argument) {
  RealOutcome outcome = real(argument);
  const Real* number = std::get_if<Real>(&outcome);
  if (number == nullptr || number->rational()) return value_of(std::move(outcome));
  if (number->exact()) return Undefined{argument.span()};
  return Unknown{"a number that may be whole"};
}

RealOutcome Evaluation::real(const Claim& claim) {
  if (exhausted()) return Unknown{"too large to evaluate"};
  --left_;
  const auto function = function_of(claim);
  const bool is_number = function && function <= Function::kExp;
  const bool operates = claim.op() >= Op::kNegate && claim.op() <= Op::kSubtract;
  if (function == Function::kSegmentLength) return real(*figure_in_coordinates(claim));
  if (!operates && !is_number) return outcome_of(value(claim));
  std::vector<Real> parts;
  std::optional<Unknown> unknown;
  for (const Claim& child : claim.children()) {
    RealOutcome part = real(child);
    if (std::holds_alternative<Undefined>(part)) return part;
    if (const Unknown* reason = std::get_if<Unknown>(&part)) unknown = *reason;
    if (Real* number = std::get_if<Real>(&part)) parts.push_back(std::move(*number));
  }
  if (unknown) return *unknown;
  if (function) return compute(*function, parts, claim.span());
  if (claim.op() == Op::kNegate) return negate(parts[0]);
  return compute(claim.op(), parts[0], parts[1], claim.span());
}

Value Evaluation::real_comparison(const Claim& claim) {
  RealOutcome left = real(claim.child(0)), right = real(claim.child(1));
  for (RealOutcome* side : {&left, &right})
    if (!std::holds_alternative<Real>(*side)) return value_of(std::move(*side));
  const auto result = holds(claim.op(), order(std::get<Real>(left), std::get<Real>(right)));
  if (!result) return Unknown{"numbers too close to tell"};
  return *result;
}

Value Evaluation::real_approximation(const Claim& claim, const Rational& low,
                                     const Rational& high) {
  RealOutcome outcome = real(claim.child(0));
  const Real* left = std::get_if<Real>(&outcome);
  if (left == nullptr) return value_of(std::move(outcome));
  const auto above = holds(Op::kGreaterEqual, order(*left, Real(low)));
  const auto below = holds(Op::kLessEqual, order(*left, Real(high)));
  if (!above || !below) return Unknown{"numbers too close to tell"};
  return *above && *below;
}

}  // namespace modus::claims
