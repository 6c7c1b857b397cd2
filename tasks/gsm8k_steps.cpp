#include "tasks/gsm8k_steps.h"

#include <array>
#include <vector>

#include <fmt/core.h>

#include "claims/evaluate.h"
#include "claims/extract/extract.h"
#include "claims/sentences.h"
#include "symbolic/answer.h"
#include "tasks/dataset.h"

namespace modus::tasks {
namespace {

constexpr std::array kKinds = {FaultKind::kNumber, FaultKind::kOperator, FaultKind::kCopied};

// <<expression=value>>copy : offsets in the solution.
struct Annotation {
  std::size_t begin, equals, end, copy_end;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::vector<Annotation> annotations(std::string_view text) {
  std::vector<Annotation> found;
  for (std::size_t at = 0; (at = text.find("<<", at)) != std::string_view::npos; at += 2) {
    const std::size_t end = text.find(">>", at);
    if (end == std::string_view::npos) break;
    const std::size_t equals = text.rfind('=', end);
    if (equals == std::string_view::npos || equals < at) continue;
    std::size_t copy_end = end + 2;
    while (copy_end < text.size() && (is_digit(text[copy_end]) || text[copy_end] == '.')) ++copy_end;
    while (copy_end > end + 2 && text[copy_end - 1] == '.') --copy_end;
    found.push_back({at + 2, equals, end, copy_end});
  }
  return found;
}

std::string_view part(std::string_view text, std::size_t begin, std::size_t end) {
  return text.substr(begin, end - begin);
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string other_number(std::string_view digits, RandomStream& random) {
  const auto value = claims::parse_literal(digits)->value;
  return claims::Rational(value + random.between(1, 9)).get_num().get_str();
}

bool is_false(std::string_view annotation) {
  const claims::Extraction read = claims::extract(fmt::format("<<{}>>", annotation));
  return !read.readings.empty() &&
         claims::evaluate_ground(read.readings.front().claim) == claims::Value(false);
}

bool takes(std::string_view text, const Annotation& a, FaultKind kind) {
  const std::string_view result = part(text, a.equals + 1, a.end);
  const std::string_view copy = part(text, a.end + 2, a.copy_end);
  const bool whole = all_digits(result) && result.size() < 12;
  if (is_false(part(text, a.begin, a.end))) return false;
  const bool computes =
      part(text, a.begin, a.equals).find_first_of("+-*/") != std::string_view::npos;
  if (kind == FaultKind::kOperator) return computes && whole;
  return computes && whole && copy == result;
}

std::optional<PlantedFault> change_operator(std::string_view text, const Annotation& a,
                                            RandomStream& random) {
  constexpr std::string_view kOperators = "+-*/";
  const std::size_t at = text.find_first_of(kOperators, a.begin + 1);
  if (at == std::string_view::npos || at >= a.equals) return std::nullopt;
  for (int tries = 0; tries < 8; ++tries) {
    PlantedFault fault{std::string(text), at};
    fault.solution[at] = kOperators[random.below(4)];
    if (is_false(part(fault.solution, a.begin, a.end))) return fault;
  }
  return std::nullopt;
}

std::size_t sentence_of(std::string_view text, std::size_t offset) {
  const std::vector<claims::Span> spans = claims::split_sentences(text);
  for (std::size_t i = 0; i < spans.size(); ++i)
    if (offset < spans[i].end) return i + 1;
  return spans.size();
}

struct Tally {
  std::size_t planted = 0, found = 0;
  double share() const {
    return planted == 0 ? 1.0 : static_cast<double>(found) / static_cast<double>(planted);
  }
};

class Evaluation {
 public:
  explicit Evaluation(const EvalOptions& options) : options_(options) {}

  EvalResult run() {
    const std::vector<Row> rows = read_rows(options_.files, options_.limit);
    Progress progress("eval gsm8k-steps", rows.size(), options_.progress);
    RandomStream random(options_.seed);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      untouched(rows[i]);
      for (const FaultKind kind : kKinds) faulty(rows[i], kind, random.fork(i * 4 + 1 + static_cast<std::size_t>(kind)));
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
    Tally& tally = tallies_[static_cast<std::size_t>(kind)];
    ++tally.planted;
    const symbolic::AnswerCheck check =
        symbolic::check_answer(fault->solution, row.text("question"), {});
    const std::size_t where = sentence_of(fault->solution, fault->offset);
    if (check.first_mistake == where) {
      ++tally.found;
    } else {
      result_.failures.push_back(
          {row.place(), fmt::format("{} fault in sentence {} {}", to_string(kind), where,
                                    check.first_mistake
                                        ? fmt::format("blamed on sentence {}", *check.first_mistake)
                                        : std::string("not found"))});
    }
  }

  void finish(std::size_t rows) {
    Tally all;
    for (const Tally& tally : tallies_) {
      all.planted += tally.planted;
      all.found += tally.found;
    }
    const double n = static_cast<double>(std::max<std::size_t>(rows, 1));
    const double right = static_cast<double>(rows - false_alarms_ + all.found);
    result_.dataset = "gsm8k-steps";
    result_.n = rows;
    result_.seed = options_.seed;
    result_.figures = {
        {"accuracy", right / std::max(1.0, static_cast<double>(rows + all.planted))},
        {"faults_planted", static_cast<double>(all.planted)},
        {"faults_found", all.share()},
        {"found_number", tallies_[0].share()},
        {"found_operator", tallies_[1].share()},
        {"found_copied", tallies_[2].share()},
        {"false_alarms", static_cast<double>(false_alarms_) / n},
        {"read", static_cast<double>(understood_) /
                     static_cast<double>(std::max<std::size_t>(sentences_, 1))}};
  }

  const EvalOptions& options_;
  EvalResult result_;
  std::array<Tally, kKinds.size()> tallies_;
  std::size_t false_alarms_ = 0, sentences_ = 0, understood_ = 0;
};

}  // namespace

std::string_view to_string(FaultKind kind) {
  switch (kind) {
    case FaultKind::kNumber: return "number";
    case FaultKind::kOperator: return "operator";
    case FaultKind::kCopied: return "copied number";
  }
  return "";
}

std::optional<PlantedFault> plant(std::string_view solution, FaultKind kind,
                                  RandomStream& random) {
  std::vector<Annotation> fit;
  for (const Annotation& each : annotations(solution))
    if (takes(solution, each, kind)) fit.push_back(each);
  if (fit.empty()) return std::nullopt;
  const Annotation& a = fit[random.below(static_cast<std::uint32_t>(fit.size()))];
  if (kind == FaultKind::kOperator) return change_operator(solution, a, random);
  const std::string changed = other_number(part(solution, a.equals + 1, a.end), random);
  const std::string inside = kind == FaultKind::kNumber
                                 ? changed
                                 : std::string(part(solution, a.equals + 1, a.end));
  std::string text(solution.substr(0, a.equals + 1));
  text += inside + ">>" + changed;
  text += solution.substr(a.copy_end);
  return PlantedFault{std::move(text), kind == FaultKind::kNumber ? a.equals + 1 : a.end + 2};
}

EvalResult eval_gsm8k_steps(const EvalOptions& options) { return Evaluation(options).run(); }

}  // namespace modus::tasks
