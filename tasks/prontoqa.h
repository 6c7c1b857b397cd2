// PrOntoQA (Saparov & He, "Language models are greedy reasoners: a systematic formal analysis of
// chain-of-thought", 2023): is a statement true or false of one individual in a taxonomy of
// invented kinds? Its proofs go forward only, so it is read under `logic directed` too.
//
// Rows: id, context, question, options ("A) True"), answer ("A").
#pragma once

#include "tasks/eval_result.h"

namespace modus::tasks {

// As eval_rule_worlds in rule_worlds.h.
EvalResult eval_prontoqa(const EvalOptions& options);

}  // namespace modus::tasks
