// FOLIO (Han et al., "FOLIO: Natural Language Reasoning with First-Order Logic", 2022): is the
// label what its own formulas say?
//
// Rows: premises, premises-FOL, conclusion-FOL, label (True, False, Uncertain or Unknown).
#pragma once

#include <string>

#include "tasks/dataset.h"
#include "tasks/eval_result.h"

namespace modus::tasks {

// figures: accuracy (agreement over the rows whose counts of premises and formulas are equal),
// agreed, judged, counts_differ (rows listed apart), agreement_all (over all rows), and the
// disagreements by cause: cause_unread, cause_inconsistent, cause_undecided, cause_left_open (the
// formulas decide nothing), cause_decided (label Uncertain, the formulas decide), cause_opposite.
// failures: every disagreement under its cause with core or counter-model, every row listed apart.
// Throws IoError for a file of another shape.
EvalResult eval_folio(const EvalOptions& options);

// "true", "false" or "open". Throws IoError for another label.
std::string folio_label(const Row& row);

}  // namespace modus::tasks
