#include "bridge/evaluation.h"

#include <algorithm>
#include <chrono>
#include <optional>

#include <fmt/format.h>

#include "base/error.h"
#include "base/progress.h"
#include "bridge/evaluation_rows.h"
#include "bridge/reasoner.h"
#include "bridge/same_reading.h"
#include "bridge/unguided.h"
#include "rules/library.h"
#include "symbolic/solve.h"

namespace modus::bridge {

using symbolic::ChainVerdict;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::size_t kRowsAtATime = 64;

struct Judged {
  std::string answer, trouble;
  bool verified = false;
  const claims::Chain* chain = nullptr;
};

// What one mode has found so far.
class Tally {
 public:
  explicit Tally(std::string_view mode) : mode_(mode) {}

  void add(const EvaluationRow& row, const Judged& judged, tasks::EvalResult& result) {
    const bool right = row.is_right(judged.answer);
    ++rows_;
    right_ += right;
    verified_ += judged.verified;
    verified_wrong_ += judged.verified && !right;
    decided_ += row.label != "open";
    own_ += row.label != "open" && judged.verified && right;
    if (row.expected && judged.chain) {
      const ReadingCount count = compare_readings(*judged.chain, *row.expected);
      sentences_ += count.sentences;
      exact_ += count.exact;
    } else if (row.expected) {
      sentences_ += row.expected->text.size();
    }
    if (!right)
      result.failures.push_back(
          {row.id, fmt::format("{}: label {}, answer {}{}{}", mode_, row.label,
                               judged.answer.empty() ? "none" : judged.answer,
                               judged.trouble.empty() ? "" : "; ", judged.trouble)});
  }
  void add_steps(const Outcome& outcome) {
    steps_ += outcome.steps;
    first_try_ += outcome.first_try;
    refusals_ += outcome.refusals.size();
  }
  void add_tokens(std::size_t tokens) { tokens_ += tokens; }
  void add_time(Clock::duration time) { seconds_ += std::chrono::duration<double>(time).count(); }

  tasks::ModeFigures figures() const {
    const auto share = [](std::size_t part, std::size_t whole) {
      return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
    };
    tasks::ModeFigures figures;
    figures.accuracy = share(right_, rows_);
    figures.verified = verified_;
    figures.verified_wrong = verified_wrong_;
    if (sentences_ > 0) figures.more["givens_exact"] = share(exact_, sentences_);
    if (steps_ > 0) {
      figures.more["first_try"] = share(first_try_, steps_);
      figures.more["own_steps"] = share(own_, decided_);
      figures.more["refusals_per_row"] = share(refusals_, rows_);
    }
    if (tokens_ > 0) figures.more["tokens_per_s"] = static_cast<double>(tokens_) / seconds_;
    return figures;
  }

 private:
  std::string_view mode_;
  std::size_t rows_ = 0, right_ = 0, verified_ = 0, verified_wrong_ = 0, decided_ = 0, own_ = 0;
  std::size_t sentences_ = 0, exact_ = 0, steps_ = 0, first_try_ = 0, refusals_ = 0, tokens_ = 0;
  double seconds_ = 0;
};

bool stands(const symbolic::ChainResult& result) {
  return result.verdict == ChainVerdict::kVerified;
}

std::string trouble_of(const symbolic::ChainResult& result) {
  if (stands(result)) return "";
  return fmt::format("{}: {}", symbolic::to_string(result.verdict), result.reason);
}

class Evaluation {
 public:
  Evaluation(const tasks::EvalOptions& options, const ModelUnderTest& model)
      : model_(model), library_(rules::Library::shipped()) {
    const auto asked = [&](std::string_view mode) {
      return options.modes.empty() || std::ranges::find(options.modes, mode) != options.modes.end();
    };
    neural_ = asked("neural");
    guided_ = asked("guided");
    symbolic_ = asked("symbolic");
    check_.wanted = symbolic::Wanted::kVerdict;
    check_.library = &library_;
    attempt_ = model.attempt;
    attempt_.seed = options.seed;
    attempt_.check = check_;
  }

  void run(std::span<const EvaluationRow> rows, tasks::EvalResult& result) {
    std::vector<Problem> problems;
    for (const EvaluationRow& row : rows) problems.push_back(row.problem);
    if (neural_) run_neural(rows, problems, result);
    if (guided_ || symbolic_) run_guided(rows, problems, result);
  }

  void report(tasks::EvalResult& result) const {
    if (neural_) result.modes["neural"] = neural_tally_.figures();
    if (guided_) result.modes["guided"] = guided_tally_.figures();
    if (symbolic_) result.modes["symbolic"] = symbolic_tally_.figures();
  }

 private:
  void run_neural(std::span<const EvaluationRow> rows, std::span<const Problem> problems,
                  tasks::EvalResult& result) {
    const Clock::time_point start = Clock::now();
    const std::vector<UnguidedText> texts =
        write_unguided(model_.tokenizer, model_.decoder, problems, {.batch = model_.batch});
    neural_tally_.add_time(Clock::now() - start);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const UnguidedText& text = texts[i];
      neural_tally_.add_tokens(text.tokens);
      neural_tally_.add(rows[i], {text.answer, "", false, text.chain ? &*text.chain : nullptr},
                        result);
    }
  }

  void run_guided(std::span<const EvaluationRow> rows, std::span<const Problem> problems,
                  tasks::EvalResult& result) {
    Reasoner reasoner(model_.tokenizer, model_.decoder,
                      {.attempt = attempt_, .batch = model_.batch});
    const Clock::time_point start = Clock::now();
    const std::vector<Outcome> outcomes = reasoner.solve(problems);
    guided_tally_.add_time(Clock::now() - start);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Outcome& outcome = outcomes[i];
      guided_tally_.add_tokens(outcome.tokens);
      guided_tally_.add_steps(outcome);
      if (guided_)
        guided_tally_.add(rows[i],
                          {outcome.result.answer, trouble_of(outcome.result),
                           stands(outcome.result), &outcome.chain},
                          result);
      if (symbolic_) run_symbolic(rows[i], outcome.chain, result);
    }
  }

  void run_symbolic(const EvaluationRow& row, claims::Chain chain, tasks::EvalResult& result) {
    std::erase_if(chain.steps, [](const claims::Step& step) {
      return step.kind != claims::StepKind::kAsk && step.kind != claims::StepKind::kGiven &&
             step.kind != claims::StepKind::kLet;
    });
    if (chain.question() == nullptr)
      return symbolic_tally_.add(row, {"", "no question was read", false, &chain}, result);
    const symbolic::Solution solution = symbolic::solve_claims(chain, check_);
    symbolic_tally_.add(
        row, {solution.result.answer, trouble_of(solution.result), stands(solution.result), &chain},
        result);
  }

  const ModelUnderTest& model_;
  const rules::Library library_;
  symbolic::CheckOptions check_;
  AttemptOptions attempt_;
  bool neural_ = false, guided_ = false, symbolic_ = false;
  Tally neural_tally_{"neural"}, guided_tally_{"guided"}, symbolic_tally_{"symbolic"};
};

}  // namespace

std::vector<std::string_view> model_modes() { return {"neural", "guided", "symbolic"}; }

tasks::EvalResult evaluate_model(std::string_view dataset, const tasks::EvalOptions& options,
                                 const ModelUnderTest& model) {
  const std::vector<std::string_view> known = model_modes();
  for (const std::string& mode : options.modes)
    if (std::ranges::find(known, mode) == known.end())
      throw ConfigError(
          fmt::format("a model has no mode `{}`: use {}", mode, fmt::join(known, ", ")));
  const auto all = evaluation_rows(dataset, options);
  tasks::EvalResult result;
  result.dataset = dataset;
  result.n = all->size();
  result.seed = options.seed;
  Evaluation evaluation(options, model);
  Progress progress(fmt::format("eval {}", dataset), all->size(), options.progress);
  for (std::size_t begin = 0; begin < all->size(); begin += kRowsAtATime) {
    std::vector<EvaluationRow> rows;
    for (std::size_t i = begin; i < std::min(all->size(), begin + kRowsAtATime); ++i)
      rows.push_back(all->row(i));
    evaluation.run(rows, result);
    progress.advance(rows.size());
  }
  evaluation.report(result);
  return result;
}

}  // namespace modus::bridge
