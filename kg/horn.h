// Claims to Datalog: the fragment of `logic directed` and of closed predicates.
//
//   kind(X) and not rough(X) -> nice(X)   ->  HornRule, body kind(X), not rough(X); head nice(X)
//   not kind(ann)                         ->  a base fact, negative
//   forall X: dog(X) -> animal(X)         ->  as dog(X) -> animal(X)
//
// A conjunction in a head gives several rules; a conjunction of literals several facts.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "claims/claim.h"
#include "kg/datalog.h"

namespace modus::kg {

struct HornClauses {
  std::vector<Atom> facts;
  std::vector<HornRule> rules;
};
struct NotHorn {
  std::string
      reason;  // "`or` in a head", "equality in a head", "variable Y of the head is not bound"
  claims::Span at;
};

std::variant<HornClauses, NotHorn> to_horn(const claims::Claim& claim, SymbolTable& symbols);

// The members of a conjunction, left to right, without `true`.
std::vector<claims::Claim> conjuncts(const claims::Claim& claim);

// A ground literal (`absent p(a)` is one) to an atom; nullopt when it is none.
std::optional<Atom> to_ground_atom(const claims::Claim& claim, SymbolTable& symbols);
claims::Claim to_claim(const Atom& atom, const SymbolTable& symbols);

}  // namespace modus::kg
