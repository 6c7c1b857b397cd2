#include "tasks/gsm8k_steps.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "claims/sentences.h"
#include "symbolic/answer.h"
#include "tasks/dataset.h"
#include "tasks/planted_faults.h"

namespace modus::tasks {
namespace {

constexpr std::array kKinds = {FaultKind::kNumber, FaultKind::kOperator, FaultKind::kCopied,
                               FaultKind::kOperand};

std::size_t sentence_of(std::string_view text, std::size_t offset) {
  const std::vector<claims::Span> spans = claims::split_sentences(text);
  for (std::size_t i = 0; i < spans.size(); ++i)
    if (offset < spans[i].end) return i + 1;
  return spans.size();
}

struct StepTally {
  std::size_t planted = 0, found = 0;
};

class Gsm8kEvaluation {
 public:
  explicit Gsm8kEvaluation(const EvalOptions& options) : options_(options) {}

  EvalResult run() {
    const std::vector<Row> rows = read_rows(options_.files, options_.limit);
    Progress progress("eval gsm8k-steps", rows.size(), options_.progress);
    const RandomStream random(options_.seed);
    std::uint64_t draw = 0;
    for (const Row& row : rows) {
      untouched(row);
      for (const FaultKind kind : kKinds) faulty(row, kind, random.fork(++draw));
      progress.advance(1);
    }
    finish(rows.size());
    return std::move(result_);
  }

 private:
  void untouched(const Row& row) {
    const symbolic::AnswerCheck check =
        symbolic::check_answer(row.text("answer"), row.text("question"), {});
    sentences_ += check.sentences;
    understood_ += check.understood;
    if (!check.first_mistake) return;
    ++false_alarms_;
    result_.failures.push_back({row.place(), "false alarm: " + check.reason});
  }

  void faulty(const Row& row, FaultKind kind, RandomStream random) {
    const auto fault = plant(row.text("answer"), kind, random);
    if (!fault) return;
    StepTally& tally = tallies_[static_cast<std::size_t>(kind)];
    ++tally.planted;
    const symbolic::AnswerCheck check =
        symbolic::check_answer(fault->solution, row.text("question"), {});
    const std::size_t where = sentence_of(fault->solution, fault->offset);
    if (check.first_mistake == where) {
      ++tally.found;
      return;
    }
    const std::string outcome = check.first_mistake
                                    ? fmt::format("blamed on sentence {}", *check.first_mistake)
                                    : "not found";
    result_.failures.push_back(
        {row.place(), fmt::format("{} fault in sentence {} {}", to_string(kind), where, outcome)});
  }

  void finish(std::size_t rows) {
    StepTally all;
    for (const FaultKind kind : kKinds) {
      const StepTally& tally = tallies_[static_cast<std::size_t>(kind)];
      all.planted += tally.planted;
      all.found += tally.found;
      result_.figures[fmt::format("found_{}", to_string(kind))] = share(tally.found, tally.planted);
    }
    result_.dataset = "gsm8k-steps";
    result_.n = rows;
    result_.seed = options_.seed;
    result_.figures["accuracy"] = share(rows - false_alarms_ + all.found, rows + all.planted);
    result_.figures["faults_planted"] = static_cast<double>(all.planted);
    result_.figures["faults_found"] = share(all.found, all.planted);
    result_.figures["false_alarms"] = rows == 0 ? 0.0 : share(false_alarms_, rows);
    result_.figures["read"] = share(understood_, sentences_);
  }

  const EvalOptions& options_;
  EvalResult result_;
  std::array<StepTally, kKinds.size()> tallies_;
  std::size_t false_alarms_ = 0, sentences_ = 0, understood_ = 0;
};

}  // namespace

EvalResult eval_gsm8k_steps(const EvalOptions& options) { return Gsm8kEvaluation(options).run(); }

}  // namespace modus::tasks
