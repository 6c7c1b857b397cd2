// The functions and predicates that the language itself defines, written as applications. Their
// names are kept only before `(`: an entity may still be called floor.
//
//   sqrt(x)  root(x, 3)  abs(x)  min(x, y, ...)  max(x, y, ...)  floor(x)  ceil(x)
//   mean_of(x, y, ...)  median_of(x, y, ...)  percentage_points(20%, 25%)  relative_change(a, b)
//   log(x, b)  ln(x)  exp(x)                        of plain numbers
//   gcd(a, b)  lcm(a, b)  factorial(n)  binomial(n, k)  divides(m, a)    of whole numbers
//   union(a, b)  intersection(a, b)  difference(a, b)  subset(a, b)  card(a)  sum(a)      of sets
//   {X in a: p(X)}  {X: p(X)}  integers(1, 20)                 by a condition, see comprehension.h
//   min(a)  max(a)  mean_of(a)  median_of(a)          of a set of numbers: each number counts once
//   2024-03-01 (calendar_date(2024, 3, 1))  days_between(d, e)  days_after(d, 10)  iso_weekday(d)
//   before(i, j)  during(i, j)  interval_meets(i, j) ...          of intervals, see intervals.h
//   E(x | y = 1)  variance(x)           of random variables whose states are numbers: expectation.h
//   point_at(a, 3, 4)  segment_length(a, b)  right_angle(a, b, c) ...       of points, see geometry.h
//   likely p, possible p, usually p                               kept, never proved
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "claims/claim.h"

namespace modus::claims {

enum class Function : std::uint8_t {
  kSqrt,
  kRoot,
  kAbs,
  kMin,
  kMax,
  kMean,
  kMedian,
  kPercentagePoints,
  kRelativeChange,
  kFloor,
  kCeil,
  kLog,
  kLn,
  kExp,
  kGcd,
  kLcm,
  kFactorial,
  kBinomial,
  kDivides,
  kUnion,
  kIntersection,
  kSuchThat,  // {X in s: p(X)}, see comprehension.h
  kIntegers,
  kDifference,
  kSubset,
  kCard,
  kSum,
  kLeast,     // min, max, mean, median of one set
  kGreatest,
  kSetMean,
  kSetMedian,
  kDate,
  kDaysBetween,
  kDaysAfter,
  kWeekday,
  kIntervalRelation,
  kModal,
  kExpectation,  // children: the term, P(true | conditions)
  kVariance,
  kPointAt,  // .. kSimilarTriangles: geometry.h
  kSegmentLength,
  kTriangleArea,
  kCollinear,
  kParallelLines,
  kPerpendicularLines,
  kRightAngle,
  kAngleIs,
  kEqualAngles,
  kSimilarTriangles,
};

struct FunctionForm {
  Function function;
  std::string_view name;
  std::size_t fewest, most;  // arguments
  std::string_view usage;    // for messages: "log(x, b)"
};

std::span<const FunctionForm> functions();
// The first form of a name; nullptr: a name of the problem's own.
const FunctionForm* function_form(std::string_view name);

// Of an application of such a name to as many arguments as it takes; nothing for all other claims.
std::optional<Function> function_of(const Claim& claim);

bool is_predicate(Function function);  // true or false, as divides(m, a)
bool gives_whole(Function function);   // an int whatever its arguments are: floor(x), gcd(a, b)
bool takes_whole(Function function);   // defined for whole numbers only
bool takes_sets(Function function);
bool takes_dates(Function function);
bool is_figure(Function function);
std::size_t points_of(Function figure);  // how many of its arguments, the first ones, are points
bool needs_members(Function function);    // of a set that is not empty
bool is_abbreviation(Function function);  // is written in the core: abbreviations.h

// What is wrong with so many arguments of a name; nothing where it is no such name or all is well.
std::optional<std::string> arity_fault(const std::string& name, std::size_t arguments);

bool is_modal_word(std::string_view word);  // likely, possible, usually: written before a claim
bool has_modality(const Claim& claim);

}  // namespace modus::claims
