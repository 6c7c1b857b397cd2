// ProverQA (Qi et al., "Large Language Models Meet Symbolic Provers for Logical Reasoning
// Evaluation", 2025): the label from the gold formulas, and the gold chain's steps proved one by
// one.
//
// Rows: nl2fol {sentence: formula}, conclusion_fol, options, answer, and for the steps question and
// reasoning: blocks of `fact1: S`, `rule: S`, `conclusion: S`.
#pragma once

#include "tasks/eval_result.h"

namespace modus::tasks {

// figures: accuracy (label is what the formulas say), agreed; steps (of the gold chains), covered
// (share of steps whose facts, rule and conclusion all have a formula: given, or for a conclusion
// read as a literal over the rule's predicates), proved (share of the covered that are entailed), and
// labels that differ by cause: cause_two_spellings (a name in one formula only has a near one),
// cause_left_open (the formulas leave something out), cause_decided, cause_inconsistent.
// failures: every label that differs, with core or counter-model and the names that stand in one
// formula only; every covered step that is not proved. Throws IoError for a file of another shape.
EvalResult eval_proverqa(const EvalOptions& options);

}  // namespace modus::tasks
