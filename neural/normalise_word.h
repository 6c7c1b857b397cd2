// What normalise_text and split_chain have in common.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "neural/piece.h"

namespace modus::neural {

inline bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
inline bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
inline bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_blank_or_control(char c) { return (c >= '\0' && c <= ' ') || c == '\x7f'; }

// Bytes of the code point at the front; 1 for a byte that begins none.
std::size_t code_point_bytes(std::string_view text);

// Where a word stood in the input and whether it begins a word.
struct WordPlace {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool begins_word = true;
};

// Adds a lower-case word with its suffix split off; one that is too long is cut.
void add_word(std::string_view word, WordPlace place, std::vector<Piece>& pieces);
void add_cut(std::string_view text, WordPlace place, std::vector<Piece>& pieces);

}  // namespace modus::neural
