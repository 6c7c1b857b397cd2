// What a sentence of a story does to what somebody has: more of it, less of it, or so much for each
// of several.
//
//   "Nora buys 3 more stamps."      about Nora: gain
//   "Tom gave Nora 3 stamps."       about Nora: gain; about Tom: loss
//   "Each box holds 12 stamps."     for each
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "symbolic/reading/words.h"

namespace modus::symbolic::reading {

enum class StoryChange : std::uint8_t { kNone, kGain, kLoss };

// Where one of the names stands; "mrs hilt" is two words of it.
std::optional<std::size_t> place_of(std::span<const Token> sentence,
                                    std::span<const std::string> names);

// For whom the question asks about, in lower case; nobody: for the subject of the sentence, and
// kNone where it gives to another. kNone where the sentence has no verb of the closed lists, or two
// that differ.
StoryChange change_of(std::span<const Token> sentence, std::span<const std::string> asked);

bool says_change(std::span<const Token> sentence);       // a verb of the lists, whoever does it
bool gives_to_pronoun(std::span<const Token> sentence);  // "His dad gave him 7"

bool says_for_each(std::span<const Token> sentence);  // each, every, per
bool says_shared(std::span<const Token> sentence);    // equally, among, split, in equal parts

}  // namespace modus::symbolic::reading
