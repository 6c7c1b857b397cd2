// One way from writing to pieces, for generator, trainer and guide alike, so that a word looks the
// same wherever it stands.
//
//   "Anne's dogs chase Rex."   anne 's dog +s chase rex .
//   "Yumpuses aren't shy."     yumpus +es are not shy .
//   "old-fashioned 1,200"      old - fashioned 1 2 0 0
//
// Text is lower-cased; punctuation and digits are pieces of their own; a regular -s, -es or -ies
// (of noun or verb) is split off as +s, +es, +ies (suffix.h), so that stem and suffix give the word
// back. The token form of a chain goes through split_chain: words as above, but step ids (s3),
// sentence marks (@3), variables (X1), operators (->, :=), marks (<end>) and keywords are one piece
// each, and the `_` of a name is a joined piece between its words (old_bear: old _ bear).
//
// Of a number the first digit begins a word; later digits, the point and % are joined, so that
// `p 5 5` and `p 55` differ. The `/` of `6 / 2` begins a word, the `/` of km/h is joined.
#pragma once

#include <string_view>
#include <vector>

#include "neural/piece.h"
#include "neural/suffix.h"

namespace modus::neural {

// No piece is longer; what is longer is cut into joined pieces.
inline constexpr std::size_t kMaxPieceBytes = 64;

// Any text; bytes that are not UTF-8 are kept as they are. No piece looks like a step id, sentence
// mark, variable or <mark> of a chain. Linear. Pure.
std::vector<Piece> normalise_text(std::string_view text);

// join(split_chain(t)) reads as t does, for every t that claims::chain_to_tokens writes, and equals
// it up to spaces round brackets, commas, colons and signs. Linear. Pure.
std::vector<Piece> split_chain(std::string_view token_form);

}  // namespace modus::neural
