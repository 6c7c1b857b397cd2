#include "bridge/prompted/prompted_evaluation.h"

#include <algorithm>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

#include <fmt/format.h>

#include "base/error.h"
#include "base/progress.h"
#include "bridge/evaluation_rows.h"
#include "bridge/prompted/evaluated_rows.h"
#include "bridge/prompted/metered_model.h"
#include "bridge/prompted/prose.h"
#include "rules/library.h"
#include "tasks/generate.h"

namespace modus::bridge {
namespace {

// Of one plain reply: with the longest problems it fits the usual context of a server.
constexpr std::size_t kMostPlainTokens = 1024;

std::optional<ReadingKind> kind_of(std::string_view dataset) {
  if (const auto family = tasks::family_named(dataset); family && tasks::is_word_problem(*family))
    return ReadingKind::kQuantities;
  static const std::map<std::string_view, ReadingKind> kKinds = {
      {"proofwriter", ReadingKind::kRules}, {"prontoqa", ReadingKind::kRules},
      {"folio", ReadingKind::kFormulas},    {"mawps", ReadingKind::kQuantities},
      {"asdiv", ReadingKind::kQuantities},  {"gsm8k", ReadingKind::kQuantities}};
  const auto found = kKinds.find(dataset);
  return found == kKinds.end() ? std::nullopt : std::optional(found->second);
}

AnswerForm form_of(std::string_view dataset) {
  if (kind_of(dataset) == ReadingKind::kQuantities) return AnswerForm::kNumber;
  return dataset == "prontoqa" ? AnswerForm::kTrueFalse : AnswerForm::kTrueFalseUnknown;
}

EvaluationSetting setting_of(std::string_view dataset, const tasks::EvalOptions& options,
                             const TextModel& model, const PromptedOptions& guided) {
  EvaluationSetting setting;
  setting.dataset = dataset;
  setting.model = model.name();
  setting.files = options.files;
  setting.seed = options.seed;
  setting.samples = samples_of(guided, *kind_of(dataset));
  setting.max_tokens = guided.max_tokens;
  setting.think = guided.think_tokens;
  setting.min_depth = options.min_depth;
  setting.max_depth = options.max_depth;
  return setting;
}

double share(double part, double whole) { return whole == 0 ? 0.0 : part / whole; }

struct PromptedTally {
  std::size_t rows = 0, right = 0, answered = 0, verified = 0, verified_wrong = 0;
  double tokens = 0, seconds = 0, model_seconds = 0, calls = 0, refusals = 0, unread = 0;

  void add(const EvaluatedRow& row) {
    ++rows;
    right += row.right;
    answered += !row.answer.empty();
    verified += row.verified;
    verified_wrong += row.verified && !row.right;
    tokens += static_cast<double>(row.tokens);
    calls += static_cast<double>(row.calls);
    refusals += static_cast<double>(row.refusals);
    unread += static_cast<double>(row.unread);
    seconds += row.seconds;
    model_seconds += row.model_seconds;
  }

  tasks::ModeFigures figures(bool guided) const {
    const auto n = static_cast<double>(rows);
    tasks::ModeFigures figures;
    figures.accuracy = share(static_cast<double>(right), n);
    figures.verified = verified;
    figures.verified_wrong = verified_wrong;
    figures.more = {{"answered", share(static_cast<double>(answered), n)},
                    {"tokens", share(tokens, n)},
                    {"seconds", share(seconds, n)}};
    if (!guided) return figures;
    figures.more["coverage"] = share(static_cast<double>(verified), n);
    if (verified > 0)
      figures.more["right_if_verified"] =
          share(static_cast<double>(verified - verified_wrong), static_cast<double>(verified));
    figures.more["calls"] = share(calls, n);
    figures.more["refusals"] = share(refusals, n);
    figures.more["unread"] = share(unread, n);
    figures.more["checking"] = share(seconds - model_seconds, seconds);
    return figures;
  }
};

class PromptedRun {
 public:
  PromptedRun(std::string_view dataset, const tasks::EvalOptions& options, TextModel& model,
              const PromptedEvaluation& evaluation)
      : form_(form_of(dataset)),
        model_(model),
        evaluation_(evaluation),
        library_(rules::Library::shipped()),
        guided_(evaluation.guided),
        done_(setting_of(dataset, options, model, evaluation.guided)) {
    guided_.kind = kind_of(dataset);
    guided_.seed = options.seed;
    if (form_ == AnswerForm::kTrueFalse) guided_.else_prose = form_;
    // A text that is read in part decides little: there the prose is asked first.
    if (guided_.kind == ReadingKind::kFormulas && !guided_.think_tokens)
      guided_.think_tokens = kMostPlainTokens / 2;
    guided_.check.wanted = symbolic::Wanted::kVerdict;
    guided_.check.library = &library_;
    if (!evaluation.done.empty()) done_.take(evaluation.done, evaluation.done_name);
  }

  bool stopped() const { return guided_.stop != nullptr && guided_.stop->load(); }

  // nullopt: it was stopped on the way, and what there is counts for nothing. From any thread.
  std::optional<EvaluatedRow> row(const std::string& mode, const EvaluationRow& row) {
    if (auto before = done_before(mode, row.id)) return before;
    EvaluatedRow made = mode == "plain" ? plain(row) : guided(row);
    if (stopped()) return std::nullopt;
    made.mode = mode;
    made.id = row.id;
    made.label = row.label;
    made.right = row.is_right(made.answer);
    const std::lock_guard lock(mutex_);
    done_.add(made);
    if (evaluation_.keep) evaluation_.keep(done_.to_json());
    return made;
  }

 private:
  std::optional<EvaluatedRow> done_before(const std::string& mode, const std::string& id) const {
    const std::lock_guard lock(mutex_);
    const EvaluatedRow* before = done_.find(mode, id);
    return before == nullptr ? std::nullopt : std::optional(*before);
  }

  EvaluatedRow plain(const EvaluationRow& row) {
    MeteredModel metered(model_, std::min(guided_.max_tokens, kMostPlainTokens), guided_.stop);
    EvaluatedRow made;
    made.answer = think(metered, row.problem,
                        {.form = form_, .max_tokens = kMostPlainTokens, .seed = guided_.seed})
                      .answer;
    made.tokens = metered.tokens();
    made.calls = metered.calls();
    made.seconds = made.model_seconds = metered.seconds();
    return made;
  }

  EvaluatedRow guided(const EvaluationRow& row) {
    const PromptedOutcome outcome = solve_prompted(model_, row.problem, guided_);
    const symbolic::ChainResult& result = outcome.outcome.result;
    EvaluatedRow made;
    made.answer = outcome.best_answer();
    made.verified = result.verdict == symbolic::ChainVerdict::kVerified;
    made.verdict = symbolic::to_string(result.verdict);
    made.reason = result.reason;
    made.said = outcome.said;
    made.sentences = row.problem.sentences.size();
    made.unread = outcome.unread.size();
    made.refusals = outcome.outcome.refusals.size();
    made.fallbacks = outcome.fallbacks;
    made.tokens = outcome.outcome.tokens;
    made.calls = outcome.calls;
    made.seconds = outcome.outcome.seconds;
    made.model_seconds = outcome.model_seconds;
    return made;
  }

  const AnswerForm form_;
  TextModel& model_;
  const PromptedEvaluation& evaluation_;
  const rules::Library library_;
  PromptedOptions guided_;
  mutable std::mutex mutex_;
  EvaluatedRows done_;  // of the mutex
};

// The rows of one mode, as many at a time as the model writes together; behind the first that is
// missing an evaluation was stopped.
std::vector<std::optional<EvaluatedRow>> rows_at_once(PromptedRun& asked, const std::string& mode,
                                                      const EvaluationRows& rows,
                                                      std::size_t at_once, Progress& progress) {
  std::vector<std::optional<EvaluatedRow>> done(rows.size());
  std::mutex mutex;  // of the rest
  std::size_t next = 0;
  std::exception_ptr failure;
  const auto begin_row = [&]() -> std::optional<std::size_t> {
    const std::lock_guard lock(mutex);
    if (failure || asked.stopped() || next == rows.size()) return std::nullopt;
    return next++;
  };
  const auto work = [&] {
    try {
      while (const auto i = begin_row()) {
        done[*i] = asked.row(mode, rows.row(*i));
        const std::lock_guard lock(mutex);
        if (done[*i]) progress.advance(1);
      }
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (!failure) failure = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < std::min(at_once, rows.size()); ++i) others.emplace_back(work);
    work();
  }
  if (failure) std::rethrow_exception(failure);
  return done;
}

std::string failure_of(const EvaluatedRow& row) {
  std::string text = fmt::format("{}: label {}, answer {}", row.mode, row.label,
                                 row.answer.empty() ? "none" : row.answer);
  if (!row.verdict.empty()) text += fmt::format("; {}", row.verdict);
  if (!row.reason.empty()) text += fmt::format(": {}", row.reason);
  return text;
}

std::vector<std::string> modes_of(const tasks::EvalOptions& options) {
  const std::vector<std::string_view> known = prompted_modes();
  if (options.modes.empty()) return {known.begin(), known.end()};
  for (const std::string& mode : options.modes)
    if (std::ranges::find(known, mode) == known.end())
      throw ConfigError(fmt::format("a public language model has no mode `{}`: use {}", mode,
                                    fmt::join(known, ", ")));
  return options.modes;
}

}  // namespace

std::vector<std::string_view> prompted_modes() { return {"plain", "guided"}; }

bool is_prompted_dataset(std::string_view dataset) { return kind_of(dataset).has_value(); }

tasks::EvalResult evaluate_prompted(std::string_view dataset, const tasks::EvalOptions& options,
                                    TextModel& model, const PromptedEvaluation& evaluation) {
  if (!is_prompted_dataset(dataset))
    throw ConfigError(
        fmt::format("{} is not put to a public language model: take proofwriter, prontoqa, folio, "
                    "mawps, asdiv, "
                    "gsm8k, arithmetic or tally",
                    dataset));
  const std::vector<std::string> modes = modes_of(options);
  const auto rows = evaluation_rows(dataset, options);
  PromptedRun asked(dataset, options, model, evaluation);
  tasks::EvalResult result;
  result.dataset = dataset;
  result.seed = options.seed;
  std::map<std::string, PromptedTally> tallies;
  Progress progress(fmt::format("eval {}", dataset), rows->size() * modes.size(), options.progress);
  // Mode by mode: a model that remembers how its last prompt began reads that only once.
  for (const std::string& mode : modes) {
    const auto done = rows_at_once(asked, mode, *rows, model.at_once(), progress);
    for (std::size_t i = 0; i < done.size() && done[i]; ++i) {
      tallies[mode].add(*done[i]);
      result.n = std::max(result.n, i + 1);
      if (!done[i]->right) result.failures.push_back({done[i]->id, failure_of(*done[i])});
    }
  }
  for (const auto& [mode, tally] : tallies) result.modes[mode] = tally.figures(mode == "guided");
  return result;
}

}  // namespace modus::bridge
