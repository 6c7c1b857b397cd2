#include "tasks/gold_chain.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/error.h"
#include "kg/datalog.h"
#include "kg/horn.h"
#include "symbolic/answer_goals.h"
#include "symbolic/derivation.h"

namespace modus::tasks {
namespace {

using claims::Chain;
using claims::Claim;
using claims::Step;
using claims::StepId;
using claims::StepKind;
using kg::Atom;
using kg::FactId;
using kg::Term;

constexpr std::size_t kMaxPatterns = 4096;

// What a literal must look like to matter: variables stand for anything.
struct Pattern {
  Atom atom;
  bool matches(const Atom& other) const {
    if (other.predicate != atom.predicate || other.polarity != atom.polarity ||
        other.arguments.size() != atom.arguments.size())
      return false;
    for (std::size_t i = 0; i < atom.arguments.size(); ++i)
      if (!atom.arguments[i].is_variable && !other.arguments[i].is_variable &&
          atom.arguments[i] != other.arguments[i])
        return false;
    return true;
  }
};

// The body literals through which a rule leads to the pattern.
std::vector<Atom> body_for(const kg::HornRule& rule, const Atom& wanted) {
  std::map<std::uint32_t, Term> bound;
  for (std::size_t i = 0; i < wanted.arguments.size(); ++i)
    if (rule.head.arguments[i].is_variable && !wanted.arguments[i].is_variable)
      bound.emplace(rule.head.arguments[i].value, wanted.arguments[i]);
  std::vector<Atom> body = rule.body;
  for (Atom& atom : body)
    for (Term& term : atom.arguments)
      if (const auto it = term.is_variable ? bound.find(term.value) : bound.end();
          it != bound.end())
        term = it->second;
  return body;
}

}  // namespace

struct RuleWorldClosure::State {
  void add(const Step& given) {
    auto clauses = kg::to_horn(given.claim, symbols);
    auto* horn = std::get_if<kg::HornClauses>(&clauses);
    if (horn == nullptr) throw Error("no Horn clause: " + std::get<kg::NotHorn>(clauses).reason);
    for (const Atom& fact : horn->facts) datalog.add_fact(fact, given.id.value);
    for (kg::HornRule& rule : horn->rules) {
      rule.tag = given.id.value;
      rules.push_back(datalog.add_rule(std::move(rule)));
    }
  }

  std::optional<FactId> find(const Claim& literal) {
    const auto atom = kg::to_ground_atom(literal, symbols);
    return atom ? datalog.find(*atom) : std::nullopt;
  }
  Claim claim(FactId fact) const { return kg::to_claim(datalog.fact(fact), symbols); }

  // The derived facts that the question or its opposite could depend on, by height, then in the
  // order of the sentences that derive them.
  std::vector<FactId> cone(const Claim& question) {
    std::vector<Pattern> patterns;
    const auto want = [&](const Atom& atom) {
      for (const Pattern& known : patterns)
        if (known.atom == atom) return;
      if (patterns.size() < kMaxPatterns) patterns.push_back({atom});
    };
    for (const Claim& side : {question, symbolic::opposite(question)})
      if (const auto atom = kg::to_ground_atom(side, symbols)) want(*atom);
    for (std::size_t i = 0; i < patterns.size(); ++i)
      for (const kg::RuleId id : rules) {
        const Pattern wanted = patterns[i];
        if (!wanted.matches(datalog.rule(id).head)) continue;
        for (const Atom& atom : body_for(datalog.rule(id), wanted.atom)) want(atom);
      }
    std::vector<std::tuple<std::uint32_t, std::uint64_t, FactId>> found;
    for (std::uint32_t i = 0; i < datalog.fact_count(); ++i) {
      const FactId fact(i);
      if (datalog.is_base(fact)) continue;
      if (std::any_of(patterns.begin(), patterns.end(),
                      [&](const Pattern& p) { return p.matches(datalog.fact(fact)); }))
        found.emplace_back(datalog.height(fact), rule_tag(fact), fact);
    }
    std::sort(found.begin(), found.end());
    std::vector<FactId> facts;
    for (const auto& [height, tag, fact] : found) facts.push_back(fact);
    return facts;
  }
  std::uint64_t rule_tag(FactId fact) const {
    const auto rule = datalog.why(fact).front().rule;
    return rule ? datalog.rule(*rule).tag : datalog.tag(fact);
  }

  // The step that holds the fact, after appending what derives it.
  StepId append(FactId fact, Chain& chain) const {
    const kg::Proof proof = datalog.why(fact);
    std::vector<StepId> steps(proof.size());
    const auto place = [&](std::size_t i) {
      const kg::ProofNode& node = proof[i];
      const std::uint64_t tag = node.rule ? datalog.rule(*node.rule).tag : datalog.tag(node.fact);
      steps[i] = StepId(static_cast<std::uint32_t>(tag));
      if (!node.rule) return;
      std::vector<StepId> cites = {steps[i]};
      for (const std::size_t premise : node.premises) cites.push_back(steps[premise]);
      steps[i] = symbolic::append_have(chain, claim(node.fact), claims::Rule::kModusPonens, cites);
    };
    for (std::size_t i = 1; i < proof.size(); ++i) place(i);
    place(0);
    return steps.front();
  }

  kg::SymbolTable symbols;
  kg::Datalog datalog;
  std::vector<kg::RuleId> rules;
};

RuleWorldClosure::RuleWorldClosure(const Chain& problem) : state_(std::make_unique<State>()) {
  for (const Step& step : problem.steps)
    if (step.kind == StepKind::kGiven) state_->add(step);
  if (!state_->datalog.close()) throw Error("the closure of the givens is too large");
}
RuleWorldClosure::~RuleWorldClosure() = default;

std::vector<RuleWorldClosure::Derived> RuleWorldClosure::facts() const {
  std::vector<Derived> facts;
  for (std::uint32_t i = 0; i < state_->datalog.fact_count(); ++i)
    facts.push_back({state_->claim(FactId(i)), state_->datalog.height(FactId(i))});
  return facts;
}

std::optional<std::uint32_t> RuleWorldClosure::height(const Claim& literal) const {
  const auto fact = state_->find(literal);
  if (!fact) return std::nullopt;
  return state_->datalog.height(*fact);
}

std::optional<StepId> RuleWorldClosure::culprit() const {
  for (const kg::Conflict& conflict : state_->datalog.conflicts())
    for (const FactId fact : {conflict.negative, conflict.positive})
      if (!state_->datalog.is_base(fact))
        return StepId(static_cast<std::uint32_t>(state_->rule_tag(fact)));
  return std::nullopt;
}

RuleWorldClosure::Cone RuleWorldClosure::cone(const Claim& question) const {
  Cone cone;
  const std::vector<FactId> facts = state_->cone(question);
  cone.steps = facts.size();
  if (!facts.empty()) cone.height = state_->datalog.height(facts.back());
  return cone;
}

std::optional<Chain> RuleWorldClosure::solved(const Chain& problem) const {
  if (!state_->datalog.conflicts().empty()) return std::nullopt;
  MODUS_CHECK(problem.question() != nullptr, "a problem without a question");
  const Claim asked = problem.question()->claim;
  Chain chain = problem;
  Step answer;
  answer.kind = StepKind::kAnswer;
  if (const auto fact = state_->find(asked)) {
    answer.answer = claims::AnswerKind::kTrue;
    answer.cites = {state_->append(*fact, chain)};
  } else if (const auto against = state_->find(symbolic::opposite(asked))) {
    answer.answer = claims::AnswerKind::kFalse;
    answer.cites = {state_->append(*against, chain)};
  } else {
    answer.answer = claims::AnswerKind::kOpen;
    const std::vector<FactId> cone = state_->cone(asked);
    if (cone.size() > kMaxConeSteps) return std::nullopt;
    for (const FactId step : cone) state_->append(step, chain);
  }
  chain.steps.push_back(std::move(answer));
  return chain;
}

}  // namespace modus::tasks
