// Semi-naive closing, height by height: at level h a rule fires only on matches with a fact of
// height h and none above it, so what it derives has the least height h + 1.
#include <algorithm>

#include "kg/datalog_state.h"

namespace modus::kg {
namespace {

class Closing {
 public:
  Closing(Datalog::Limits limits, std::deque<Relation>& relations, std::vector<StoredFact>& facts,
          std::vector<Derived>& derived, std::deque<StoredRule>& rules)
      : limits_(limits),
        budget_(limits.max_joins),
        relations_(relations),
        facts_(facts),
        derived_(derived),
        base_count_(facts.size()),
        rules_(rules) {}

  // Fires the rules of one stratum until nothing is new; all lower ones are closed. False at a
  // limit.
  bool close(std::span<const std::size_t> rules) {
    for (Relation& relation : relations_) relation.older_end = relation.level_end = 0;
    for (std::uint32_t level = 0;; ++level) {
      bool pending = false;  // facts above this level
      bool any = false;      // facts of this level
      for (Relation& relation : relations_) {
        begin_level(relation, level);
        any = any || relation.level_end > relation.older_end;
        pending = pending || relation.level_end < relation.size();
      }
      if (!any && !pending && level > 0) return true;
      for (const std::size_t rule : rules)
        if (!fire(rule, level)) return false;
    }
  }

 private:
  void begin_level(Relation& relation, std::uint32_t level) const {
    relation.older_end = relation.level_end;
    while (relation.level_end < relation.size() &&
           height(relation.fact(relation.level_end)) <= level)
      ++relation.level_end;
  }

  std::uint32_t height(FactId fact) const {
    return fact.index() < base_count_ ? 0 : derived_[fact.index() - base_count_].height;
  }

  bool fire(std::size_t rule, std::uint32_t level) {
    StoredRule& stored = rules_[rule];
    bool has_literal = false;
    for (std::size_t delta = 0; delta < stored.body.size(); ++delta) {
      if (stored.rule.body[delta].polarity == Polarity::kAbsent) continue;
      has_literal = true;
      const Relation& fresh = *stored.conjunction.relations[delta];
      if (fresh.level_end == fresh.older_end) continue;
      if (!stored.plans[delta]) stored.plans[delta].emplace(stored.conjunction, delta);
      if (!join(rule, *stored.plans[delta], delta, level)) return false;
    }
    if (has_literal || level > 0) return true;
    return join(rule, JoinPlan(stored.conjunction, std::nullopt), 0, level);
  }

  // Literals before the delta match older facts only, so that no match is found twice.
  bool join(std::size_t rule, const JoinPlan& plan, std::size_t delta, std::uint32_t level) {
    const StoredRule& stored = rules_[rule];
    ranges_.clear();
    for (std::size_t i = 0; i < stored.body.size(); ++i) {
      const Relation& relation = *stored.conjunction.relations[i];
      ranges_.push_back({i == delta ? relation.older_end : 0,
                         i < delta ? relation.older_end : relation.level_end});
      if (ranges_.back().begin == ranges_.back().end &&
          stored.rule.body[i].polarity != Polarity::kAbsent)
        return true;
    }
    bool within_facts = true;
    Join walk(stored.conjunction, plan, ranges_);
    const bool within_joins = walk.run(budget_, [&](auto values, auto rows) {
      within_facts = derive(rule, values, rows, level + 1);
      return within_facts;
    });
    return within_facts && within_joins;
  }

  bool derive(std::size_t rule, std::span<const std::uint32_t> values,
              std::span<const std::uint32_t> rows, std::uint32_t fact_height) {
    const StoredRule& stored = rules_[rule];
    head_.clear();
    for (const Term term : stored.rule.head.arguments)
      head_.push_back(term.is_variable ? values[term.value] : term.value);
    Relation& relation = relations_[stored.head];
    const auto row = relation.find(head_);
    if (row && height(relation.fact(*row)) < fact_height) return true;
    Derivation derivation{RuleId(static_cast<std::uint32_t>(rule)), {}};
    derivation.body.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (stored.rule.body[i].polarity != Polarity::kAbsent)
        derivation.body.push_back(stored.conjunction.relations[i]->fact(rows[i]));
    if (row) {
      Derivation& known = derived_[relation.fact(*row).index() - base_count_].derivation;
      if (std::tie(derivation.rule, derivation.body) < std::tie(known.rule, known.body))
        known = std::move(derivation);
      return true;
    }
    if (facts_.size() >= limits_.max_facts) return false;
    const auto new_row = static_cast<std::uint32_t>(relation.size());
    relation.append(head_, FactId(static_cast<std::uint32_t>(facts_.size())));
    facts_.push_back({static_cast<std::uint32_t>(stored.head), new_row});
    derived_.push_back({fact_height, std::move(derivation)});
    return true;
  }

  Datalog::Limits limits_;
  std::uint64_t budget_;
  std::deque<Relation>& relations_;
  std::vector<StoredFact>& facts_;
  std::vector<Derived>& derived_;
  std::size_t base_count_;
  std::deque<StoredRule>& rules_;
  std::vector<RowRange> ranges_;
  std::vector<std::uint32_t> head_;
};

}  // namespace

bool Datalog::close() {
  State& state = *state_;
  if (state.closed) return state.complete;
  state.closed = true;
  state.complete = false;
  for (StoredRule& rule : state.rules)  // relations may have come after the rule
    for (std::size_t i = 0; i < rule.body.size(); ++i)
      rule.conjunction.relations[i] = &state.relations[rule.body[i]];
  std::size_t highest = 0;
  for (const std::size_t stratum : state.strata) highest = std::max(highest, stratum);
  Closing closing(state.limits, state.relations, state.facts, state.derived, state.rules);
  for (std::size_t stratum = 0; stratum <= highest; ++stratum) {
    std::vector<std::size_t> rules;
    for (std::size_t i = 0; i < state.rules.size(); ++i)
      if (state.strata[state.rules[i].head] == stratum) rules.push_back(i);
    if (!rules.empty() && !closing.close(rules)) return false;
  }
  return state.complete = true;
}

}  // namespace modus::kg
