#include "claims/functions.h"

#include <array>
#include <limits>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "claims/comprehension.h"
#include "claims/intervals.h"

namespace modus::claims {
namespace {

constexpr std::size_t kAny = std::numeric_limits<std::size_t>::max();

constexpr std::array kForms = std::to_array<FunctionForm>({
    {Function::kSqrt, "sqrt", 1, 1, "sqrt(x)"},
    {Function::kRoot, "root", 2, 2, "root(x, n)"},
    {Function::kAbs, "abs", 1, 1, "abs(x)"},
    {Function::kMin, "min", 2, kAny, "min(set) or min(x, y, ...)"},
    {Function::kMax, "max", 2, kAny, "max(set) or max(x, y, ...)"},
    {Function::kMean, "mean_of", 2, kAny, "mean_of(set) or mean_of(x, y, ...)"},
    {Function::kMedian, "median_of", 2, kAny, "median_of(set) or median_of(x, y, ...)"},
    {Function::kPercentagePoints, "percentage_points", 2, 2, "percentage_points(from, to)"},
    {Function::kRelativeChange, "relative_change", 2, 2, "relative_change(from, to)"},
    {Function::kFloor, "floor", 1, 1, "floor(x)"},
    {Function::kCeil, "ceil", 1, 1, "ceil(x)"},
    {Function::kLog, "log", 2, 2, "log(x, base)"},
    {Function::kLn, "ln", 1, 1, "ln(x)"},
    {Function::kExp, "exp", 1, 1, "exp(x)"},
    {Function::kGcd, "gcd", 2, 2, "gcd(a, b)"},
    {Function::kLcm, "lcm", 2, 2, "lcm(a, b)"},
    {Function::kFactorial, "factorial", 1, 1, "factorial(n)"},
    {Function::kBinomial, "binomial", 2, 2, "binomial(n, k)"},
    {Function::kDivides, "divides", 2, 2, "divides(divisor, number)"},
    {Function::kUnion, "union", 2, kAny, "union(a, b, ...)"},
    {Function::kIntersection, "intersection", 2, kAny, "intersection(a, b, ...)"},
    {Function::kSuchThat, kSuchThatName, 1, 1, "{X in s: p(X)}"},
    {Function::kIntegers, "integers", 2, 2, "integers(first, last)"},
    {Function::kDifference, "difference", 2, 2, "difference(a, b)"},
    {Function::kSubset, "subset", 2, 2, "subset(part, whole)"},
    {Function::kCard, "card", 1, 1, "card(set)"},
    {Function::kSum, "sum", 1, 1, "sum(set)"},
    {Function::kLeast, "min", 1, 1, "min(set)"},
    {Function::kGreatest, "max", 1, 1, "max(set)"},
    {Function::kSetMean, "mean_of", 1, 1, "mean_of(set)"},
    {Function::kSetMedian, "median_of", 1, 1, "median_of(set)"},
    {Function::kDate, "calendar_date", 3, 3, "2024-03-01"},
    {Function::kDaysBetween, "days_between", 2, 2, "days_between(earlier, later)"},
    {Function::kDaysAfter, "days_after", 2, 2, "days_after(date, number)"},
    {Function::kWeekday, "iso_weekday", 1, 1, "iso_weekday(date)"},
    {Function::kExpectation, "E", 2, 2, "E(x | conditions)"},
    {Function::kVariance, "variance", 2, 2, "variance(x | conditions)"},
    {Function::kPointAt, "point_at", 3, 3, "point_at(p, x, y)"},
    {Function::kSegmentLength, "segment_length", 2, 2, "segment_length(a, b)"},
    {Function::kTriangleArea, "triangle_area", 3, 3, "triangle_area(a, b, c)"},
    {Function::kCollinear, "collinear", 3, 3, "collinear(a, b, c)"},
    {Function::kParallelLines, "parallel_lines", 4, 4, "parallel_lines(a, b, c, d)"},
    {Function::kPerpendicularLines, "perpendicular_lines", 4, 4, "perpendicular_lines(a, b, c, d)"},
    {Function::kRightAngle, "right_angle", 3, 3, "right_angle(a, b, c)"},
    {Function::kAngleIs, "angle_is", 4, 4, "angle_is(a, b, c, 60 deg)"},
    {Function::kEqualAngles, "equal_angles", 6, 6, "equal_angles(a, b, c, d, e, f)"},
    {Function::kSimilarTriangles, "similar_triangles", 6, 6, "similar_triangles(a, b, c, d, e, f)"},
    {Function::kModal, "likely", 1, 1, "likely p"},
    {Function::kModal, "possible", 1, 1, "possible p"},
    {Function::kModal, "usually", 1, 1, "usually p"},
});

using FormsByName = std::unordered_multimap<std::string_view, const FunctionForm*>;

const FormsByName& forms_by_name() {
  static const FormsByName forms = [] {
    FormsByName made;
    for (const FunctionForm& form : kForms) made.emplace(form.name, &form);
    static std::vector<FunctionForm> relations;
    for (const std::string_view relation : interval_relations())
      relations.push_back({Function::kIntervalRelation, relation, 2, 2, "interval_meets(i, j)"});
    for (const FunctionForm& form : relations) made.emplace(form.name, &form);
    return made;
  }();
  return forms;
}

const FunctionForm* fitting_form(std::string_view name, std::size_t arity) {
  const auto [first, last] = forms_by_name().equal_range(name);
  for (auto form = first; form != last; ++form)
    if (arity >= form->second->fewest && arity <= form->second->most) return form->second;
  return nullptr;
}

// Some are kept with parts that only the parser makes; what swaps arguments makes others.
bool has_its_parts(Function function, const Claim& claim) {
  switch (function) {
    case Function::kExpectation:
    case Function::kVariance:
      return claim.child(1).op() == Op::kProbability;
    case Function::kSuchThat:
      return claim.child(0).op() == Op::kExists;
    default:
      return true;
  }
}

}  // namespace

std::span<const FunctionForm> functions() { return kForms; }

const FunctionForm* function_form(std::string_view name) {
  const auto [first, last] = forms_by_name().equal_range(name);
  return first == last ? nullptr : first->second;
}

std::optional<Function> function_of(const Claim& claim) {
  if (claim.op() != Op::kApply) return std::nullopt;
  const FunctionForm* form = fitting_form(claim.name(), claim.children().size());
  if (form == nullptr || !has_its_parts(form->function, claim)) return std::nullopt;
  return form->function;
}

bool is_predicate(Function function) {
  return function == Function::kDivides || function == Function::kSubset ||
         function == Function::kIntervalRelation || function == Function::kModal ||
         (is_figure(function) && function != Function::kSegmentLength &&
          function != Function::kTriangleArea);
}

bool gives_whole(Function function) {
  switch (function) {
    case Function::kFloor:
    case Function::kCeil:
    case Function::kGcd:
    case Function::kLcm:
    case Function::kFactorial:
    case Function::kBinomial:
    case Function::kCard:
    case Function::kWeekday:
      return true;
    default:
      return false;
  }
}

bool takes_whole(Function function) {
  switch (function) {
    case Function::kGcd:
    case Function::kLcm:
    case Function::kFactorial:
    case Function::kBinomial:
    case Function::kDivides:
    case Function::kIntegers:
      return true;
    default:
      return false;
  }
}

bool takes_sets(Function function) {
  return function >= Function::kUnion && function <= Function::kSetMedian;
}
bool takes_dates(Function function) {
  return function >= Function::kDate && function <= Function::kWeekday;
}
bool needs_members(Function function) {
  return function >= Function::kLeast && function <= Function::kSetMedian;
}
bool is_figure(Function function) {
  return function >= Function::kPointAt && function <= Function::kSimilarTriangles;
}
std::size_t points_of(Function figure) {
  switch (figure) {
    case Function::kPointAt:
      return 1;
    case Function::kSegmentLength:
      return 2;
    case Function::kParallelLines:
    case Function::kPerpendicularLines:
      return 4;
    case Function::kEqualAngles:
    case Function::kSimilarTriangles:
      return 6;
    default:
      return 3;
  }
}
bool is_abbreviation(Function function) {
  return function == Function::kMean || function == Function::kPercentagePoints ||
         function == Function::kRelativeChange || function == Function::kSuchThat ||
         function == Function::kIntegers || function == Function::kVariance ||
         is_figure(function);
}

std::optional<std::string> arity_fault(const std::string& name, std::size_t arguments) {
  const FunctionForm* form = function_form(name);
  if (form == nullptr || fitting_form(name, arguments) != nullptr) return std::nullopt;
  return fmt::format(
      "{0} is a function of the language and is written {1}; a name of your own "
      "needs another spelling, as {0}_",
      name, form->usage);
}

bool is_modal_word(std::string_view word) {
  const FunctionForm* form = function_form(word);
  return form != nullptr && form->function == Function::kModal;
}

bool has_modality(const Claim& claim) {
  if (function_of(claim) == Function::kModal) return true;
  for (const Claim& child : claim.children())
    if (has_modality(child)) return true;
  return false;
}

}  // namespace modus::claims
