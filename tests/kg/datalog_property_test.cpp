#include <algorithm>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "kg/datalog.h"
#include "tests/kg/naive_datalog.h"

namespace modus::kg {
namespace {

constexpr std::uint32_t kConstants = 4;   // symbols 0..3
constexpr std::uint32_t kPredicates = 8;  // symbols 10..17, of the arities below
constexpr std::uint32_t kVariables = 3;

std::size_t arity_of(std::uint32_t predicate) {
  constexpr std::size_t kArities[kPredicates] = {0, 1, 2, 1, 1, 1, 2, 1};
  return kArities[predicate];
}

// The full range from the first case on; RapidCheck's own growing size makes programs too small to
// derive anything.
int pick(int low, int high) { return *rc::gen::resize(100, rc::gen::inRange(low, high)); }

Term arbitrary_term(bool ground) {
  const int value = pick(0, kConstants);
  if (ground || pick(0, 8) == 0) return Term::symbol(SymbolId(static_cast<std::uint32_t>(value)));
  return Term::variable(static_cast<std::uint32_t>(value) % kVariables);
}

Atom arbitrary_atom(bool ground, int absent_percent) {
  const auto predicate = static_cast<std::uint32_t>(pick(0, kPredicates));
  Atom atom{SymbolId(10 + predicate), Polarity::kPositive, {}};
  if (pick(0, 10) == 0) atom.polarity = Polarity::kNegative;
  if (pick(0, 100) < absent_percent) atom.polarity = Polarity::kAbsent;
  for (std::size_t i = 0; i < arity_of(predicate); ++i)
    atom.arguments.push_back(arbitrary_term(ground));
  return atom;
}

// Variables that no body literal binds become constants, so that every rule is safe.
HornRule arbitrary_rule() {
  HornRule rule;
  for (int i = (pick(0, 30) + 14) / 15 + pick(0, 10) / 9; i > 0; --i)
    rule.body.push_back(arbitrary_atom(false, 3));
  rule.head = arbitrary_atom(false, 0);
  if (pick(0, 4) == 0) rule.distinct.emplace_back(arbitrary_term(false), arbitrary_term(false));
  std::set<std::uint32_t> bound;
  for (const Atom& atom : rule.body)
    if (atom.polarity != Polarity::kAbsent)
      for (const Term term : atom.arguments)
        if (term.is_variable) bound.insert(term.value);
  const auto close = [&](Term& term) {
    if (term.is_variable && !bound.contains(term.value)) term = Term::symbol(SymbolId(0));
  };
  std::vector<std::uint32_t> order(bound.begin(), bound.end());
  const auto renumber = [&](Term& term) {
    if (term.is_variable)
      term.value = static_cast<std::uint32_t>(std::find(order.begin(), order.end(), term.value) -
                                              order.begin());
  };
  const auto settle = [&](Term& term) { close(term), renumber(term); };
  for (Atom& atom : rule.body) std::for_each(atom.arguments.begin(), atom.arguments.end(), settle);
  std::for_each(rule.head.arguments.begin(), rule.head.arguments.end(), settle);
  for (auto& [a, b] : rule.distinct) settle(a), settle(b);
  return rule;
}

struct Program {
  std::vector<Atom> facts;
  std::vector<HornRule> rules;
};

Program arbitrary_program() {
  Program program;
  for (int i = pick(1, 12); i > 0; --i) program.facts.push_back(arbitrary_atom(true, 0));
  for (int i = pick(0, 20); i > 0; --i) program.rules.push_back(arbitrary_rule());
  return program;
}

std::optional<Heights> reference(const Program& program) {
  std::vector<std::uint32_t> constants;
  for (std::uint32_t i = 0; i < kConstants; ++i) constants.push_back(i);
  return naive_closure(program.facts, program.rules, constants);
}

// nullopt when a rule was refused as not stratified.
std::optional<Datalog> load(const Program& program) {
  Datalog datalog;
  for (const Atom& fact : program.facts) datalog.add_fact(fact, 7);
  try {
    for (const HornRule& rule : program.rules) datalog.add_rule(rule);
  } catch (const NotStratified&) {
    return std::nullopt;
  }
  return datalog;
}

Heights heights_of(const Datalog& datalog) {
  Heights heights;
  for (std::uint32_t i = 0; i < datalog.fact_count(); ++i)
    heights[ground(datalog.fact(FactId(i)), {})] = datalog.height(FactId(i));
  return heights;
}

// One derivation, judged without the engine: some assignment of the rule's variables makes its body
// these facts, its head this one, and leaves no absent literal in the closure.
bool is_instance(const Datalog& datalog, const ProofNode& node, const Proof& proof) {
  const HornRule& rule = datalog.rule(*node.rule);
  std::vector<std::optional<std::uint32_t>> values(kVariables);
  const auto unify = [&](const Atom& pattern, const Atom& fact) {
    if (pattern.predicate != fact.predicate || pattern.polarity != fact.polarity ||
        pattern.arguments.size() != fact.arguments.size())
      return false;
    for (std::size_t i = 0; i < fact.arguments.size(); ++i) {
      const Term term = pattern.arguments[i];
      const std::uint32_t value = fact.arguments[i].value;
      if (!term.is_variable ? term.value != value : values.at(term.value).value_or(value) != value)
        return false;
      if (term.is_variable) values[term.value] = value;
    }
    return true;
  };
  std::size_t next = 0;
  for (const Atom& atom : rule.body) {
    if (atom.polarity == Polarity::kAbsent) continue;
    if (!unify(atom, datalog.fact(proof.at(node.premises.at(next++)).fact))) return false;
  }
  for (Atom atom : rule.body) {
    if (atom.polarity != Polarity::kAbsent) continue;
    atom.polarity = Polarity::kPositive;
    for (Term& term : atom.arguments)
      if (term.is_variable) term = Term::symbol(SymbolId(values.at(term.value).value()));
    if (datalog.find(atom)) return false;
  }
  return next == node.premises.size() && unify(rule.head, datalog.fact(node.fact));
}

TEST(DatalogProperty, EqualsTheNaiveFixpointWithLeastHeights) {
  EXPECT_TRUE(rc::check("same facts, same heights, same refusals", [] {
    std::size_t derived = 0;
    std::uint32_t highest = 0;
    for (int round = 0; round < 8; ++round) {
      const Program program = arbitrary_program();
      const auto expected = reference(program);
      auto datalog = load(program);
      RC_ASSERT(datalog.has_value() == expected.has_value());
      if (!datalog) continue;
      RC_ASSERT(datalog->close());
      const Heights found = heights_of(*datalog);
      RC_ASSERT(found == *expected);
      for (const auto& [literal, height] : found) {
        derived += height > 0;
        highest = std::max(highest, height);
      }
    }
    RC_CLASSIFY(derived > 10, "derive more than ten");
    RC_CLASSIFY(highest > 2, "up to height three and more");
  }));
}

TEST(DatalogProperty, WhyIsAValidProofOfLeastHeight) {
  EXPECT_TRUE(rc::check("each node is an instance of its rule, premises lie lower", [] {
    auto datalog = load(arbitrary_program());
    if (!datalog) return;
    datalog->close();
    for (std::uint32_t i = 0; i < datalog->fact_count(); ++i) {
      const Proof proof = datalog->why(FactId(i));
      RC_ASSERT(proof.at(0).fact == FactId(i));
      std::set<FactId> listed;
      for (std::size_t n = 0; n < proof.size(); ++n) {
        const ProofNode& node = proof[n];
        RC_ASSERT(listed.insert(node.fact).second);
        RC_ASSERT(node.rule.has_value() == !datalog->is_base(node.fact));
        if (!node.rule) continue;
        std::uint32_t highest = 0;
        for (const std::size_t premise : node.premises) {
          const bool earlier = premise > 0 && (n == 0 || premise < n);
          RC_ASSERT(earlier);
          highest = std::max(highest, datalog->height(proof[premise].fact));
        }
        RC_ASSERT(datalog->height(node.fact) == highest + 1);
        RC_ASSERT(is_instance(*datalog, node, proof));
      }
    }
  }));
}

TEST(DatalogProperty, AddingAndClosingAgainEqualsClosingOnce) {
  EXPECT_TRUE(rc::check("incremental equals everything at once", [] {
    const Program program = arbitrary_program();
    auto once = load(program);
    if (!once) return;
    once->close();
    Datalog steps;
    std::vector<std::pair<Atom, FactId>> bases;
    for (std::size_t i = 0; i < std::max(program.facts.size(), program.rules.size()); ++i) {
      if (i < program.rules.size()) steps.add_rule(program.rules[i]);
      if (i < program.facts.size())
        bases.emplace_back(program.facts[i], steps.add_fact(program.facts[i], i));
      if (pick(0, 2) == 0) steps.close();
    }
    steps.close();
    RC_ASSERT(heights_of(steps) == heights_of(*once));
    for (const auto& [atom, id] : bases) RC_ASSERT(steps.fact(id) == atom && steps.is_base(id));
  }));
}

TEST(DatalogProperty, MatchEqualsARuleWithTheSameBody) {
  EXPECT_TRUE(rc::check("match rows are the tuples that a rule would derive", [] {
    Program program = arbitrary_program();
    const HornRule probe = arbitrary_rule();
    std::size_t variables = 0;
    for (const Atom& atom : probe.body)
      for (const Term term : atom.arguments)
        if (term.is_variable) variables = std::max<std::size_t>(variables, term.value + 1);
    auto datalog = load(program);
    if (!datalog) return;
    datalog->close();
    auto rows = datalog->match(probe.body, probe.distinct, 1'000'000);
    HornRule collect = probe;
    collect.head = {SymbolId(99), Polarity::kPositive, {}};
    for (std::uint32_t v = 0; v < variables; ++v)
      collect.head.arguments.push_back(Term::variable(v));
    datalog->add_rule(collect);
    datalog->close();
    std::vector<std::vector<SymbolId>> expected;
    for (const FactId id : datalog->facts_of(SymbolId(99), Polarity::kPositive)) {
      expected.emplace_back();
      for (const Term term : datalog->fact(id).arguments)
        expected.back().push_back(SymbolId(term.value));
    }
    std::sort(rows.begin(), rows.end());
    std::sort(expected.begin(), expected.end());
    RC_ASSERT(rows == expected);
  }));
}

TEST(DatalogProperty, ConflictsAreThePairsOfOpposites) {
  EXPECT_TRUE(rc::check("conflicts", [] {
    auto datalog = load(arbitrary_program());
    if (!datalog) return;
    datalog->close();
    const Heights closure = heights_of(*datalog);
    std::size_t expected = 0;
    for (const auto& [member, height] : closure) {
      if (member.negative) continue;
      GroundLiteral literal = member;
      literal.negative = true;
      expected += closure.contains(literal);
    }
    const auto found = datalog->conflicts();
    RC_ASSERT(found.size() == expected);
    for (const Conflict& c : found) {
      GroundLiteral literal = ground(datalog->fact(c.positive), {});
      literal.negative = true;
      RC_ASSERT(literal == ground(datalog->fact(c.negative), {}));
    }
  }));
}

}  // namespace
}  // namespace modus::kg
