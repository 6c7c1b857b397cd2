// The narrow interface between the kernel and the layers: does a set of premises entail a goal?
// A layer answers within its fragment and limits; the kernel alone turns answers into verdicts.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "claims/chain.h"
#include "claims/claim.h"
#include "claims/evaluate.h"
#include "claims/sorts.h"

namespace modus::symbolic {

// What is fixed for a whole chain. axioms hold in every query and are cited by nobody: distinctness
// under `names unique`, domain closure, completions of closed predicates.
struct Theory {
  claims::Logic logic = claims::Logic::kClassical;
  claims::Signature signature;
  std::vector<claims::Claim> axioms;  // closed formulas
};

// classical: a closed formula, its definedness already conjoined. directed: a literal or a rule.
struct Premise {
  claims::StepId step;
  claims::Claim claim;
};

struct Query {
  std::vector<Premise> premises;
  claims::Claim goal;                  // closed; its definedness is asked as a query of its own
  bool premises_satisfiable = false;   // already known: skips looking for a contradiction
};

enum class Outcome : std::uint8_t {
  kEntailed,       // premises |= goal
  kRefuted,        // premises |= not goal (directed: the closure holds the opposite literal)
  kOpen,           // neither
  kContradictory,  // the premises have no model
  kUndecided,      // reason says why: resource limit, outside the fragment, conversion, clock
};

enum class Layer : std::uint8_t { kGround, kExact, kDirected, kInstances, kLive, kFresh };
std::string_view to_string(Layer layer);

struct Decision {
  Outcome outcome = Outcome::kUndecided;
  Layer layer = Layer::kGround;
  std::string reason;            // kUndecided
  bool reproducible = true;      // false only for the watchdog's kill: undecided (clock)
  std::vector<std::size_t> used; // indices of premises really used (an unsat core, re-checked);
                                 // filled for kEntailed, kRefuted, kContradictory when asked for
  std::optional<claims::Model> counter_model;  // kOpen: premises true, goal false; when asked for and
                                               // found; substituted back by claims::evaluate
};

enum class Wanted : std::uint8_t { kVerdict, kEvidence };

class Entailment {
 public:
  virtual ~Entailment() = default;
  // One decision a query, in order. Never throws for what a query says; SolverError only when the
  // worker cannot be started at all.
  virtual std::vector<Decision> decide(std::span<const Query> queries, Wanted wanted) = 0;
  // kOpen: satisfiable (with a model when wanted); kContradictory: not, `used` names the core;
  // kUndecided.
  virtual Decision satisfiable(std::span<const Premise> premises, Wanted wanted) = 0;
};

struct Limits {
  double effort = 1;               // --effort: multiplies the resource limits below
  std::uint32_t live_rlimit = 200'000;
  std::uint32_t fresh_rlimit = 4'000'000;
  std::uint64_t evaluate_budget = 200'000;
  std::uint32_t clock_ms = 10'000; // processor time of the worker; beyond it `undecided (clock)`
  std::uint32_t memory_mb = 512;   // of the worker process
};

}  // namespace modus::symbolic
