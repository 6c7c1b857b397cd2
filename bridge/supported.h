// Does the text say, in words that we know, that what is asked for is what the chain takes it to
// be? defined.h refuses a definition that the text contradicts; here the text has to speak for it.
// A definition is nobody's given and is proved by nothing: an answer that rests on one that no word
// carries is not verified, however right its arithmetic.
//
//   "Nora has 12 stamps. Nora loses 3 stamps. How many stamps does Nora have left?"
//     left := nora_stamp - nora_lose_stamp     ""
//   "It is 9 inches taller than the other. How tall is the other?"
//     tall := first + taller                   "sentence 2 compares"
#pragma once

#include <string>
#include <string_view>

#include "bridge/word_problem.h"
#include "claims/chain.h"

namespace modus::bridge {

// "" where every part of what the question asks for is carried by the text: amounts count what the
// question counts, verbs or the question say whether they are added or taken away, products have a
// sentence that says how many for each, quotients one that shares, and no number is left over. Else
// the reason. "" too where the chain has no text or asks for no value.
std::string unsupported(const claims::Chain& chain, std::string_view question);
// The same of a formula for what the question asks.
std::string unsupported(const WordProblem& problem, std::string_view question,
                        const claims::Claim& formula);

}  // namespace modus::bridge
