// Lexicons and texts drawn for the tests of the text guide.
#pragma once

#include <string>
#include <vector>

#include "base/random.h"
#include "bridge/text_guide/claim_grammar.h"

namespace modus::bridge {

// Names that begin alike and like keywords, every switch on or off. Something can be said.
TextLexicon drawn_lexicon(RandomStream& random);
ChainLine drawn_line(RandomStream& random);
TextLexicon full_lexicon();  // all switches on

// A text of the grammar, byte by byte; `length`: about where it begins to look for its end.
std::string drawn_text(const TextGrammar& grammar, std::size_t length, RandomStream& random);

// Tokens as a byte-level vocabulary has them: every byte, pieces of texts of the language, pieces
// that run over their signs, and what is no text of it at all.
std::vector<std::string> drawn_vocabulary(const TextGrammar& grammar, std::size_t size,
                                          RandomStream& random);

}  // namespace modus::bridge
