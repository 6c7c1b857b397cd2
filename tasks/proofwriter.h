// ProofWriter (Tafjord et al., "ProofWriter: generating implications, proofs, and abductive
// statements over natural language", 2021), open world: is a statement true, false or unknown in a
// small world of facts and rules? Its labels are those of `logic directed`.
//
// Rows: id, context, question, options ("A) True"), answer ("A").
#pragma once

#include "tasks/eval_result.h"

namespace modus::tasks {

// As eval_rule_worlds in rule_worlds.h.
EvalResult eval_proofwriter(const EvalOptions& options);

}  // namespace modus::tasks
