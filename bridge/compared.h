// Is a comparison made with what its sentence names?
//
//   "Ida has 12 plums. Tom has 3 times as many as Ida. Mia has 5 plums more than Tom."
//     ida + mia_more    "sentence 3 compares with what sentence 2 says, `ida` is not of that"
//     tom_times + mia_more    "`tom_times` of sentence 2 is no amount by itself"
//   "... Leo has twice as many as Ida."
//     leo_twice * (ida * tom_times)    "sentence 4 compares with what sentence 1 says, not with
//                                       sentence 2"
#pragma once

#include <string>

#include "bridge/word_problem.h"
#include "claims/claim.h"

namespace modus::bridge {

// formula: over the names of the problem's givens. Judged are numbers whose sentence has no other
// one and names behind its last `than`, or second `as`, something that another sentence with a
// number has before its own. "" where no comparison is made with anything else.
std::string wrong_base(const claims::Claim& formula, const WordProblem& problem);

}  // namespace modus::bridge
