#include "symbolic/layers/satisfiability.h"

#include <algorithm>
#include <utility>

namespace modus::symbolic {

void Clauses::add(std::span<const PropositionalLiteral> clause) {
  const auto begin = static_cast<std::uint32_t>(literals_.size());
  literals_.insert(literals_.end(), clause.begin(), clause.end());
  const auto first = literals_.begin() + begin;
  std::sort(first, literals_.end());
  literals_.erase(std::unique(first, literals_.end()), literals_.end());
  for (auto it = first; it + 1 < literals_.end(); ++it)
    if (*(it + 1) == negated(*it)) {  // true whatever the variable is
      literals_.resize(begin);
      return;
    }
  clauses_.push_back({begin, static_cast<std::uint32_t>(literals_.size())});
}

// The first two literals of a clause are those that it watches.
class Clauses::Search {
 public:
  explicit Search(const Clauses& clauses)
      : literals_(clauses.literals_),
        clauses_(clauses.clauses_),
        values_(clauses.variables_, Value::kOpen),
        watching_(2 * clauses.variables_) {}

  std::optional<Answer> run(std::size_t most_decisions);

 private:
  enum class Value : std::uint8_t { kFalse, kTrue, kOpen };
  struct Decision {
    std::size_t trail;  // its size before
    PropositionalLiteral literal;
    bool both;  // the other side was tried
  };

  bool is(PropositionalLiteral literal, Value value) const {
    const Value of = values_[literal >> 1];
    if (of == Value::kOpen || value == Value::kOpen) return of == value;
    return (of == Value::kTrue) == ((value == Value::kTrue) == ((literal & 1) == 0));
  }
  void assign(PropositionalLiteral literal) {
    values_[literal >> 1] = (literal & 1) == 0 ? Value::kTrue : Value::kFalse;
    trail_.push_back(literal);
  }
  bool start();
  bool propagate();
  bool visit(std::uint32_t clause, PropositionalLiteral falsified, bool& moved);
  bool turn_back();
  std::optional<PropositionalLiteral> next_open();

  std::vector<PropositionalLiteral> literals_;
  const std::vector<Range>& clauses_;
  std::vector<Value> values_;
  std::vector<std::vector<std::uint32_t>> watching_;  // by literal: clauses that watch it
  std::vector<PropositionalLiteral> trail_;
  std::size_t propagated_ = 0;  // of the trail
  std::vector<Decision> decisions_;
};

bool Clauses::Search::start() {
  for (std::uint32_t i = 0; i < clauses_.size(); ++i) {
    const auto [begin, end] = clauses_[i];
    if (begin == end) return false;
    if (end - begin == 1) {
      if (is(literals_[begin], Value::kFalse)) return false;
      if (is(literals_[begin], Value::kOpen)) assign(literals_[begin]);
      continue;
    }
    watching_[literals_[begin]].push_back(i);
    watching_[literals_[begin + 1]].push_back(i);
  }
  return propagate();
}

// A watched literal became false. Whether the clause may still be true; `moved`: it watches
// another.
bool Clauses::Search::visit(std::uint32_t clause, PropositionalLiteral falsified, bool& moved) {
  const auto [begin, end] = clauses_[clause];
  if (literals_[begin] == falsified) std::swap(literals_[begin], literals_[begin + 1]);
  const PropositionalLiteral other = literals_[begin];
  if (is(other, Value::kTrue)) return true;
  for (std::uint32_t i = begin + 2; i < end; ++i)
    if (!is(literals_[i], Value::kFalse)) {
      std::swap(literals_[begin + 1], literals_[i]);
      watching_[literals_[begin + 1]].push_back(clause);
      moved = true;
      return true;
    }
  if (is(other, Value::kFalse)) return false;
  assign(other);
  return true;
}

bool Clauses::Search::propagate() {
  while (propagated_ < trail_.size()) {
    const PropositionalLiteral falsified = negated(trail_[propagated_++]);
    std::vector<std::uint32_t>& watchers = watching_[falsified];
    std::size_t kept = 0;
    for (std::size_t i = 0; i < watchers.size(); ++i) {
      const std::uint32_t clause = watchers[i];
      bool moved = false;
      const bool holds = visit(clause, falsified, moved);
      if (!moved) watchers[kept++] = clause;
      if (holds) continue;
      kept = static_cast<std::size_t>(
          std::move(watchers.begin() + static_cast<std::ptrdiff_t>(i) + 1, watchers.end(),
                    watchers.begin() + static_cast<std::ptrdiff_t>(kept)) -
          watchers.begin());
      watchers.resize(kept);
      return false;
    }
    watchers.resize(kept);
  }
  return true;
}

// To the last decision whose other side was not tried.
bool Clauses::Search::turn_back() {
  while (!decisions_.empty()) {
    Decision& last = decisions_.back();
    for (std::size_t i = last.trail; i < trail_.size(); ++i) values_[trail_[i] >> 1] = Value::kOpen;
    trail_.resize(last.trail);
    propagated_ = trail_.size();
    if (last.both) {
      decisions_.pop_back();
      continue;
    }
    last.both = true;
    last.literal = negated(last.literal);
    assign(last.literal);
    if (propagate()) return true;
  }
  return false;
}

std::optional<Clauses::Answer> Clauses::Search::run(std::size_t most_decisions) {
  if (!start()) return Answer{};
  std::size_t decided = 0;
  for (std::uint32_t variable = 0; variable < values_.size();) {
    if (values_[variable] != Value::kOpen) {
      ++variable;
      continue;
    }
    if (decided++ == most_decisions) return std::nullopt;
    decisions_.push_back({trail_.size(), 2 * variable + 1, false});
    assign(2 * variable + 1);
    if (propagate()) continue;
    if (!turn_back()) return Answer{};
    variable = decisions_.back().literal >> 1;  // earlier ones are assigned still
  }
  Answer answer;
  answer.satisfiable = true;
  for (const Value value : values_) answer.model.push_back(value == Value::kTrue);
  return answer;
}

std::optional<Clauses::Answer> Clauses::solve(std::size_t most_decisions) const {
  return Search(*this).run(most_decisions);
}

}  // namespace modus::symbolic
