// Does the definition of what a word problem asks for follow the text? The checker proves what
// follows from a definition, and takes the definition itself as it is; here its signs are compared
// with the verbs of the sentences that its quantities were read from.
//
//   "Nora has 12 stamps. Nora loses 3 stamps. How many stamps does Nora have left?"
//     let left := nora_stamp - nora_lose_stamp    ""
//     let left := nora_stamp + nora_lose_stamp    "sentence 2 takes away, the definition adds ..."
//     let left := nora_stamp                      "the definition leaves out what sentence 2
//     changes"
#pragma once

#include <string>
#include <string_view>

#include "claims/chain.h"

namespace modus::bridge {

// `chain` has its text, givens and earlier definitions. "" where they agree, and where the closed
// lists of symbolic/reading/change_words.h say nothing. A question that asks for the change itself
// ("How many did she lose?") is not judged.
std::string disagreement_with_text(const claims::Chain& chain, const claims::Step& let,
                                   std::string_view question);

}  // namespace modus::bridge
