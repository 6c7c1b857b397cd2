// What the language's own functions ask of their arguments and give.
#include "claims/expectation.h"
#include "claims/geometry.h"
#include "claims/sort_inference.h"

namespace modus::claims {
namespace {

constexpr int kMaxDegreeOfUnits = 99;

// The degree of root(x, 3); nothing where it is no whole literal.
std::optional<int> degree_of(Function function, const Claim& claim) {
  if (function == Function::kSqrt) return 2;
  const Claim& degree = claim.child(1);
  if (degree.op() != Op::kNumber || !degree.literal().unit.empty()) return std::nullopt;
  const Rational& value = degree.literal().value;
  if (!is_integer(value) || value < 1 || value > kMaxDegreeOfUnits) return std::nullopt;
  return static_cast<int>(value.get_num().get_si());
}

Dimension measure_of(Function function) {
  return function == Function::kPercentagePoints ? Dimension{{"points", 1}} : Dimension();
}

}  // namespace

SortInference::Unknown SortInference::function(Function function, const Claim& claim) {
  if (is_expectation(claim)) return expectation(claim);
  if (is_figure(function)) return geometry(function, claim);
  if (function == Function::kSuchThat) return comprehension(claim);
  if (function == Function::kIntegers) return integers(claim);
  if (takes_sets(function)) return set_function(function, claim);
  if (takes_dates(function)) return date_function(function, claim);
  if (function == Function::kIntervalRelation) return interval_relation(claim);
  if (function == Function::kModal) {
    formula(claim.child(0));
    const Unknown result = unknowns_.fresh(claim.name(), claim.span());
    unknowns_.be(result, Kind::kTruth, claim.span());
    return result;
  }
  return number_function(function, claim);
}

SortInference::Unknown SortInference::comprehension(const Claim& claim) {
  const Unknown result = unknowns_.fresh("the set", claim.span());
  unknowns_.be_set_of(result, quantified(claim.child(0)), claim.span());
  return result;
}

SortInference::Unknown SortInference::integers(const Claim& claim) {
  const Unknown result = unknowns_.fresh("the set", claim.span());
  const Unknown element = unknowns_.fresh("a member", claim.span());
  unknowns_.be_number(element, {}, claim.span());
  unknowns_.be_set_of(result, element, claim.span());
  for (const Claim& end : claim.children()) unknowns_.be_number(term(end), {}, end.span());
  return result;
}

SortInference::Unknown SortInference::set_function(Function function, const Claim& claim) {
  const Unknown element = unknowns_.fresh("a member", claim.span());
  if (function == Function::kSum || needs_members(function))
    unknowns_.be_number(element, {}, claim.span());
  unknowns_.prefer_entity(element);
  for (const Claim& child : claim.children())
    unknowns_.be_set_of(term(child), element, child.span());
  const Unknown result = unknowns_.fresh(claim.name(), claim.span());
  if (function == Function::kSubset)
    unknowns_.be(result, Kind::kTruth, claim.span());
  else if (function == Function::kCard || function == Function::kSum ||
           needs_members(function))
    unknowns_.be_number(result, {}, claim.span());
  else
    unknowns_.be_set_of(result, element, claim.span());
  return result;
}

SortInference::Unknown SortInference::date_function(Function function, const Claim& claim) {
  const Dimension date = {{"date", 1}};
  for (std::size_t i = 0; i < claim.children().size(); ++i) {
    const bool plain = function == Function::kDate || (function == Function::kDaysAfter && i == 1);
    unknowns_.be_number(term(claim.child(i)), plain ? Dimension() : date, claim.child(i).span());
  }
  const Unknown result = unknowns_.fresh(claim.name(), claim.span());
  const bool is_date = function == Function::kDate || function == Function::kDaysAfter;
  unknowns_.be_number(result, is_date ? date : Dimension(), claim.span());
  return result;
}

// Both have a start and an end, and all of these are measured alike.
SortInference::Unknown SortInference::interval_relation(const Claim& claim) {
  const Unknown result = unknowns_.fresh(claim.name(), claim.span());
  unknowns_.be(result, Kind::kTruth, claim.span());
  const SymbolUnknowns& start = symbol("start", 1, claim.span());
  const SymbolUnknowns& end = symbol("end", 1, claim.span());
  for (const Claim& interval : claim.children()) {
    const Unknown argument = term(interval);
    unknowns_.unify(start.arguments[0], argument, interval.span());
    unknowns_.unify(end.arguments[0], argument, interval.span());
  }
  unknowns_.be(start.result, Kind::kNumber, claim.span());
  unknowns_.unify(start.result, end.result, claim.span());
  return result;
}

// Points are what has coordinates: plain numbers both.
SortInference::Unknown SortInference::geometry(Function function, const Claim& claim) {
  const std::size_t points = points_of(function);
  for (const std::string_view axis : kCoordinates) {
    const SymbolUnknowns& coordinate = symbol(std::string(axis), 1, claim.span());
    unknowns_.be_number(coordinate.result, {}, claim.span());
    for (const Claim& point : claim.children().first(points))
      unknowns_.unify(coordinate.arguments[0], term(point), point.span());
  }
  const Dimension rest = function == Function::kAngleIs ? Dimension{{"angle", 1}} : Dimension();
  for (const Claim& number : claim.children().subspan(points))
    unknowns_.be_number(term(number), rest, number.span());
  const Unknown result = unknowns_.fresh(claim.name(), claim.span());
  if (is_predicate(function))
    unknowns_.be(result, Kind::kTruth, claim.span());
  else
    unknowns_.be_number(result, {}, claim.span());
  return result;
}

SortInference::Unknown SortInference::number_function(Function function, const Claim& claim) {
  std::vector<Unknown> arguments;
  for (const Claim& child : claim.children()) {
    arguments.push_back(term(child));
    unknowns_.be(arguments.back(), Kind::kNumber, child.span());
  }
  const Unknown result = unknowns_.fresh(claim.name(), claim.span());
  switch (function) {
    case Function::kAbs:
    case Function::kMin:
    case Function::kMax:
    case Function::kMean:
    case Function::kMedian:
      for (const Unknown argument : arguments) unknowns_.unify(argument, result, claim.span());
      unknowns_.be(result, Kind::kNumber, claim.span());
      return result;
    case Function::kRelativeChange:
      unknowns_.unify(arguments[0], arguments[1], claim.span());
      unknowns_.be_number(result, {}, claim.span());
      return result;
    case Function::kSqrt:
    case Function::kRoot:
      if (arguments.size() > 1) unknowns_.be_number(arguments[1], {}, claim.child(1).span());
      if (const auto degree = degree_of(function, claim)) {  // x = 1 * result^degree
        const Unknown one = unknowns_.fresh("1", claim.span());
        unknowns_.be_number(one, {}, claim.span());
        unknowns_.be_product(arguments[0], one, result, *degree, claim.span());
        return result;
      }
      break;
    default:
      break;
  }
  for (std::size_t i = 0; i < arguments.size(); ++i)
    unknowns_.be_number(arguments[i], {}, claim.child(i).span());
  if (is_predicate(function))
    unknowns_.be(result, Kind::kTruth, claim.span());
  else
    unknowns_.be_number(result, measure_of(function), claim.span());
  return result;
}

}  // namespace modus::claims
