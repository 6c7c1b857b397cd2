// Verdicts as a terminal shows them.
#pragma once

#include <string>

#include "claims/chain.h"
#include "symbolic/answer.h"
#include "symbolic/verdict.h"

namespace modus::app {

enum class Ink { kPlain, kColour };  // colour: ANSI escapes round the verdict words

struct TextView {
  Ink ink = Ink::kPlain;
  double elapsed_s = 0;
};

// A checked chain: every step with its verdict, its evidence below it, the verdict on the whole
// last.
//
//   s1  given  kind(ann)  @1                grounded
//   s2  have   tall(ann)  by s1             unproved
//         counter-model: kind(ann), not tall(ann)
//   unproved.  first mistake: s2.  0.01 s
std::string render_chain(const claims::Chain& chain, const symbolic::ChainResult& result,
                         const TextView& view);

// A checked prose answer: what is wrong in it, sentence by sentence, and the first mistake.
//
//   sentence 4  "so 18 + 36 = 44"     refuted   18 + 36 = 54
//   first mistake: sentence 4.  6 of 7 sentences understood.  0.04 s
std::string render_answer(const symbolic::AnswerCheck& check, const TextView& view);

}  // namespace modus::app
