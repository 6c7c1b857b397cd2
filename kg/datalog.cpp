#include "kg/datalog.h"

#include <algorithm>

#include <fmt/format.h>

#include "kg/datalog_state.h"

namespace modus::kg {
namespace {

std::string describe(const std::vector<SymbolId>& predicates) {
  std::string text = "absent is not stratified: predicates";
  for (std::size_t i = 0; i < predicates.size(); ++i)
    text += fmt::format("{} #{}", i == 0 ? "" : " ->", predicates[i].value);
  return text;
}

// One more than the highest variable. Variables are numbered from 0 within their rule, so there are
// never more than arguments.
std::size_t count_variables(std::span<const Atom> body,
                            std::span<const std::pair<Term, Term>> distinct) {
  std::size_t arguments = 0, count = 0;
  const auto look = [&](Term term) {
    ++arguments;
    if (term.is_variable) count = std::max(count, std::size_t{term.value} + 1);
  };
  for (const Atom& atom : body)
    for (const Term term : atom.arguments) look(term);
  for (const auto& [a, b] : distinct) look(a), look(b);
  if (count > arguments)
    throw Error(fmt::format("variable {} in a rule of {} arguments: number variables from 0",
                            count - 1, arguments));
  return count;
}

void require_bound(Term term, const std::vector<bool>& bound, std::string_view where) {
  if (!term.is_variable || (term.value < bound.size() && bound[term.value])) return;
  throw Error(fmt::format("variable {} of {} is bound by no body literal", term.value, where));
}

// Which variables the literals of a body bind; every other use must be bound.
std::vector<bool> check_bound(const Conjunction& conjunction) {
  std::vector<bool> bound(conjunction.variable_count, false);
  for (const Atom& atom : conjunction.body)
    if (atom.polarity != Polarity::kAbsent)
      for (const Term term : atom.arguments)
        if (term.is_variable) bound[term.value] = true;
  for (const Atom& atom : conjunction.body)
    for (const Term term : atom.arguments) require_bound(term, bound, "an absent literal");
  for (const auto& [a, b] : conjunction.distinct) {
    require_bound(a, bound, "a distinct condition");
    require_bound(b, bound, "a distinct condition");
  }
  return bound;
}

std::uint64_t relation_key(const Atom& atom) {
  const std::uint64_t negative = atom.polarity == Polarity::kNegative ? 1 : 0;
  return std::uint64_t{atom.predicate.value} << 32 | std::uint64_t{atom.arguments.size()} << 1 |
         negative;
}

std::vector<std::uint32_t> values_of(const Atom& atom) {
  std::vector<std::uint32_t> values;
  values.reserve(atom.arguments.size());
  for (const Term term : atom.arguments) values.push_back(term.value);
  return values;
}

bool is_ground(const Atom& atom) {
  return std::none_of(atom.arguments.begin(), atom.arguments.end(),
                      [](Term term) { return term.is_variable; });
}

}  // namespace

NotStratified::NotStratified(std::vector<SymbolId> predicates)
    : Error(describe(predicates)), cycle_(std::move(predicates)) {}

Datalog::Datalog() : Datalog(Limits{}) {}
Datalog::Datalog(Limits limits) : state_(std::make_unique<State>(limits)) {}
Datalog::~Datalog() = default;
Datalog::Datalog(Datalog&&) noexcept = default;
Datalog& Datalog::operator=(Datalog&&) noexcept = default;

FactId Datalog::add_fact(const Atom& fact, std::uint64_t tag) {
  if (fact.polarity == Polarity::kAbsent) throw Error("an absent literal is no fact");
  if (!is_ground(fact)) throw Error("a fact has no variables");
  state_->drop_derived();
  const std::size_t relation = state_->relation_of(fact);
  const std::vector<std::uint32_t> values = values_of(fact);
  if (const auto row = state_->relations[relation].find(values))
    return state_->relations[relation].fact(*row);
  const FactId id = state_->append(values, relation);
  state_->tags.push_back(tag);
  state_->base_count = state_->facts.size();
  return id;
}

void Datalog::add_facts(std::span<const Atom> facts, std::uint64_t tag) {
  for (const Atom& fact : facts)
    if (const Relation* relation = state_->find_relation(fact)) relation->prefetch(values_of(fact));
  for (const Atom& fact : facts) add_fact(fact, tag);
}

RuleId Datalog::add_rule(HornRule rule) {
  if (rule.head.polarity == Polarity::kAbsent) throw Error("an absent literal is no head");
  State& state = *state_;
  state.drop_derived();
  StoredRule& stored = state.rules.emplace_back();
  stored.rule = std::move(rule);
  try {
    stored.head = state.relation_of(stored.rule.head);
    for (const Atom& atom : stored.rule.body) stored.body.push_back(state.relation_of(atom));
    stored.conjunction = state.conjunction_of(stored.rule.body, stored.rule.distinct);
    stored.plans.resize(stored.rule.body.size());
    const std::vector<bool> bound = check_bound(stored.conjunction);
    for (const Term term : stored.rule.head.arguments) require_bound(term, bound, "the head");
    state.add_dependencies(stored);
  } catch (...) {
    state.rules.pop_back();
    throw;
  }
  return RuleId(static_cast<std::uint32_t>(state.rules.size() - 1));
}

std::optional<FactId> Datalog::find(const Atom& fact) const {
  if (fact.polarity == Polarity::kAbsent || !is_ground(fact)) return std::nullopt;
  const Relation* relation = state_->find_relation(fact);
  if (relation == nullptr) return std::nullopt;
  const auto row = relation->find(values_of(fact));
  if (!row) return std::nullopt;
  return relation->fact(*row);
}

std::size_t Datalog::fact_count() const { return state_->facts.size(); }
bool Datalog::is_base(FactId id) const { return id.index() < state_->base_count; }
std::uint64_t Datalog::tag(FactId id) const {
  MODUS_CHECK(is_base(id), "fact {} is not a base fact", id.value);
  return state_->tags[id.index()];
}
Atom Datalog::fact(FactId id) const {
  MODUS_CHECK(id.index() < state_->facts.size(), "fact {}", id.value);
  return state_->atom(id);
}
std::uint32_t Datalog::height(FactId id) const {
  MODUS_CHECK(id.index() < state_->facts.size(), "fact {}", id.value);
  return state_->height(id);
}
const HornRule& Datalog::rule(RuleId id) const {
  MODUS_CHECK(id.index() < state_->rules.size(), "rule {}", id.value);
  return state_->rules[id.index()].rule;
}

std::vector<FactId> Datalog::facts_of(SymbolId predicate, Polarity polarity) const {
  std::vector<FactId> result;
  for (std::size_t i = 0; i < state_->relations.size(); ++i) {
    const RelationName& name = state_->relation_names[i];
    if (name.predicate != predicate || name.polarity != polarity) continue;
    const Relation& relation = state_->relations[i];
    for (std::size_t row = 0; row < relation.size(); ++row) result.push_back(relation.fact(row));
  }
  std::sort(result.begin(), result.end());
  return result;
}

std::vector<std::vector<SymbolId>> Datalog::match(std::span<const Atom> body,
                                                  std::span<const std::pair<Term, Term>> distinct,
                                                  std::size_t limit) const {
  const Conjunction conjunction = state_->conjunction_of(body, distinct);
  check_bound(conjunction);
  std::vector<std::vector<SymbolId>> result;
  if (limit == 0) return result;
  std::vector<RowRange> ranges;
  for (const Relation* relation : conjunction.relations)
    ranges.push_back({0, relation == nullptr ? 0 : relation->size()});
  const JoinPlan plan(conjunction, std::nullopt);
  std::uint64_t budget = state_->limits.max_joins;
  const bool complete = Join(conjunction, plan, ranges).run(budget, [&](auto values, auto) {
    std::vector<SymbolId>& row = result.emplace_back();
    row.reserve(values.size());
    for (const std::uint32_t value : values) row.push_back(SymbolId(value));
    return result.size() < limit;
  });
  if (!complete)
    throw Error(fmt::format("a match looked at more than {} tuples", state_->limits.max_joins));
  return result;
}

std::size_t Datalog::State::relation_of(const Atom& atom) {
  const auto [it, is_new] = relation_index.try_emplace(relation_key(atom), relations.size());
  if (is_new) {
    relations.emplace_back(atom.arguments.size());
    const bool negative = atom.polarity == Polarity::kNegative;  // `absent p` looks at p
    relation_names.push_back(
        {atom.predicate, negative ? Polarity::kNegative : Polarity::kPositive});
    strata.push_back(0);
  }
  return it->second;
}

void Datalog::State::add_dependencies(const StoredRule& rule) {
  const std::size_t kept = dependencies.size();
  bool settled = true;
  for (std::size_t i = 0; i < rule.body.size(); ++i) {
    const bool absent = rule.rule.body[i].polarity == Polarity::kAbsent;
    dependencies.push_back({rule.head, rule.body[i], absent});
    settled = settled && strata[rule.head] >= strata[rule.body[i]] + (absent ? 1 : 0);
  }
  if (settled) return;
  auto result = stratify(relations.size(), dependencies);
  if (const auto* cycle = std::get_if<Cycle>(&result)) {
    dependencies.resize(kept);
    std::vector<SymbolId> predicates;
    for (const std::size_t r : cycle->relations) predicates.push_back(relation_names[r].predicate);
    throw NotStratified(std::move(predicates));
  }
  strata = std::move(std::get<0>(result));
}

Relation* Datalog::State::find_relation(const Atom& atom) {
  const auto it = relation_index.find(relation_key(atom));
  return it == relation_index.end() ? nullptr : &relations[it->second];
}

FactId Datalog::State::append(std::span<const std::uint32_t> values, std::size_t relation) {
  const FactId id(static_cast<std::uint32_t>(facts.size()));
  const auto row = static_cast<std::uint32_t>(relations[relation].size());
  relations[relation].append(values, id);
  facts.push_back({static_cast<std::uint32_t>(relation), row});
  return id;
}

Atom Datalog::State::atom(FactId id) const {
  const StoredFact& fact = facts[id.index()];
  const RelationName& name = relation_names[fact.relation];
  Atom atom{name.predicate, name.polarity, {}};
  for (const std::uint32_t value : relations[fact.relation].row(fact.row))
    atom.arguments.push_back({false, value});
  return atom;
}

std::uint32_t Datalog::State::height(FactId id) const {
  return id.index() < base_count ? 0 : derived[id.index() - base_count].height;
}

void Datalog::State::drop_derived() {
  if (!closed) return;
  closed = false;
  if (facts.size() == base_count) return;
  std::vector<std::size_t> kept(relations.size(), 0);
  for (std::size_t i = 0; i < base_count; ++i) ++kept[facts[i].relation];
  for (std::size_t i = 0; i < relations.size(); ++i) relations[i].truncate(kept[i]);
  facts.resize(base_count);
  derived.clear();
}

Conjunction Datalog::State::conjunction_of(std::span<const Atom> body,
                                           std::span<const std::pair<Term, Term>> distinct) {
  Conjunction result{body, distinct, {}, count_variables(body, distinct)};
  result.relations.reserve(body.size());
  for (const Atom& atom : body) result.relations.push_back(find_relation(atom));
  return result;
}

}  // namespace modus::kg
