// What writing is cut into before it is coded: words, suffixes, signs, digits.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace modus::neural {

struct Piece {
  std::string text;
  bool begins_word = true;  // false: joined to the piece before it (a suffix, a later digit, `_`)
  std::size_t begin = 0;    // bytes of the input that it was read from
  std::size_t end = 0;
};

// Pieces that stand joined wherever they stand: +s, +es, +ies, 's, _ and ^. Every other piece that
// is joined (a later digit, the `/` of km/h) is not the piece of the same text that begins a word.
bool is_always_joined(std::string_view text);

// The next piece is joined to this one even where it begins a word: behind _ and ^, and behind a
// joined - / *, so that the words of old_bear and km/h are coded as they are elsewhere.
bool joins_next(const Piece& piece);

// Pieces to writing: suffixes joined (puppy +ies is `puppies`), joined pieces glued, one space
// elsewhere.
std::string join(std::span<const Piece> pieces);

// The one string that tokenizer.json codes as these pieces: a space before a piece that begins a
// word, U+001F before one that does not.
std::string with_marked_joints(std::span<const Piece> pieces);

}  // namespace modus::neural
