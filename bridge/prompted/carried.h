// Is the definition of what a word problem asks for carried by its text, or, where no word speaks
// for it, by proses that agree? A definition is proved by nothing, so that an answer which rests on
// one that neither carries is not verified.
//
//   "One brick weighs 3 kilograms. How much do 7 bricks weigh?"   asked := weighs * bricks
//     one prose    "no sentence says how many there are for each"
//     4 of 5 alike ""     nothing contradicts them
//
// Either way nothing may be left that was not understood: a number of the text that the definition
// does not use (beside words that carry it, one that the question speaks of), or a sentence without
// a number that says how often, of how many or whether: "Each time she throws it back."
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "bridge/prompted/reading.h"
#include "bridge/prompted/worked.h"
#include "claims/chain.h"

namespace modus::bridge {

// Proses that work out the same formula; and, where two do, those that come to the same in words
// that are no calculation.
std::size_t agreeing_proses(const Agreed& agreed);

// "" or why not. doubt: what defined.h has against the definitions.
std::string not_carried(const claims::Chain& chain, std::string_view question,
                        const TextReading& read, const Agreed& agreed, const std::string& doubt);

}  // namespace modus::bridge
