#include "tasks/bbm.h"

#include <algorithm>
#include <map>

#include <fmt/core.h>

#include "base/random.h"
#include "tasks/dataset.h"
#include "tasks/mistakes/ordering_trace.h"
#include "tasks/wilson.h"

namespace modus::tasks {
namespace {

std::string shown(long long step) {
  return step < 0 ? std::string("no mistake") : fmt::format("step {}", step);
}

struct Tally {
  std::size_t right = 0, all = 0;
};

// Correct traces that the evaluation objects to.
void count_false_alarms(std::uint64_t seed, EvalResult& result) {
  const RandomStream random(seed);
  std::size_t alarms = 0;
  for (std::size_t i = 0; i < kCorrectTraces; ++i) {
    const OrderingTrace trace = correct_ordering_trace(random.fork(i));
    const auto mistake = ordering_mistake(trace.input, trace.steps);
    if (!mistake) continue;
    ++alarms;
    result.failures.push_back(
        {fmt::format("generated trace {}", i),
         fmt::format("false alarm at step {}: {}", mistake->step, mistake->evaluation)});
  }
  result.figures["false_alarms_ordering"] = share(alarms, kCorrectTraces);
}

}  // namespace

std::string_view to_string(TraceKind kind) {
  switch (kind) {
    case TraceKind::kCalculation:
      return "calculation";
    case TraceKind::kDyck:
      return "dyck";
    case TraceKind::kSorting:
      return "sorting";
    case TraceKind::kSwapping:
      return "swapping";
    case TraceKind::kOrdering:
      return "ordering";
  }
  return "";
}

TraceKind trace_kind(std::string_view input) {
  if (input.find("arranged in a fixed order") != std::string_view::npos)
    return TraceKind::kOrdering;
  if (input.find("Options:") != std::string_view::npos) return TraceKind::kSwapping;
  if (input.find_first_not_of("()[]{}<> ") == std::string_view::npos) return TraceKind::kDyck;
  if (input.find_first_of("0123456789") != std::string_view::npos) return TraceKind::kCalculation;
  return TraceKind::kSorting;
}

std::optional<Mistake> first_mistake(std::string_view input,
                                     const std::vector<std::string>& steps) {
  switch (trace_kind(input)) {
    case TraceKind::kCalculation:
      return calculation_mistake(input, steps);
    case TraceKind::kDyck:
      return dyck_mistake(input, steps);
    case TraceKind::kSorting:
      return sorting_mistake(input, steps);
    case TraceKind::kSwapping:
      return swapping_mistake(input, steps);
    case TraceKind::kOrdering:
      return ordering_mistake(input, steps);
  }
  return std::nullopt;
}

EvalResult eval_bbm(const EvalOptions& options) {
  EvalResult result;
  result.dataset = "bbm";
  result.seed = options.seed;
  const std::vector<Row> rows = read_rows(options.files, options.limit);
  Progress progress("eval bbm", rows.size(), options.progress);
  std::map<TraceKind, Tally> kinds;
  std::size_t right = 0, labelled = 0, found = 0;
  for (const Row& row : rows) {
    const std::optional<long long> label = row.integer("mistake_index");
    const auto mistake = first_mistake(row.text("input"), row.texts("steps"));
    const long long ours = mistake ? static_cast<long long>(mistake->step) : -1;
    const long long theirs = label.value_or(-1);
    Tally& tally = kinds[trace_kind(row.text("input"))];
    ++tally.all;
    labelled += theirs >= 0;
    found += theirs >= 0 && ours == theirs;
    right += ours == theirs;
    tally.right += ours == theirs;
    if (ours != theirs)
      result.failures.push_back(
          {row.place(), fmt::format("label {}, evaluation {}{}", shown(theirs), shown(ours),
                                    mistake ? ": " + mistake->evaluation : "")});
    progress.advance(1);
  }
  result.n = rows.size();
  result.figures = {{"accuracy", share(right, rows.size())},
                    {"with_mistake", static_cast<double>(labelled)},
                    {"mistakes_located", static_cast<double>(found)}};
  for (const auto& [kind, tally] : kinds) {
    const Interval interval = wilson_interval(tally.right, tally.all);
    result.figures[fmt::format("accuracy_{}", to_string(kind))] = share(tally.right, tally.all);
    result.figures[fmt::format("low_{}", to_string(kind))] = interval.low;
    result.figures[fmt::format("high_{}", to_string(kind))] = interval.high;
    result.figures[fmt::format("rows_{}", to_string(kind))] = static_cast<double>(tally.all);
  }
  if (kinds.contains(TraceKind::kOrdering)) count_false_alarms(options.seed, result);
  return result;
}

}  // namespace modus::tasks
