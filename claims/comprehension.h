// Sets given by a condition.
//
//   {X in s: p(X)}      the members of s of which p holds
//   {X: X^2 = 4}        all of X's sort of which it holds: the solution set of an equation
//   integers(1, 20)     the whole numbers from 1 to 20
//
// A comprehension is kept as an application to `exists X: X in s and p(X)`, so that what holds of
// quantifiers (scope, renaming, sorts of variables) holds of it. Pure values, any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claims/claim.h"

namespace modus::claims {

// The name of the application: no word that can be written.
inline constexpr const char* kSuchThatName = "{:}";

// Requires that the range, where there is one, does not speak of the variable.
Claim comprehension(const std::string& variable, const std::optional<Claim>& range,
                    const Claim& condition, Span span);

struct Comprehension {
  std::string variable;
  std::optional<Claim> range;
  Claim condition;  // without `X in s` where there is a range
};
// Of an application that comprehension() made: checked.
Comprehension comprehension_of(const Claim& set);

// Whether a condition decides what is in the set: a comprehension, or an operation on sets that has
// one among its parts.
bool is_comprehended(const Claim& set);
// `element in set`, for a comprehended set as conditions on the element.
Claim membership(const Claim& element, const Claim& set);

// What a set is made of, where that is listed: a member belongs to it where its guard holds.
//   {X in {1, x}: X > 2}   ->   1 where 1 > 2, x where x > 2
struct ListedMember {
  Claim element;
  Claim guard;
};
// nullopt: not listed, or too many.
std::optional<std::vector<ListedMember>> listed_members(const Claim& set);

// `{1, 2, 3}` for integers(1, 3); nullopt where the ends are no written whole numbers or far apart.
std::optional<Claim> listed_integers(const Claim& application);

// A comparison or subset of comprehended sets, and membership in one, as a claim without them;
// nullopt for all other claims.
//   3 in {X: X^2 = 9}       ->   3^2 = 9
//   {X: X^2 = 4} = {-2, 2}  ->   forall X: X^2 = 4 <-> X in {-2, 2}
std::optional<Claim> without_comprehension(const Claim& claim);

}  // namespace modus::claims
