#include "tasks/folio.h"

#include <string>

#include <fmt/format.h>

#include "base/error.h"
#include "tasks/dataset.h"
#include "tasks/fol_problem.h"

namespace modus::tasks {
namespace {

std::string cause_of(const FolReading& reading, const FolDecision& decision,
                     const std::string& label) {
  if (!reading.unread.empty()) return "unread";
  if (decision.inconsistent) return "inconsistent";
  if (decision.answer.empty()) return "undecided";
  if (decision.answer == "open") return "left_open";
  return label == "open" ? "decided" : "opposite";
}

std::string reason_of(const FolReading& reading, const FolDecision& decision,
                      const std::string& label) {
  std::string reason = fmt::format("label {}, formulas {}", label,
                                   decision.answer.empty() ? decision.trouble : decision.answer);
  if (!decision.evidence.empty()) reason += "; " + decision.evidence;
  if (decision.answer == "open")
    if (const auto lone = lone_names(reading); !lone.empty())
      reason += fmt::format("; in one formula only: {}", fmt::join(lone, ", "));
  if (!reading.notes.empty()) reason += fmt::format("; {}", fmt::join(reading.notes, "; "));
  return reason;
}

}  // namespace

EvalResult eval_folio(const EvalOptions& options) {
  EvalResult result;
  result.dataset = "folio";
  result.seed = options.seed;
  const std::vector<Row> rows = read_rows(options.files, options.limit);
  Progress progress("eval folio", rows.size(), options.progress);
  double agreed = 0, agreed_apart = 0, apart = 0;
  for (const char* cause :
       {"unread", "inconsistent", "undecided", "left_open", "decided", "opposite"})
    result.figures[fmt::format("cause_{}", cause)] = 0;
  for (const Row& row : rows) {
    const std::string label = folio_label(row);
    const std::size_t sentences = row.texts("premises").size();
    const std::vector<std::string>& formulas = row.texts("premises-FOL");
    const FolReading reading = read_fol_problem({formulas, row.text("conclusion-FOL")});
    const FolDecision decision = decide_fol(reading, {});
    const bool agrees = decision.answer == label;
    const bool differs = sentences != formulas.size();
    apart += differs;
    (differs ? agreed_apart : agreed) += agrees;
    const std::string cause = agrees ? "" : cause_of(reading, decision, label);
    if (!differs && !agrees) ++result.figures["cause_" + cause];
    if (differs)
      result.failures.push_back(
          {row.place(),
           fmt::format("apart ({} premises, {} formulas{}): {}", sentences, formulas.size(),
                       agrees ? ", agrees" : ", " + cause, reason_of(reading, decision, label))});
    else if (!agrees)
      result.failures.push_back(
          {row.place(), fmt::format("{}: {}", cause, reason_of(reading, decision, label))});
    progress.advance(1);
  }
  result.n = rows.size();
  const double n = static_cast<double>(rows.size()), judged = n - apart;
  result.figures["agreed"] = agreed;
  result.figures["judged"] = judged;
  result.figures["counts_differ"] = apart;
  result.figures["accuracy"] = judged > 0 ? agreed / judged : 1;
  result.figures["agreement_all"] = n > 0 ? (agreed + agreed_apart) / n : 1;
  return result;
}

std::string folio_label(const Row& row) {
  const std::string& label = row.text("label");
  if (label == "True") return "true";
  if (label == "False") return "false";
  if (label == "Uncertain" || label == "Unknown") return "open";
  throw IoError(fmt::format("{}: the label {} is none of True, False, Uncertain, Unknown",
                            row.place(), label));
}

}  // namespace modus::tasks
