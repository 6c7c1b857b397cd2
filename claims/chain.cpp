#include "claims/chain.h"

#include <algorithm>
#include <array>
#include <utility>

#include "claims/grammar.h"

namespace modus::claims {
namespace {

constexpr std::array<std::string_view, 10> kKindNames = {
    "ask", "given", "let", "fix", "obtain", "have", "assume", "case", "discharge", "answer"};

constexpr std::array<std::string_view, 17> kRuleNames = {
    "step",    "modus_ponens", "modus_tollens", "instantiate", "generalise", "chain",
    "cases",   "reductio",     "contradiction", "witness",     "substitute", "calculate",
    "convert", "count",        "define",        "lookup",      "closure"};

// Claims of a chain with what is known of each; kept in step so that `asked` runs beside `claims`.
void add(SortProblem& problem, SortedClaim claim, std::vector<std::string> asked) {
  problem.claims.push_back(std::move(claim));
  problem.asked.push_back(std::move(asked));
}

void add_step(SortProblem& problem, const Step& step, const Step* question) {
  switch (step.kind) {
    case StepKind::kFix:
      return;
    case StepKind::kLet:
      if (step.definition) add(problem, {*step.definition, true, step.name}, {});
      return;
    case StepKind::kAsk:
      if (step.question != QuestionKind::kChoice)
        add(problem, {step.claim, false, ""},
            step.name.empty() ? std::vector<std::string>() : std::vector{step.name});
      for (const Option& option : step.options) add(problem, {option.claim, false, ""}, {});
      return;
    case StepKind::kAnswer:
      // The value has the sort of what is asked: read it as the question with the value in place.
      if (step.value && question && step.value->op() != Op::kSet && !question->name.empty()) {
        const Replacement asked[] = {{question->name, *step.value}};
        add(problem, {substitute_variables(question->claim, asked), false, ""}, {});
      } else if (step.value) {
        add(problem, {*step.value, true, ""}, {});
      }
      return;
    default:
      add(problem, {step.claim, false, ""}, {});
  }
}

SortProblem sort_problem_of(const Chain& chain) {
  SortProblem problem;
  problem.source = chain.source_name;
  problem.text = chain.source;
  problem.declarations = chain.header.sorts;
  for (const Step& step : chain.steps)
    if (step.declared) problem.declarations.push_back({step.name, {}, *step.declared, step.span});
  const auto declared = [&](const std::string& name) {
    return std::any_of(problem.declarations.begin(), problem.declarations.end(),
                       [&](const SortDeclaration& d) { return d.name == name; });
  };
  if (chain.header.domain)
    for (const std::string& name : *chain.header.domain)
      if (!declared(name)) problem.declarations.push_back({name, {}, Sort(), {}});
  for (const Step& step : chain.steps) add_step(problem, step, chain.question());
  return problem;
}

}  // namespace

std::string_view to_string(StepKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }
std::string_view to_string(Rule rule) { return kRuleNames[static_cast<std::size_t>(rule)]; }

std::optional<Rule> rule_named(std::string_view name) {
  const auto found = std::find(kRuleNames.begin(), kRuleNames.end(), name);
  if (found == kRuleNames.end()) return std::nullopt;
  return static_cast<Rule>(found - kRuleNames.begin());
}

std::vector<std::string_view> rule_names() { return {kRuleNames.begin(), kRuleNames.end()}; }
std::vector<std::string_view> step_kind_names() { return {kKindNames.begin(), kKindNames.end()}; }

bool Step::operator==(const Step& o) const {
  return kind == o.kind && id == o.id && claim == o.claim && name == o.name &&
         definition == o.definition && rule == o.rule && cites == o.cites && closes == o.closes &&
         sentences == o.sentences && question == o.question && options == o.options &&
         answer == o.answer && value == o.value && letter == o.letter && declared == o.declared;
}

bool Chain::operator==(const Chain& o) const {
  return header == o.header && text == o.text && steps == o.steps;
}

const Step* Chain::find(StepId id) const {
  if (id.value == 0) return nullptr;
  const auto found =
      std::lower_bound(steps.begin(), steps.end(), id, [](const Step& step, StepId wanted) {
        return step.id.value == 0 ? step.kind == StepKind::kAsk : step.id < wanted;
      });
  return found != steps.end() && found->id == id ? &*found : nullptr;
}

const Step* Chain::question() const {
  return !steps.empty() && steps.front().kind == StepKind::kAsk ? &steps.front() : nullptr;
}

const Step* Chain::answer() const {
  return !steps.empty() && steps.back().kind == StepKind::kAnswer ? &steps.back() : nullptr;
}

std::vector<std::string> constants_of(const Chain& chain) {
  std::vector<std::string> constants;
  for (const Step& step : chain.steps) {
    const bool binds = step.kind == StepKind::kLet || step.kind == StepKind::kFix ||
                       step.kind == StepKind::kObtain;
    if (binds && is_variable(step.name)) constants.push_back(step.name);
    if (step.claim.op() == Op::kGraph)
      for (std::string& name : names_in(step.claim))
        if (is_variable(name)) constants.push_back(std::move(name));
  }
  return constants;
}

Signature signature_of(const Chain& chain) { return infer_sorts(sort_problem_of(chain)); }

GrowingSignature growing_signature_of(const Chain& chain) {
  return infer_growing_sorts(sort_problem_of(chain));
}

GrowingSignature growing_signature_of(const Chain& chain, const GrowingSignature& before) {
  const Step& last = chain.steps.back();
  if (last.declared || !before.complete) return growing_signature_of(chain);
  SortProblem added;
  add_step(added, last, chain.question());
  GrowingSignature growing = before;
  for (std::size_t i = 0; i < added.claims.size(); ++i)
    if (!extend_sorts(added.claims[i], added.asked[i], growing.signature))
      return growing_signature_of(chain);
  return growing;
}

}  // namespace modus::claims
