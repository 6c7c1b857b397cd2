// Where a sentence states its condition and where what follows from it.
//
//   "If X then Y"  "Y if X"  "Y unless X"  "Y only if X"      by the conditional word
//   "Every N is P"  "N are P"  "No N is P"  "Only P are N"    by the verb
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "symbolic/reading/assertions.h"

namespace modus::symbolic::reading {

struct Halves {
  Stretch condition;
  Stretch consequence;
  bool condition_denied = false;  // unless
  bool subject_carries = false;   // what the condition speaks of is the other half's subject
  bool biconditional = false;     // if and only if
  std::vector<std::size_t> cues;  // tokens that say all this
};

// Every way to part the sentence; empty when it is no general or conditional one.
std::vector<Halves> halves_of(std::span<const Token> tokens, const Vocabulary& vocabulary);

}  // namespace modus::symbolic::reading
