#include "symbolic/applications.h"

#include <algorithm>
#include <utility>

#include "kg/datalog.h"
#include "kg/horn.h"

namespace modus::symbolic {

using claims::StepId;

namespace {

// A rule's atom with the symbols of one match in place of its variables.
kg::Atom instance_of(kg::Atom atom, const std::vector<kg::SymbolId>& match) {
  for (kg::Term& term : atom.arguments)
    if (term.is_variable) term = kg::Term::symbol(match[term.value]);
  return atom;
}

bool has_absent(const kg::HornRule& rule) {
  return std::any_of(rule.body.begin(), rule.body.end(),
                     [](const kg::Atom& atom) { return atom.polarity == kg::Polarity::kAbsent; });
}

// The facts and rules of premises, each with the step that states it.
class Statements {
 public:
  // False where a premise is outside the fragment.
  bool add(const Premise& premise) {
    auto clauses = kg::to_horn(premise.claim, symbols_);
    auto* horn = std::get_if<kg::HornClauses>(&clauses);
    if (horn == nullptr) return false;
    for (const kg::Atom& fact : horn->facts) facts_.add_fact(fact, premise.step.value);
    for (kg::HornRule& rule : horn->rules) {
      if (has_absent(rule)) return false;
      rule.tag = premise.step.value;
      rules_.push_back(std::move(rule));
    }
    return true;
  }

  std::vector<Application> all(std::size_t limit) {
    std::vector<Application> found;
    if (!facts_.close()) return found;
    for (const kg::HornRule& rule : rules_)
      for (const auto& match : facts_.match(rule.body, rule.distinct, limit)) {
        const kg::Atom head = instance_of(rule.head, match);
        if (facts_.find(head) || found.size() >= limit) continue;
        found.push_back({premises_of(rule, match), kg::to_claim(head, symbols_)});
      }
    return found;
  }

 private:
  std::vector<StepId> premises_of(const kg::HornRule& rule,
                                  const std::vector<kg::SymbolId>& match) const {
    std::vector<StepId> steps = {StepId{static_cast<std::uint32_t>(rule.tag)}};
    for (const kg::Atom& atom : rule.body)
      steps.emplace_back(
          static_cast<std::uint32_t>(facts_.tag(*facts_.find(instance_of(atom, match)))));
    std::sort(steps.begin(), steps.end());
    steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
    return steps;
  }

  kg::SymbolTable symbols_;
  kg::Datalog facts_;
  std::vector<kg::HornRule> rules_;
};

}  // namespace

std::vector<Application> applications(std::span<const Premise> premises, std::size_t limit) {
  Statements statements;
  for (const Premise& premise : premises)
    if (!statements.add(premise)) return {};
  return statements.all(limit);
}

}  // namespace modus::symbolic
