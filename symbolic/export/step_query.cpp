#include <span>
#include <utility>
#include <variant>

#include <fmt/core.h>

#include "base/error.h"
#include "claims/sorts.h"
#include "symbolic/answer_goals.h"
#include "symbolic/export/export.h"
#include "symbolic/kernel.h"
#include "symbolic/layers/structure.h"

namespace modus::symbolic {

using claims::Step;
using claims::StepKind;

namespace {

// The kernel gathers premises whatever became of earlier steps, so nothing needs solving.
class Unasked final : public Entailment {
 public:
  std::vector<Decision> decide(std::span<const Query> queries, Wanted) override {
    return std::vector<Decision>(queries.size());
  }
  Decision satisfiable(std::span<const Premise>, Wanted) override { return {}; }
};

std::string name_of(const Step& step) {
  return step.id.value == 0 ? "the answer" : fmt::format("s{}", step.id.value);
}

// The goals of an answer in one; a reason where it has none.
std::variant<claims::Claim, std::string> goal_of(const claims::Chain& chain, const Theory& theory,
                                                 const Step& step) {
  if (!is_plain(step.claim)) return std::string("a modal claim is never proved");
  if (step.kind == StepKind::kHave) return claims::universal_closure(step.claim);
  const AnswerGoals goals = answer_goals(chain, theory.signature);
  if (!goals.malformed.empty()) return goals.malformed;
  if (goals.open) return std::string("an open answer is shown by two models, not by a proof");
  return claims::all_of(goals.proved);
}

}  // namespace

std::vector<StepQuery> step_queries(const claims::Chain& chain, const Theory& theory) {
  if (theory.logic == claims::Logic::kDirected)
    throw Error("`logic directed` has no form there: its rules fire forward only");
  Unasked nobody;
  Kernel kernel(chain, theory, nobody);
  std::vector<StepQuery> asked;
  for (std::size_t i = 0; i < chain.steps.size(); ++i) {
    const Step& step = chain.steps[i];
    const StepResult form = kernel.check(i, Wanted::kVerdict);
    if (step.kind != StepKind::kHave && step.kind != StepKind::kAnswer) continue;
    StepQuery& one = asked.emplace_back(StepQuery{i, std::nullopt, ""});
    if (form.verdict == Verdict::kMalformed) {
      one.reason = fmt::format("{} is malformed: {}", name_of(step), form.reason);
      continue;
    }
    auto goal = goal_of(chain, theory, step);
    if (std::string* reason = std::get_if<std::string>(&goal)) {
      one.reason = std::move(*reason);
      continue;
    }
    one.query = Query{{}, std::move(std::get<claims::Claim>(goal)), false};
    one.query->premises = kernel.premises(step.cites, one.query->goal);
  }
  return asked;
}

Query query_of_step(const claims::Chain& chain, const Theory& theory, claims::StepId id) {
  const Step* step = chain.find(id);
  if (step == nullptr) throw Error(fmt::format("there is no step s{}", id.value));
  if (step->kind != StepKind::kHave)
    throw Error(fmt::format("s{} is no `have` step: only those ask what follows", id.value));
  for (StepQuery& one : step_queries(chain, theory)) {
    if (&chain.steps[one.index] != step) continue;
    if (!one.query) throw Error(one.reason);
    return std::move(*one.query);
  }
  throw Error(fmt::format("s{} asks nothing", id.value));
}

}  // namespace modus::symbolic
