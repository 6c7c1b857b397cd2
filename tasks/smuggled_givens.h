// Givens that their sentence does not say: is a single one of them taken for grounded?
//
// Rows of rule worlds (rule_worlds.h), read by template. In each one given is changed so that it
// says something else: a negation more or less, another predicate or entity, arguments swapped, a
// condition dropped, a rule turned round, made general or stated as a fact, or the sentence that it
// cites is another one.
#pragma once

#include "tasks/eval_result.h"

namespace modus::tasks {

// options.limit is the number of givens planted, by default one a row; rows are used in turn.
// figures: accuracy (share refused), planted, accepted, and planted_KIND for each kind. failures:
// each that was accepted. With options.rename the rows are renamed first. Drawn from options.seed.
// Throws IoError for a file of another shape.
EvalResult eval_smuggled_givens(const EvalOptions& options);

}  // namespace modus::tasks
