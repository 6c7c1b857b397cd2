// A chain while a model writes it, and what came of it.
//
//   s1  given  kind(ann)  @1                     "Ann is kind."             grounded
//   s3  have modus_ponens s1 s2 tall ann         struck through: nothing ...
//   verified.  answer: true.  reasoning proved, reading checked.  1 step refused and rewritten.
#pragma once

#include <string>

#include "app/render_text.h"
#include "bridge/attempt.h"

namespace modus::app {

std::string render_happening(const bridge::Happening& happening, const bridge::Problem& problem,
                             Ink ink);
std::string render_outcome(const bridge::Outcome& outcome, double elapsed_s);

// The object of chain_result_json with "refusals", "tokens", "steps", "first_try" beside.
std::string outcome_json(const bridge::Outcome& outcome, double elapsed_s);
// {"error":{"kind":"unreadable","message":...},"exit_code":3}
std::string unreadable_json(const std::string& message, int exit_code);

}  // namespace modus::app
