// What a Datalog holds; shared by datalog.cpp (facts and rules), closure.cpp and proof.cpp only.
#pragma once

#include <deque>
#include <unordered_map>
#include <vector>

#include "kg/datalog.h"
#include "kg/join.h"
#include "kg/relation.h"
#include "kg/strata.h"

namespace modus::kg {

struct StoredFact {  // the atom is what its row and the relation's predicate say
  std::uint32_t relation = 0;
  std::uint32_t row = 0;
};

struct Derived {
  std::uint32_t height = 0;
  Derivation derivation;
};

struct RelationName {
  SymbolId predicate;
  Polarity polarity = Polarity::kPositive;
};

struct StoredRule {
  HornRule rule;
  Conjunction conjunction;
  std::size_t head = 0;                        // relation
  std::vector<std::size_t> body;               // relation of each body literal
  std::vector<std::optional<JoinPlan>> plans;  // by delta literal, made when first needed
};

// Invariants: facts[0, base_count) are base facts in order of adding; after them come derived ones,
// and only while `closed`. Within a relation heights ascend by row, because all rules for a
// relation are in one stratum and strata are closed height by height.
struct Datalog::State {
  explicit State(Limits l) : limits(l) {}

  std::size_t relation_of(const Atom& atom);  // made when new; kAbsent looks at the positive facts
  Relation* find_relation(const Atom& atom);
  void add_dependencies(const StoredRule& rule);  // throws NotStratified, then nothing has changed
  FactId append(std::span<const std::uint32_t> values, std::size_t relation);
  Atom atom(FactId id) const;
  std::uint32_t height(FactId id) const;
  void drop_derived();
  Conjunction conjunction_of(std::span<const Atom> body,
                             std::span<const std::pair<Term, Term>> distinct);

  Limits limits;
  std::deque<Relation> relations;  // stable addresses
  std::unordered_map<std::uint64_t, std::size_t> relation_index;
  std::vector<RelationName> relation_names;
  std::vector<StoredFact> facts;
  std::vector<std::uint64_t> tags;  // of base facts
  std::vector<Derived> derived;     // from base_count on
  std::size_t base_count = 0;
  std::deque<StoredRule> rules;
  std::vector<Dependency> dependencies;
  std::vector<std::size_t> strata;  // of relations; as of the last rule added
  bool closed = false;              // complete or not: close() ran after the last change
  bool complete = false;
};

}  // namespace modus::kg
