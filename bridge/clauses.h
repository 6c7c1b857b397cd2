// The clauses of a sentence that says several numbers, each a sentence of its own: whose verb says
// what happens to which number.
//
//   "She sold 6 of them and then made 27 more."   she sold 6 of them | she made 27 more
//   "Ann has 3 pens and Ben has 4."               ann has 3 pens | ben has 4
//   "Ann has 3 red pens and 4 blue ones."         the sentence: a list
#pragma once

#include <vector>

#include "bridge/asked_about.h"

namespace modus::bridge {

// One at least. Where a clause has no subject of its own it begins with that of the first.
std::vector<SentenceTokens> clauses_of(const SentenceTokens& sentence);

}  // namespace modus::bridge
