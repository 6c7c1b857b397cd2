#include "tasks/search_notes.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>
#include <variant>

#include <fmt/core.h>

#include "claims/print.h"
#include "claims/step_printer.h"
#include "kg/horn.h"
#include "symbolic/answer_goals.h"
#include "symbolic/derivation.h"

namespace modus::tasks {
namespace {

using claims::Chain;
using claims::Step;
using claims::StepId;
using claims::StepKind;
using kg::Atom;
using kg::Term;
using Bindings = std::map<std::uint32_t, Term>;  // by variable of a rule

struct Fact {
  Atom atom;
  StepId step;
};
struct Rule {
  kg::HornRule horn;
  StepId step;
};
struct Trigger {  // a condition of a rule that the fact in turn meets
  const Rule* rule;
  std::size_t condition;
};

bool match(const Atom& pattern, const Atom& fact, Bindings& bound) {
  if (pattern.predicate != fact.predicate || pattern.polarity != fact.polarity ||
      pattern.arguments.size() != fact.arguments.size())
    return false;
  for (std::size_t i = 0; i < pattern.arguments.size(); ++i) {
    Term term = pattern.arguments[i];
    if (term.is_variable) term = bound.emplace(term.value, fact.arguments[i]).first->second;
    if (term != fact.arguments[i]) return false;
  }
  return true;
}

Atom instance(Atom atom, const Bindings& bound) {
  for (Term& term : atom.arguments)
    if (const auto it = term.is_variable ? bound.find(term.value) : bound.end(); it != bound.end())
      term = it->second;
  return atom;
}

bool is_ground(const Atom& atom) {
  return std::ranges::none_of(atom.arguments, [](const Term& term) { return term.is_variable; });
}

class Search {
 public:
  Search(const Chain& problem, std::size_t max_steps) : max_steps_(max_steps) {
    noted_.chain = problem;
    std::erase_if(noted_.chain.steps, [](const Step& step) {
      return step.kind != StepKind::kAsk && step.kind != StepKind::kGiven;
    });
  }

  std::optional<NotedChain> run() {
    for (const Step& step : noted_.chain.steps)
      if (step.kind == StepKind::kGiven && !add(step)) return std::nullopt;
    const Step* question = noted_.chain.question();
    if (question == nullptr) return std::nullopt;
    const auto asked = kg::to_ground_atom(question->claim, symbols_);
    const auto opposite = kg::to_ground_atom(symbolic::opposite(question->claim), symbols_);
    if (!asked || !opposite) return std::nullopt;
    sides_ = {*asked, *opposite};
    for (const Atom& side : sides_)
      if (const Fact* fact = looked_up(side, "")) answer(fact);
    for (std::size_t i = 0; i < facts_.size() && !answered_; ++i) {
      pass_rules(facts_[i].step.value);
      try_rules(i);
    }
    if (!answered_) {
      pass_rules(UINT32_MAX);
      answer(nullptr);
    }
    if (noted_.chain.steps.size() > max_steps_ + 2) return std::nullopt;  // ask and answer
    return std::move(noted_);
  }

 private:
  bool add(const Step& given) {
    auto clauses = kg::to_horn(given.claim, symbols_);
    auto* horn = std::get_if<kg::HornClauses>(&clauses);
    if (horn == nullptr) return false;
    for (Atom& fact : horn->facts) facts_.push_back({std::move(fact), given.id});
    for (kg::HornRule& rule : horn->rules) {
      const bool plain =
          rule.distinct.empty() && std::ranges::none_of(rule.body, [](const Atom& a) {
            return a.polarity == kg::Polarity::kAbsent;
          });
      if (!plain) return false;
      rules_.push_back({std::move(rule), given.id});
    }
    return true;
  }

  const Fact* find(const Atom& atom) const {
    const auto it =
        std::ranges::find_if(facts_, [&](const Fact& fact) { return fact.atom == atom; });
    return it == facts_.end() ? nullptr : &*it;
  }

  void note(std::string text) {
    noted_.notes.push_back({noted_.chain.steps.size(), std::move(text)});
  }
  std::string printed(const Atom& atom) const {
    return claims::print(kg::to_claim(atom, symbols_), claims::AtomForm::kJuxtaposed);
  }
  // `patient ann s4`, or `patient ann open`.
  std::string entry(const Atom& atom, const Fact* fact) const {
    return printed(atom) + (fact ? " " + id(fact->step) : " open");
  }
  static std::string id(StepId step) { return claims::print_step_ids({step}); }

  const Fact* looked_up(const Atom& side, const std::string& before) {
    if (answered_) return nullptr;
    const Fact* fact = find(side);
    note(before + entry(side, fact));
    return fact;
  }

  void answer(const Fact* fact) {
    Step step;
    step.kind = StepKind::kAnswer;
    step.answer = claims::AnswerKind::kOpen;
    if (fact != nullptr) {
      step.answer =
          fact->atom == sides_[0] ? claims::AnswerKind::kTrue : claims::AnswerKind::kFalse;
      step.cites = {fact->step};
    }
    noted_.chain.steps.push_back(std::move(step));
    answered_ = true;
  }

  // All steps come in turn; from a rule nothing is tried.
  void pass_rules(std::uint32_t before) {
    for (; passed_ < rules_.size() && rules_[passed_].step.value < before; ++passed_)
      if (passed_ == 0 || rules_[passed_].step != rules_[passed_ - 1].step)
        note(id(rules_[passed_].step));
  }

  // From the fact in turn.
  void try_rules(std::size_t turn) {
    const Fact fact = facts_[turn];
    std::vector<Trigger> triggers;
    std::string list = fmt::format("{} {} :", id(fact.step), printed(fact.atom));
    for (const Rule& rule : rules_)
      for (std::size_t i = 0; i < rule.horn.body.size(); ++i)
        if (Bindings bound; match(rule.horn.body[i], fact.atom, bound)) {
          triggers.push_back({&rule, i});
          list += " " + id(rule.step);
        }
    note(list);
    for (const Trigger& trigger : triggers) {
      Bindings bound;
      match(trigger.rule->horn.body[trigger.condition], fact.atom, bound);
      const std::string begin = id(fact.step) + " " + id(trigger.rule->step);
      meet(trigger, fact, 0, bound, {trigger.rule->step}, begin);
      if (answered_) return;
    }
  }

  // The conditions from `next` on, in the rule's order; then the conclusion.
  void meet(const Trigger& trigger, const Fact& fact, std::size_t next, const Bindings& bound,
            std::vector<StepId> cites, const std::string& written) {
    const kg::HornRule& rule = trigger.rule->horn;
    if (next == rule.body.size())
      return conclude(instance(rule.head, bound), std::move(cites), written);
    const Atom condition = instance(rule.body[next], bound);
    const bool ground = is_ground(condition);
    bool found = false;
    const auto go_on = [&](const Fact& met) {
      found = true;
      Bindings more = bound;
      match(condition, met.atom, more);
      std::vector<StepId> cited = cites;
      cited.push_back(met.step);
      meet(trigger, fact, next + 1, more, std::move(cited), written + " " + entry(met.atom, &met));
    };
    if (next == trigger.condition) return go_on(fact);
    for (std::size_t i = 0, known = facts_.size(); i < known && !answered_ && !(found && ground);
         ++i) {
      Bindings more = bound;
      if (match(condition, facts_[i].atom, more)) go_on(Fact(facts_[i]));
    }
    if (!found) note(written + (ground ? " " + printed(condition) : "") + " open");
  }

  void conclude(const Atom& head, std::vector<StepId> cites, const std::string& written) {
    if (looked_up(head, written + " -> ") != nullptr) return;
    const StepId step = symbolic::append_have(noted_.chain, kg::to_claim(head, symbols_),
                                              claims::Rule::kModusPonens, std::move(cites));
    facts_.push_back({head, step});
    if (std::ranges::find(sides_, head) != sides_.end()) answer(&facts_.back());
  }

  const std::size_t max_steps_;
  kg::SymbolTable symbols_;
  std::vector<Fact> facts_;  // in the order in which they are tried
  std::vector<Rule> rules_;
  std::size_t passed_ = 0;   // of the rules: whose turn is over
  std::vector<Atom> sides_;  // the question, its opposite
  bool answered_ = false;
  NotedChain noted_;
};

}  // namespace

std::optional<NotedChain> search_in_notes(const Chain& problem, std::size_t max_steps) {
  return Search(problem, max_steps).run();
}

}  // namespace modus::tasks
