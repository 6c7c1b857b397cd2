// Products and quotients of a word problem: which amount says how many there are for each of what
// another counts, and among how many something is shared.
//
//   "Each box holds 12 stamps." and 3 boxes       12 is for each of the boxes
//   "8 figs are shared equally by 4 friends."     4 parts
#pragma once

#include "bridge/word_problem.h"

namespace modus::bridge {

// `rate` says how many for each of what `other`, of another sentence, counts.
bool is_for_each_of(const WordProblem& problem, const Quantity& rate, const Quantity& other);

// It says how many of something else there are for each of what the question asks for.
bool is_rate_of_the_asked(const WordProblem& problem, const Quantity& rate);

// A sentence shares among so many, or the question asks what is for each of them.
bool is_number_of_parts(const WordProblem& problem, const Quantity& parts);

// "In a day she makes 30" and 6 days: what is for each part is not shared among them.
bool is_shared_already(const WordProblem& problem, const Quantity& shared, const Quantity& parts);

}  // namespace modus::bridge
