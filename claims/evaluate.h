// Our own evaluator: exact numbers and finite domains. It never looks at a solver, which makes it
// the judge of every counter-model that a solver returns.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "claims/claim.h"
#include "claims/units.h"

namespace modus::claims {

struct Undefined {  // 1/0, 0^0
  Span at;
  bool operator==(const Undefined&) const { return true; }
};
struct Unknown {  // outside what is evaluated here; never equal to anything
  std::string reason;
  bool operator==(const Unknown&) const { return false; }
};
struct Quantity {  // a number with its unit monomial; plain numbers have none
  Rational value;
  UnitMonomial unit;
  bool operator==(const Quantity&) const = default;
};
struct Entity {  // an element of the domain by its printed name
  std::string name;
  auto operator<=>(const Entity&) const = default;
};
using Value = std::variant<Undefined, Unknown, bool, Quantity, Entity, std::vector<Claim>>;
std::string to_string(const Value& value);  // "54", "60 km/h", "true", "ann", "undefined"

// An interpretation. Constants that are missing stand for themselves when `free_names` is false
// (an entity of that name), else they are Unknown.
struct Model {
  std::vector<std::string> domain;                    // entity elements, never empty once used
  std::map<std::string, Value> constants;             // ann -> Entity{"ann"}, rolls -> Quantity{24}
  using Row = std::vector<Value>;
  struct Table {
    std::vector<std::pair<Row, Value>> rows;          // first match wins
    Value otherwise = false;                          // for every other row
  };
  std::map<std::string, Table> tables;                // predicates and functions
  bool operator==(const Model&) const = default;
};
// "kind(ann), not kind(bob), rolls = 24": the ground facts of a model, sorted, at most `limit` items.
std::string describe(const Model& model, std::size_t limit);

// Value of a closed claim or term. Quantifiers range over model.domain when their variable is an
// entity (used as an argument, or compared with entities); a quantifier over numbers is Unknown.
// Sort of a bound variable is judged by its use; pass numeric_variables to override. Work is bounded
// by `budget` node visits: beyond it Unknown{"too large to evaluate"}. kNot of Undefined is
// Undefined; `false and 1/0 = 1` is false (left-to-right guards, as in definedness.h).
Value evaluate(const Claim& claim, const Model& model, std::uint64_t budget);

// A term or claim with numbers only: 18 + 36 -> 54. Unknown where a name occurs.
Value evaluate_ground(const Claim& claim);

}  // namespace modus::claims
