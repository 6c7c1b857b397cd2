// Values and interpretations: what a claim is evaluated to and in. A counter-model is a Model.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "claims/claim.h"
#include "claims/probability.h"
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
struct ElementSet {  // a finite set; each element stands once, the order means nothing
  std::vector<std::variant<Quantity, Entity>> elements;
  bool operator==(const ElementSet& other) const;
};
using Value = std::variant<Undefined, Unknown, bool, Quantity, Entity, ElementSet>;
std::string to_string(const Value& value);  // "54", "60 km/h", "true", "ann", "undefined"

// A discrete measure: points of a sample space with their weights.
using Measure = std::vector<std::pair<SamplePoint, Rational>>;

// An interpretation. A constant that is missing stands for itself when `domain` has an element of
// that name, else it is Unknown; so is every application of a symbol without a table.
struct Model {
  std::vector<std::string> domain;         // entity elements, never empty once used
  std::map<std::string, Value> constants;  // ann -> Entity{"ann"}, rolls -> Quantity{24}
  using Row = std::vector<Value>;
  struct Table {
    std::vector<std::pair<Row, Value>> rows;  // first match wins
    Value otherwise = false;                  // for every other row
    bool operator==(const Table&) const = default;
  };
  std::map<std::string, Table> tables;  // predicates and functions
  // Probabilities, by regime (probability.h), and the graphs, as printed, that all of them fit.
  std::map<std::string, Measure> measures;
  std::set<std::string> graphs;
  bool operator==(const Model&) const = default;
};

// The ground facts of a model, sorted, at most `limit` items and "..." for the rest; a table over a
// small domain is written out. Constants that stand for themselves are left out.
//
//   kind(ann), not kind(bob), rolls = 24
std::string describe(const Model& model, std::size_t limit);

}  // namespace modus::claims
