#include "tasks/fol_problem.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "claims/import_fol.h"
#include "claims/nearest.h"
#include "claims/print.h"
#include "symbolic/chain_verdict.h"
#include "symbolic/solve.h"

namespace modus::tasks {

using claims::Chain;
using claims::Step;
using claims::StepKind;

namespace {

constexpr std::size_t kShownFacts = 24;

// The givens that the answer rests on: "live_in(q); not regulate(q) -> ..."
std::string core(const Chain& chain, const std::vector<claims::StepId>& ids) {
  std::vector<std::string> shown;
  for (const claims::StepId id : ids)
    if (const Step* step = chain.find(id)) shown.push_back(claims::print(step->claim));
  return fmt::format("{}", fmt::join(shown, "; "));
}

std::string core_of_answer(const Chain& chain) {
  std::vector<claims::StepId> ids;
  for (const std::size_t index : symbolic::backward_slice(chain))
    if (chain.steps[index].kind == StepKind::kGiven) ids.push_back(chain.steps[index].id);
  return "from " + core(chain, ids);
}

std::string counter_model(const symbolic::ChainResult& result) {
  for (const symbolic::StepResult& step : result.steps)
    if (step.kind == StepKind::kAnswer && step.evidence.counter_model)
      return "with the conclusion false: " +
             claims::describe(*step.evidence.counter_model, kShownFacts);
  return {};
}

std::string one_line(std::string_view message) {
  std::string line(message.substr(0, message.find('\n')));
  return line;
}

}  // namespace

FolReading read_fol_problem(const FolProblem& problem) {
  FolReading reading;
  const auto read = [&](const std::string& formula, const std::string& where) {
    claims::ImportedClaim imported = claims::import_fol(formula, where, reading.names);
    for (const std::string& note : imported.notes)
      reading.notes.push_back(fmt::format("{}, {}", where, note));
    return imported.claim;
  };
  try {
    for (std::size_t i = 0; i < problem.premises.size(); ++i) {
      Step given;
      given.kind = StepKind::kGiven;
      given.id = claims::StepId(static_cast<std::uint32_t>(i + 1));
      given.claim = read(problem.premises[i], fmt::format("premise {}", i + 1));
      reading.chain.steps.push_back(std::move(given));
    }
    Step ask;
    ask.kind = StepKind::kAsk;
    ask.claim = read(problem.conclusion, "conclusion");
    reading.chain.steps.insert(reading.chain.steps.begin(), std::move(ask));
  } catch (const ParseError& error) {
    reading.unread = one_line(error.what());
    reading.chain.steps.clear();
  }
  for (const std::string& note : reading.names.notes()) reading.notes.push_back(note);
  return reading;
}

FolDecision decide_fol(const FolReading& reading, const symbolic::CheckOptions& options) {
  FolDecision decision;
  if (!reading.unread.empty()) {
    decision.trouble = reading.unread;
    return decision;
  }
  const symbolic::Solution solution = symbolic::solve_claims(reading.chain, options);
  const symbolic::ChainResult& result = solution.result;
  if (result.verdict == symbolic::ChainVerdict::kValid) {
    decision.answer = result.answer;
    decision.evidence =
        result.answer == "open" ? counter_model(result) : core_of_answer(solution.chain);
    return decision;
  }
  decision.inconsistent = result.verdict == symbolic::ChainVerdict::kInconsistent;
  decision.trouble =
      decision.inconsistent
          ? "the premises contradict each other: " + core(solution.chain, result.core)
          : fmt::format("{}: {}", symbolic::to_string(result.verdict), result.reason);
  return decision;
}

std::vector<std::string> lone_names(const FolReading& reading) {
  std::map<std::string, std::size_t> formulas;
  for (const Step& step : reading.chain.steps)
    for (const std::string& name : claims::names_in(step.claim)) ++formulas[name];
  std::vector<std::string> lone;
  for (const claims::FolName& name : reading.names.all()) {
    if (formulas[name.name] != 1) continue;
    std::vector<std::string_view> others;
    for (const claims::FolName& other : reading.names.all())
      if (other.name != name.name && other.role == name.role) others.push_back(other.name);
    const auto near = claims::nearest(name.name, others);
    lone.push_back(near ? fmt::format("`{}` (nearest {})", name.name, *near)
                        : fmt::format("`{}`", name.name));
  }
  return lone;
}

}  // namespace modus::tasks
