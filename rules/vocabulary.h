// The words of the match language: the relations that a chain is reified to, what their arguments
// are, and the names of the operators in node(F, OP, ...).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "claims/chain.h"
#include "claims/claim.h"
#include "kg/symbols.h"

namespace modus::rules {

enum class ArgumentSort : std::uint8_t { kStep, kClaim, kWord };
std::string_view to_string(ArgumentSort sort);

enum class RelationId : std::uint8_t {
  // one for each kind of step, in the order of claims::StepKind
  kAsk,
  kGiven,
  kLet,
  kFix,
  kObtain,
  kHave,
  kAssume,
  kCase,
  kDischarge,
  kAnswer,
  kStep,
  kClaim,
  kCites,
  kCloses,
  kBy,
  kReads,
  kDefinition,
  kBinds,
  kRepeats,
  kDeclared,
  kNew,
  kInstance,
  // marks: known of a step without asking the fact base, and subject to change
  kUnused,
  kUncited,
  kProved,
  kRefuted,
  kUnproved,
  kUndecided,
  kGrounded,
  kUngrounded,
  kMalformed,
  kFailed,
  kProvable,
  // of claims
  kNode,
  kLiteral,
  kConjunct,
  kDisjunct,
  kPart,
  kOperand,
  kInequality,
  kTurned,
  kOpposite,
  kArithmetic,
  kSentence,
  // of later parts of the system
  kEdge,
  kFact,
};

struct Relation {
  RelationId id;
  std::string_view name;
  std::vector<ArgumentSort> arguments;  // empty for node, whose operator decides
};

bool is_mark(RelationId id);
bool is_seen_at_a_glance(
    RelationId id);            // a step record knows whether it holds with the step first
bool is_later(RelationId id);  // reserved: nothing provides it yet

const Relation* relation_named(std::string_view name);  // nullptr when unknown
const Relation& relation(RelationId id);
std::span<const std::string_view> relation_names();

// Operators: "implies", "equal", "apply", ...
std::string_view to_string(claims::Op op);
const claims::Op* op_named(std::string_view name);  // nullptr when unknown
std::span<const std::string_view> op_names();

// The arguments behind the operator in node(F, OP, ...). A set and an application take any number
// of claims: `repeats_last`.
struct NodeShape {
  std::vector<ArgumentSort> arguments;
  bool repeats_last = false;
};
NodeShape node_shape(claims::Op op);

// Interns all of these first into an empty table, so that symbol_of is the same everywhere.
void intern_vocabulary(kg::SymbolTable& empty);
kg::SymbolId symbol_of(RelationId id);
kg::SymbolId symbol_of(claims::Op op);

// What is known of a step at a glance: one bit for each relation that holds with the step first,
// one for each RULE after `by`, one for each operator at the root of its claim and one for each
// anywhere inside.
struct Marks {
  std::uint64_t relations = 0;
  std::uint32_t rules = 0;
  std::uint64_t roots = 0;
  std::uint64_t inside = 0;

  void set(RelationId id) { relations |= bit(static_cast<int>(id)); }
  void clear(RelationId id) { relations &= ~bit(static_cast<int>(id)); }
  bool has(RelationId id) const { return (relations & bit(static_cast<int>(id))) != 0; }
  void set_rule(claims::Rule rule) { rules |= std::uint32_t{1} << static_cast<int>(rule); }
  void set_root(claims::Op op) { roots |= bit(static_cast<int>(op)); }
  void set_inside(claims::Op op) { inside |= bit(static_cast<int>(op)); }
  // Every mark that `demanded` has is here too.
  bool cover(const Marks& demanded) const {
    return (demanded.relations & ~relations) == 0 && (demanded.rules & ~rules) == 0 &&
           (demanded.roots & ~roots) == 0 && (demanded.inside & ~inside) == 0;
  }

 private:
  static std::uint64_t bit(int place) { return std::uint64_t{1} << place; }
};

// Operators and words that must occur in a chain for a match.
struct Demand {
  std::uint64_t ops = 0;
  std::vector<kg::SymbolId> words;  // of a library's table

  void add(claims::Op op) { ops |= std::uint64_t{1} << static_cast<int>(op); }
};

// Which operators, and which words of a library, occur in a chain so far. Exactly: a chain of many
// names must not give every rule occasion.
class Occurrence {
 public:
  explicit Occurrence(const kg::SymbolTable& words) : words_(words), seen_(words.size(), false) {}

  void add(std::uint64_t ops) { ops_ |= ops; }
  void add(std::string_view word) {
    if (const auto known = words_.find(word)) seen_[known->index()] = true;
  }
  bool covers(const Demand& demand) const;

 private:
  const kg::SymbolTable& words_;  // borrowed; grows no more
  std::uint64_t ops_ = 0;
  std::vector<bool> seen_;  // by symbol
};

}  // namespace modus::rules
