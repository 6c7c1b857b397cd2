#include "tasks/proverqa.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "base/error.h"
#include "claims/print.h"
#include "symbolic/checker.h"
#include "tasks/dataset.h"
#include "tasks/fol_problem.h"
#include "tasks/gold_steps.h"
#include "tasks/rule_worlds.h"

namespace modus::tasks {

using claims::Claim;
using claims::Step;
using claims::StepKind;

namespace {

constexpr std::string_view kStatementBegins = "true, false, or uncertain? ";

double share(double part, double whole) { return whole > 0 ? part / whole : 1; }

// The claims that the data set gives for sentences of one row, and those read on the way.
class SentenceClaims {
 public:
  SentenceClaims(const Row& row, const FolReading& reading) {
    const std::vector<Step>& steps = reading.chain.steps;  // the question, then the givens
    const Row::Pairs& formulas = row.pairs("nl2fol");
    for (std::size_t i = 0; i < formulas.size(); ++i)
      claims_.emplace(formulas[i].first, steps[i + 1].claim);
    const std::string& question = row.text("question");
    if (const std::size_t at = question.find(kStatementBegins); at != std::string::npos)
      claims_.emplace(question.substr(at + kStatementBegins.size()), steps.front().claim);
    for (const claims::FolName& name : reading.names.all())
      if (name.role == claims::FolRole::kFunction && name.arity == 0)
        constants_.push_back(name.name);
  }

  struct Covered {
    std::vector<Claim> premises;
    Claim conclusion;
  };
  std::optional<Covered> cover(const GoldStep& step) {
    Covered covered;
    bool complete = !step.premises.empty();
    for (const std::string& sentence : step.premises) {
      const auto known = claims_.find(sentence);
      complete = complete && known != claims_.end();
      if (known != claims_.end()) covered.premises.push_back(known->second);
    }
    if (!complete) return std::nullopt;
    if (const auto known = claims_.find(step.conclusion); known != claims_.end()) {
      covered.conclusion = known->second;
      return covered;
    }
    const auto literal = literal_in(step.conclusion, covered.premises.back(), constants_);
    if (!literal) return std::nullopt;
    covered.conclusion = *literal;
    claims_.emplace(step.conclusion, *literal);
    return covered;
  }

 private:
  std::map<std::string, Claim> claims_;
  std::vector<std::string> constants_;
};

// "" where the premises entail the conclusion, else what the checker says.
std::string trouble_of(const SentenceClaims::Covered& step, const symbolic::CheckOptions& options) {
  claims::Chain chain;
  Step have;
  for (const Claim& premise : step.premises) {
    Step given;
    given.kind = StepKind::kGiven;
    given.id = claims::StepId(static_cast<std::uint32_t>(chain.steps.size() + 1));
    given.claim = premise;
    have.cites.push_back(given.id);
    chain.steps.push_back(std::move(given));
  }
  have.kind = StepKind::kHave;
  have.id = claims::StepId(static_cast<std::uint32_t>(chain.steps.size() + 1));
  have.claim = step.conclusion;
  chain.steps.push_back(have);
  const symbolic::ChainResult result = symbolic::check_chain(chain, options);
  if (result.verdict == symbolic::ChainVerdict::kValid) return {};
  std::vector<std::string> shown;
  for (const Claim& premise : step.premises) shown.push_back(claims::print(premise));
  return fmt::format("{}: {} from {}", symbolic::to_string(result.verdict),
                     claims::print(step.conclusion), fmt::join(shown, "; "));
}

// Why the formulas do not say what the label says, as far as their names show it.
std::string cause_of(const FolDecision& decision, const std::vector<std::string>& lone) {
  if (decision.answer.empty()) return decision.inconsistent ? "inconsistent" : "undecided";
  if (decision.answer != "open") return "decided";
  const bool near = std::any_of(lone.begin(), lone.end(), [](const std::string& name) {
    return name.find("nearest") != std::string::npos;
  });
  return near ? "two_spellings" : "left_open";
}

class ProverQaEvaluation {
 public:
  explicit ProverQaEvaluation(const EvalOptions& options) : options_(options) {
    result_.dataset = "proverqa";
    result_.seed = options.seed;
  }

  EvalResult run() {
    const std::vector<Row> rows = read_rows(options_.files, options_.limit);
    Progress progress("eval proverqa", rows.size(), options_.progress);
    for (const Row& row : rows) {
      FolProblem problem;
      for (const auto& [sentence, formula] : row.pairs("nl2fol"))
        problem.premises.push_back(formula);
      problem.conclusion = row.text("conclusion_fol");
      const FolReading reading = read_fol_problem(problem);
      judge_label(row, reading);
      if (reading.unread.empty() && row.has("reasoning")) judge_steps(row, reading);
      progress.advance(1);
    }
    result_.n = rows.size();
    result_.figures["accuracy"] = share(agreed_, static_cast<double>(rows.size()));
    result_.figures["agreed"] = agreed_;
    result_.figures["steps"] = steps_;
    result_.figures["covered"] = share(covered_, steps_);
    result_.figures["proved"] = share(proved_, covered_);
    return std::move(result_);
  }

 private:
  void judge_label(const Row& row, const FolReading& reading) {
    const std::string label = label_of(row);
    const FolDecision decision = decide_fol(reading, {});
    if (decision.answer == label) {
      ++agreed_;
      return;
    }
    const std::vector<std::string> lone = lone_names(reading);
    const std::string cause = cause_of(decision, lone);
    ++result_.figures["cause_" + cause];
    std::string reason = fmt::format("{}: label {}, formulas {}", cause, label,
                                     decision.answer.empty() ? decision.trouble : decision.answer);
    if (!lone.empty()) reason += fmt::format("; in one formula only: {}", fmt::join(lone, ", "));
    if (!decision.evidence.empty()) reason += "; " + decision.evidence;
    if (!reading.notes.empty()) reason += fmt::format("; {}", fmt::join(reading.notes, "; "));
    result_.failures.push_back({row.place(), std::move(reason)});
  }

  void judge_steps(const Row& row, const FolReading& reading) {
    symbolic::CheckOptions check;
    check.wanted = symbolic::Wanted::kVerdict;
    SentenceClaims sentences(row, reading);
    std::size_t number = 0;
    for (const GoldStep& step : gold_steps(row.text("reasoning"))) {
      ++steps_;
      ++number;
      const auto covered = sentences.cover(step);
      if (!covered) continue;
      ++covered_;
      const std::string trouble = trouble_of(*covered, check);
      if (trouble.empty())
        ++proved_;
      else
        result_.failures.push_back({row.place(), fmt::format("gold step {}: {}", number, trouble)});
    }
  }

  const EvalOptions& options_;
  EvalResult result_;
  double agreed_ = 0, steps_ = 0, covered_ = 0, proved_ = 0;
};

}  // namespace

EvalResult eval_proverqa(const EvalOptions& options) { return ProverQaEvaluation(options).run(); }

}  // namespace modus::tasks
