// Datalog over both polarities of a literal, semi-naive. `not p(a)` is a fact of its own kind
// (strong negation); `absent p(X)` is negation as failure, stratified.
//
//   facts  kind(ann)                rule  kind(X) and not rough(X) -> nice(X)
//          not rough(ann)     close()     derives nice(ann), height 1, why: the rule and both facts
//
// Every derived fact knows the rule and body facts of a derivation of least height (base facts have
// height 0; a derivation is one higher than its highest body fact; ties go to the lower rule, then
// to the lower body facts). Adding facts or rules after close() and closing again gives the same
// facts and heights as one closing of everything: adding drops what was derived (an `absent` may no
// longer hold), so only base facts and rules keep their ids. Not thread-safe. Deterministic.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/ids.h"
#include "kg/symbols.h"

namespace modus::kg {

// A rule would make a predicate depend on its own absence.
class NotStratified : public Error {
 public:
  explicit NotStratified(std::vector<SymbolId> predicates);
  // p, ..., p: each depends on the next one.
  const std::vector<SymbolId>& cycle() const { return cycle_; }

 private:
  std::vector<SymbolId> cycle_;
};

using FactId = StrongId<struct FactTag>;
using RuleId = StrongId<struct RuleTag>;

// A symbol, or a variable numbered from 0 within its rule.
struct Term {
  bool is_variable = false;
  std::uint32_t value = 0;
  static Term symbol(SymbolId id) { return {false, id.value}; }
  static Term variable(std::uint32_t index) { return {true, index}; }
  bool operator==(const Term&) const = default;
};

enum class Polarity : std::uint8_t { kPositive, kNegative /* not p */, kAbsent /* absent p */ };

struct Atom {
  SymbolId predicate;
  Polarity polarity = Polarity::kPositive;  // kAbsent only in rule bodies
  std::vector<Term> arguments;
  bool operator==(const Atom&) const = default;
};

struct HornRule {
  Atom head;
  std::vector<Atom> body;                       // matched in the engine's own order
  std::vector<std::pair<Term, Term>> distinct;  // X != Y conditions
  std::uint64_t tag = 0;                        // the caller's: a step number
};

struct Derivation {
  RuleId rule;
  std::vector<FactId> body;  // in the order of the rule's body; absent literals have no fact
};

// A proof of least height: node 0 is the root; premises are indices of earlier-listed children.
struct ProofNode {
  FactId fact;
  std::optional<RuleId> rule;         // nullopt: a base fact
  std::vector<std::size_t> premises;  // indices into the proof
};
using Proof = std::vector<ProofNode>;

struct Conflict {  // p and not p are both in the closure
  FactId positive;
  FactId negative;
};

class Datalog {
 public:
  struct Limits {
    std::uint64_t max_facts = 1'000'000;
    std::uint64_t max_joins = 50'000'000;  // candidate tuples looked at in one close()
  };

  Datalog();
  explicit Datalog(Limits limits);
  ~Datalog();
  Datalog(Datalog&&) noexcept;
  Datalog& operator=(Datalog&&) noexcept;

  // A ground base fact; adding it again keeps the first tag. Throws Error when not ground or
  // absent.
  FactId add_fact(const Atom& fact, std::uint64_t tag);
  // The same for many, in order: faster in a large base, whose indices lie far apart in memory.
  void add_facts(std::span<const Atom> facts, std::uint64_t tag);
  // Throws Error when a head variable, an absent or a distinct variable is bound by no body literal
  // of either polarity, and NotStratified when an `absent` would be; the rule is then not added.
  RuleId add_rule(HornRule rule);

  // Derives everything. False when a limit was hit: the closure is then incomplete and says nothing
  // about what is missing.
  bool close();

  std::optional<FactId> find(const Atom& fact) const;
  Atom fact(FactId id) const;
  std::size_t fact_count() const;
  std::uint64_t tag(FactId id) const;  // of a base fact
  bool is_base(FactId id) const;
  std::uint32_t height(FactId id) const;
  const HornRule& rule(RuleId id) const;

  // The proof tree of least height as a DAG: a fact is listed once, children before parents except
  // that the root is node 0.
  Proof why(FactId id) const;
  std::vector<Conflict> conflicts() const;

  // All facts of one predicate and polarity, in order of derivation.
  std::vector<FactId> facts_of(SymbolId predicate, Polarity polarity) const;
  // Every way to match a body against the closed facts: one row of symbols per variable, numbered
  // as in the atoms; stops after `limit` rows. close() first.
  std::vector<std::vector<SymbolId>> match(std::span<const Atom> body,
                                           std::span<const std::pair<Term, Term>> distinct,
                                           std::size_t limit) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace modus::kg
