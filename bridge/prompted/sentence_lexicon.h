// What a reading of one sentence can be made of: its words as names, the chain's names where it
// has a word of theirs, its numbers, and the signs that its cues ask for.
//
//   "The old goat does not follow Vera.", known follow/2
//     predicates follow/2, old/1, old/2, goat/1, ...; constants old_goat, goat, vera, ...; not
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bridge/prompted/reading_prompt.h"
#include "bridge/text_guide/claim_grammar.h"
#include "claims/sorts.h"

namespace modus::bridge {

// `before` is the sentence that a pronoun may point into, else "". Has something that can be said
// whatever the sentence is.
TextLexicon sentence_lexicon(ReadingKind kind, std::string_view sentence, std::string_view before,
                             const claims::Signature& known);

// The names of the chain that words may speak of, sorted: constants by their first or last word,
// predicates by all.
std::vector<std::string> names_that_may_be_meant(const claims::Signature& known,
                                                 std::string_view words);

}  // namespace modus::bridge
