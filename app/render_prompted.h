// What a public language model made of a problem, beside what render_attempt.h shows of any model.
#pragma once

#include <string>
#include <string_view>

#include "app/render_attempt.h"
#include "bridge/prompted/prompted_reasoner.h"

namespace modus::app {

// Its thoughts, each line behind a bar.
std::string render_prose(std::string_view prose);

//   not read: sentence 3 "Most cats ..."   no plain claim says `most`
//   readings: sentence 2  3 of 5 agree
//   verified.  answer: true.  reasoning proved, reading checked.  ...
std::string render_prompted_outcome(const bridge::PromptedOutcome& outcome,
                                    const bridge::Problem& problem, double elapsed_s);

// The object of outcome_json with "model", "kind", "said", "unread", "agreement", "fallbacks",
// "found_by", "calls" beside.
std::string prompted_outcome_json(const bridge::PromptedOutcome& outcome, const std::string& model,
                                  double elapsed_s);

}  // namespace modus::app
