// What a claim says, laid out as a sentence would say it: its atoms with their signs and the half
// of a conditional that they stand in, its comparisons, and everything that must have a word.
//
//   kind(X) and not rough(X) -> nice(X)
//     condition kind(X), condition not rough(X), consequence nice(X); conditional, universal X
#pragma once

#include <map>
#include <string>
#include <vector>

#include "claims/claim.h"

namespace modus::symbolic::reading {

enum class Half { kWhole, kCondition, kConsequence };
enum class Quantifier { kUniversal, kExistential };

struct AtomUse {
  claims::Claim atom;  // kApply or kName
  bool negated = false;
  Half half = Half::kWhole;
};
struct ComparisonUse {
  claims::Claim comparison;
  bool negated = false;  // `!=` counts as negated
  Half half = Half::kWhole;
};

struct ClaimShape {
  std::vector<AtomUse> atoms;
  std::vector<ComparisonUse> comparisons;
  std::map<std::string, Quantifier> variables;
  bool conditional = false;
  bool biconditional = false;
  bool exclusive = false;  // xor
  bool or_in_condition = false;
  bool or_elsewhere = false;
  std::string
      unreadable;  // why no plain sentence says this: a conditional inside a disjunction, ...
};

ClaimShape shape_of(const claims::Claim& claim);

// Names in argument places, and of numbers: what is no predicate, function or proposition. Sorted.
std::vector<std::string> constants_in(const claims::Claim& term);
// Function names below a comparison or an argument. Sorted.
std::vector<std::string> functions_in(const claims::Claim& term);
std::vector<claims::Literal> numbers_in(const claims::Claim& claim);

}  // namespace modus::symbolic::reading
