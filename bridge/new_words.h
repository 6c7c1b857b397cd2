// Is a text one that the model can read at all? Invented words are fine; another language, code and
// strange letters are not.
//
//   "Vorn plims the dask."        4 words, 0 new     an English sentence, whatever its words mean
//   "Der Hund ist braun."         4 words, 4 new     no word of English grammar
//   "f(x) = y; g();"              5 words, 5 new
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace modus::bridge {

struct WordCount {
  std::size_t words = 0;  // and signs that are no punctuation
  std::size_t unknown = 0;
  bool readable() const { return 2 * unknown <= words; }
};

// New are words with letters beyond a to z, signs of code, and all words of a sentence of three or
// more in which no word of English grammar stands (is, the, if, every, not, does, has, ...).
WordCount count_new_words(std::span<const std::string> sentences);

}  // namespace modus::bridge
