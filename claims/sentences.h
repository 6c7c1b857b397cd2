// The one sentence splitter: deterministic, by punctuation and line ends; decimals, initials,
// abbreviations (Mr. Dr. e.g. vs.), ellipses and list numbers ("1.") do not end a sentence.
#pragma once

#include <string_view>
#include <vector>

#include "claims/claim.h"

namespace modus::claims {

// Spans of the sentences in order, white space trimmed; sentence k is spans[k - 1].
std::vector<Span> split_sentences(std::string_view text);

}  // namespace modus::claims
