// The anatomy of probability terms: worlds, regimes, the variables that an event speaks of.
//
//   P(y | z, do(x = 0))      regime "x = 0"; evidence z
//   P(y[x = 0] | x = 1)      regime "" and "x = 0" together: one measure over both worlds
//   P(y[x = 0])              regime "x = 0", by definition that of P(y | do(x = 0))
//
// Each regime is a measure of its own: nothing here links two. Pure values, any thread.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "claims/claim.h"

namespace modus::claims {

// What is set from outside: x, not x, x = 0; sorted as printed, each variable once. None: nothing
// is.
struct World {
  std::vector<Claim> settings;
  std::string text() const;                                       // "x = 0, z"
  std::optional<std::string> fixed(const Claim& variable) const;  // "0"; "true" for `do(z)`
};
const Claim& set_variable(const Claim& setting);  // x of: x, not x, x = 0
std::string set_value(const Claim& setting);      // "true", "false", "0"

// The world of a kProbability's or kIndependent's `do` conditions.
World world_of(const Claim& term);
// The world of y[x = 0] inside another: later settings of a variable win.
World inner_world(const World& base, const Claim& world);

// The conjunction of the conditions that are no `do`; `true` where there is none.
Claim evidence_of(const Claim& term);
// P(event and evidence | do(...)), P(evidence | do(...)): numerator and denominator of a term.
Claim joint_of(const Claim& term);
Claim denominator_of(const Claim& term);

// A variable of an event in its world. Keys are unique: "y", "y[x = 0]", "sick(ann)".
struct EventVariable {
  std::string key;
  Claim variable;  // kName or kApply
  World world;
  std::set<std::string> states;  // that the events name; empty: a proposition, true or false
};
using EventVariables = std::map<std::string, EventVariable>;

// Adds what an event, a kProbability or a kIndependent speaks of, variables that their world fixes
// left out. False where it is no event: a quantifier, a number's order, a free variable.
bool collect_variables(const Claim& event, const World& base, EventVariables& found);
bool collect_variables(const Claim& term, EventVariables& found);

// The worlds of a term, `|` between them: terms with equal regimes are about one measure.
std::string regime_of(const Claim& term);

// A point of a sample space: the value of each variable by key, "true", "false" or a state.
using SamplePoint = std::map<std::string, std::string>;
// nullopt where the point says nothing of a variable.
std::optional<bool> holds(const Claim& event, const World& base, const SamplePoint& point);
// The value of a variable or, of another event, "true" or "false".
std::optional<std::string> value_at(const Claim& event, const World& base,
                                    const SamplePoint& point);

}  // namespace modus::claims
