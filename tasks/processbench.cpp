#include "tasks/processbench.h"

#include <fmt/format.h>

#include "symbolic/answer.h"
#include "tasks/dataset.h"
#include "tasks/wilson.h"

namespace modus::tasks {
namespace {

class ProcessBenchEvaluation {
 public:
  void judge(const Row& row) {
    const long long label = row.integer("label").value_or(-1);
    const auto mistake = first_refuted_step(row.text("problem"), row.texts("steps"));
    const long long ours = mistake ? static_cast<long long>(mistake->step) : -1;
    const bool correct = label < 0;
    ++(correct ? correct_ : wrong_);
    if (ours == label) {
      ++(correct ? left_alone_ : named_);
      return;
    }
    const std::string id = row.has("id") ? row.text("id") : row.place();
    if (!mistake) {
      missed_.push_back({id, fmt::format("label step {}, nothing refuted", label)});
      return;
    }
    ++(correct ? false_alarms_ : named_wrongly_);
    failures_.push_back({id, fmt::format("{}, refuted in step {}: {}",
                                         correct ? "correct" : fmt::format("label step {}", label),
                                         ours, mistake->evaluation)});
  }

  void finish(EvalResult& result) {
    const double on_correct = share(left_alone_, correct_), on_wrong = share(named_, wrong_);
    const Interval correct = wilson_interval(left_alone_, correct_);
    const Interval wrong = wilson_interval(named_, wrong_);
    result.n = correct_ + wrong_;
    result.figures = {
        {"accuracy", share(left_alone_ + named_, correct_ + wrong_)},
        {"accuracy_correct", on_correct},
        {"low_correct", correct.low},
        {"high_correct", correct.high},
        {"accuracy_wrong", on_wrong},
        {"low_wrong", wrong.low},
        {"high_wrong", wrong.high},
        {"f1", on_correct + on_wrong > 0 ? 2 * on_correct * on_wrong / (on_correct + on_wrong) : 0},
        {"correct", static_cast<double>(correct_)},
        {"wrong", static_cast<double>(wrong_)},
        {"false_alarms", static_cast<double>(false_alarms_)},
        {"named_wrongly", static_cast<double>(named_wrongly_)}};
    result.failures = std::move(failures_);
    result.failures.insert(result.failures.end(), missed_.begin(), missed_.end());
  }

 private:
  std::size_t correct_ = 0, wrong_ = 0, left_alone_ = 0, named_ = 0;
  std::size_t false_alarms_ = 0, named_wrongly_ = 0;
  std::vector<EvalFailure> failures_, missed_;
};

}  // namespace

std::optional<Mistake> first_refuted_step(std::string_view problem,
                                          const std::vector<std::string>& steps) {
  std::string answer;
  std::vector<std::size_t> ends;
  for (const std::string& step : steps) {
    answer += step + "\n\n";
    ends.push_back(answer.size());
  }
  const symbolic::AnswerCheck check = symbolic::check_answer(answer, problem, {});
  for (const symbolic::SentenceVerdict& claim : check.claims) {
    if (!claim.rests_on.empty() || claim.verdict != symbolic::Verdict::kRefuted) continue;
    std::size_t step = 0;
    while (ends[step] <= claim.span.begin) ++step;
    return Mistake{step,
                   fmt::format("\"{}\" read as {}: {}", claim.quoted, claim.claim, claim.detail)};
  }
  return std::nullopt;
}

EvalResult eval_processbench(const EvalOptions& options) {
  EvalResult result;
  result.dataset = "processbench";
  result.seed = options.seed;
  const std::vector<Row> rows = read_rows(options.files, options.limit);
  Progress progress("eval processbench", rows.size(), options.progress);
  ProcessBenchEvaluation evaluation;
  for (const Row& row : rows) {
    evaluation.judge(row);
    progress.advance(1);
  }
  evaluation.finish(result);
  return result;
}

}  // namespace modus::tasks
