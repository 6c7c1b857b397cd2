// One way from writing to pieces, for generator, trainer and guide alike, so that a word looks the
// same wherever it stands.
//
//   "Anne's dogs chase Rex."   anne 's dog +s chase rex .
//   "Yumpuses are not shy."    yumpus +es are not shy .
//   "old-fashioned 1,200"      old - fashioned 1 2 0 0
//
// Text is lower-cased; punctuation and digits are pieces of their own; a regular -s, -es or -ies
// (of noun or verb) is split off as +s, +es, +ies, so that stem and suffix give the word back.
// The token form of a chain goes through split_chain: words as above, but step ids (s3), sentence
// marks (@3), variables (X1), operators (->, :=) and keywords are one piece each, and the `_` of a
// name is a piece between its words (old_bear: old _ bear).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace modus::neural {

struct Piece {
  std::string text;
  bool begins_word = true;  // false: joined to the piece before it (a suffix, a later digit, `_`)
  std::size_t begin = 0;    // bytes of the input that it was read from
  std::size_t end = 0;
};

// Any UTF-8 text (else the bytes are kept as they are). Linear. Pure.
std::vector<Piece> normalise_text(std::string_view text);
std::vector<Piece> split_chain(std::string_view token_form);

// Pieces to writing: suffixes joined (puppy +ies is `puppies`), `_` glued, digits joined, one space
// elsewhere. join(split_chain(t)) == t for every t that claims::chain_to_tokens writes, up to
// spaces round brackets and commas.
std::string join(const std::vector<std::string>& pieces);

// The stem and the suffix of one lower-case word: {"dog", "+s"}, {"is", ""}.
struct StemAndSuffix {
  std::string stem;
  std::string suffix;
};
StemAndSuffix split_suffix(std::string_view word);

}  // namespace modus::neural
