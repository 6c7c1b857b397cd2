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

struct StoredFact {
  Atom atom;
  std::size_t relation = 0;
  std::uint32_t height = 0;
  std::uint64_t tag = 0;  // of a base fact
  Derivation derivation;  // of a derived fact
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
  std::size_t append(Atom atom, std::size_t relation);  // index of the new fact
  void drop_derived();
  Conjunction conjunction_of(std::span<const Atom> body,
                             std::span<const std::pair<Term, Term>> distinct);

  Limits limits;
  std::deque<Relation> relations;  // stable addresses
  std::unordered_map<std::uint64_t, std::size_t> relation_index;
  std::vector<SymbolId> relation_predicates;
  std::vector<StoredFact> facts;
  std::size_t base_count = 0;
  std::deque<StoredRule> rules;
  std::vector<Dependency> dependencies;
  std::vector<std::size_t> strata;  // of relations; as of the last rule added
  bool closed = false;              // complete or not: close() ran after the last change
  bool complete = false;
};

}  // namespace modus::kg
