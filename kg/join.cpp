#include "kg/join.h"

#include <algorithm>

namespace modus::kg {
namespace {

bool binds(const Atom& atom) { return atom.polarity != Polarity::kAbsent; }

}  // namespace

JoinPlan::JoinPlan(const Conjunction& conjunction, std::optional<std::size_t> first)
    : bound_(conjunction.variable_count),
      placed_(conjunction.body.size() + conjunction.distinct.size()) {
  lookups_.reserve(conjunction.body.size());
  add_conditions(conjunction);
  if (first) add_lookup(conjunction, *first);
  for (;;) {
    std::optional<std::size_t> best;
    std::size_t best_unbound = 0;
    for (std::size_t i = 0; i < conjunction.body.size(); ++i) {
      const Atom& atom = conjunction.body[i];
      if (placed_[i] || !binds(atom)) continue;
      const auto unbound =
          static_cast<std::size_t>(std::count_if(atom.arguments.begin(), atom.arguments.end(),
                                                 [&](Term term) { return !is_bound(term); }));
      // A literal that shares nothing yet is a cross product: it waits for one that does.
      const bool all_unbound = unbound > 0 && unbound == atom.arguments.size();
      const std::size_t cost = unbound + (all_unbound ? conjunction.variable_count : 0);
      if (!best || cost < best_unbound) best = i, best_unbound = cost;
    }
    if (!best) break;
    add_lookup(conjunction, *best);
  }
}

void JoinPlan::add_lookup(const Conjunction& conjunction, std::size_t literal) {
  const Atom& atom = conjunction.body[literal];
  Lookup lookup;
  lookup.literal = literal;
  lookup.actions = actions_.size();
  for (std::size_t i = 0; i < atom.arguments.size(); ++i)
    if (i < kIndexedPositions && is_bound(atom.arguments[i])) lookup.bound |= std::uint64_t{1} << i;
  for (const Term term : atom.arguments) {
    if (!term.is_variable) {
      actions_.push_back({Action::Kind::kSymbol, term.value});
    } else if (bound_[term.value]) {
      actions_.push_back({Action::Kind::kBound, term.value});
    } else {
      actions_.push_back({Action::Kind::kBind, term.value});
      bound_[term.value] = true;
    }
  }
  placed_[literal] = true;
  lookups_.push_back(std::move(lookup));
  add_conditions(conjunction);
}

void JoinPlan::add_conditions(const Conjunction& conjunction) {
  Lookup& last = lookups_.empty() ? ground_ : lookups_.back();
  for (std::size_t i = 0; i < conjunction.body.size(); ++i) {
    const Atom& atom = conjunction.body[i];
    if (placed_[i] || binds(atom)) continue;
    if (!std::all_of(atom.arguments.begin(), atom.arguments.end(),
                     [&](Term term) { return is_bound(term); }))
      continue;
    placed_[i] = true;
    last.absent.push_back(i);
  }
  for (std::size_t i = 0; i < conjunction.distinct.size(); ++i) {
    const std::size_t place = conjunction.body.size() + i;
    const auto& [a, b] = conjunction.distinct[i];
    if (placed_[place] || !is_bound(a) || !is_bound(b)) continue;
    placed_[place] = true;
    last.distinct.push_back(i);
  }
}

Join::Join(const Conjunction& conjunction, const JoinPlan& plan, std::span<const RowRange> ranges)
    : conjunction_(conjunction),
      plan_(plan),
      ranges_(ranges),
      values_(conjunction.variable_count),
      rows_(conjunction.body.size(), kNoRow),
      indices_(plan.lookups_.size(), nullptr) {}

bool Join::run(std::uint64_t& budget, const Emit& emit) {
  if (!conditions_hold(plan_.ground_)) return true;
  if (plan_.lookups_.empty()) {
    emit(values_, rows_);
    return true;
  }
  std::size_t depth = 0;
  start(depth);
  for (;;) {
    if (at_end(depth)) {
      if (depth == 0) return true;
      advance(--depth);
      continue;
    }
    if (budget == 0) return false;
    --budget;
    if (!matches(depth)) {
      advance(depth);
    } else if (depth + 1 < plan_.lookups_.size()) {
      start(++depth);
    } else {
      if (!emit(values_, rows_)) return true;
      advance(depth);
    }
  }
}

// Stands on the first row that the index, or the range, offers.
void Join::start(std::size_t depth) {
  const JoinPlan::Lookup& lookup = plan_.lookups_[depth];
  Relation* relation = conjunction_.relations[lookup.literal];
  const RowRange range = ranges_[lookup.literal];
  std::uint32_t& row = rows_[lookup.literal];
  row = kNoRow;
  if (relation == nullptr || range.begin >= range.end) return;
  indices_[depth] = relation->index_on(lookup.bound);
  if (indices_[depth] == nullptr) {
    row = static_cast<std::uint32_t>(range.begin);
    return;
  }
  const std::vector<Term>& arguments = conjunction_.body[lookup.literal].arguments;
  key_.assign(arguments.size(), 0);
  for (std::size_t i = 0; i < arguments.size() && i < kIndexedPositions; ++i)
    if ((lookup.bound >> i & 1) != 0) key_[i] = value_of(arguments[i]);
  row = indices_[depth]->first(key_);
  while (row != kNoRow && row < range.begin) row = indices_[depth]->next(row);
}

void Join::advance(std::size_t depth) {
  std::uint32_t& row = rows_[plan_.lookups_[depth].literal];
  row = indices_[depth] != nullptr ? indices_[depth]->next(row) : row + 1;
}

bool Join::at_end(std::size_t depth) const {
  const std::size_t literal = plan_.lookups_[depth].literal;
  return rows_[literal] == kNoRow || rows_[literal] >= ranges_[literal].end;
}

bool Join::matches(std::size_t depth) {
  using Kind = JoinPlan::Action::Kind;
  const JoinPlan::Lookup& lookup = plan_.lookups_[depth];
  const auto row = conjunction_.relations[lookup.literal]->row(rows_[lookup.literal]);
  for (std::size_t i = 0; i < row.size(); ++i) {
    const JoinPlan::Action action = plan_.actions_[lookup.actions + i];
    if (action.kind == Kind::kBind) {
      values_[action.value] = row[i];
    } else if (row[i] != (action.kind == Kind::kSymbol ? action.value : values_[action.value])) {
      return false;
    }
  }
  return conditions_hold(lookup);
}

bool Join::conditions_hold(const JoinPlan::Lookup& lookup) {
  for (const std::size_t i : lookup.distinct) {
    const auto& [a, b] = conjunction_.distinct[i];
    if (value_of(a) == value_of(b)) return false;
  }
  return std::all_of(lookup.absent.begin(), lookup.absent.end(),
                     [&](std::size_t literal) { return is_absent(literal); });
}

bool Join::is_absent(std::size_t literal) {
  const Relation* relation = conjunction_.relations[literal];
  if (relation == nullptr) return true;
  key_.clear();
  for (const Term term : conjunction_.body[literal].arguments) key_.push_back(value_of(term));
  return !relation->find(key_);
}

}  // namespace modus::kg
