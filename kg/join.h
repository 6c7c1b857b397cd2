// The join of a rule's body: an order of its literals, fixed once, and the walk over matching rows.
// Internal to kg.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "kg/datalog.h"
#include "kg/relation.h"

namespace modus::kg {

// A body with the relation of each literal; nullptr where no fact of it can exist.
struct Conjunction {
  std::span<const Atom> body;
  std::span<const std::pair<Term, Term>> distinct;
  std::vector<Relation*> relations;
  std::size_t variable_count = 0;
};

// An order of matching: literals that bind come as soon as most of their arguments are bound,
// absent and distinct conditions as soon as all of their variables are.
class JoinPlan {
 public:
  // first: the literal to begin with (the new facts of semi-naive evaluation).
  JoinPlan(const Conjunction& conjunction, std::optional<std::size_t> first);

 private:
  friend class Join;
  struct Action {  // what to do with one argument of a candidate row
    enum class Kind : std::uint8_t { kSymbol, kBound, kBind } kind;
    std::uint32_t value;  // symbol or variable
  };
  struct Lookup {
    std::size_t literal = 0;
    std::uint64_t bound = 0;            // positions known when the lookup starts
    std::size_t actions = 0;            // where its arguments begin in actions_
    std::vector<std::size_t> absent;    // literals to check once it has matched
    std::vector<std::size_t> distinct;  // conditions to check once it has matched
  };
  void add_lookup(const Conjunction& conjunction, std::size_t literal);
  void add_conditions(const Conjunction& conjunction);
  bool is_bound(Term term) const { return !term.is_variable || bound_[term.value]; }

  std::vector<Lookup> lookups_;
  std::vector<Action> actions_;
  Lookup ground_;             // conditions without variables: checked before the first lookup
  std::vector<bool> bound_;   // while planning
  std::vector<bool> placed_;  // while planning: literals, then distinct conditions
};

// What a literal may match: rows [begin, end) of its relation.
struct RowRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// One walk of a plan over the rows as they are. The conjunction, plan and ranges are borrowed.
class Join {
 public:
  // values[v]: the symbol of variable v; rows[i]: the row that body literal i matched (unspecified
  // for absent ones). Return false to stop. Rows may be appended to the relations meanwhile.
  using Emit = std::function<bool(std::span<const std::uint32_t> values,
                                  std::span<const std::uint32_t> rows)>;

  Join(const Conjunction& conjunction, const JoinPlan& plan, std::span<const RowRange> ranges);

  // budget: candidate rows that may still be looked at; counted down. False when it ran out.
  bool run(std::uint64_t& budget, const Emit& emit);

 private:
  std::uint32_t value_of(Term term) const {
    return term.is_variable ? values_[term.value] : term.value;
  }
  void start(std::size_t depth);
  void advance(std::size_t depth);
  bool at_end(std::size_t depth) const;
  bool matches(std::size_t depth);
  bool conditions_hold(const JoinPlan::Lookup& lookup);
  bool is_absent(std::size_t literal);

  const Conjunction& conjunction_;
  const JoinPlan& plan_;
  std::span<const RowRange> ranges_;
  std::vector<std::uint32_t> values_;
  std::vector<std::uint32_t> rows_;
  std::vector<std::uint32_t> key_;
  std::vector<const RowIndex*> indices_;  // by depth; nullptr: scanning
};

}  // namespace modus::kg
