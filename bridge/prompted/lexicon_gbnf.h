// The claims of a lexicon as a grammar in GBNF, the form that llama.cpp's servers take: what a
// model there may write, one claim a line, at most four.
//
//   predicates kind/1, constants ann; not   ->   literal ::= ("not ")? atom
//                                                atom ::= "kind" "(" term ")"
#pragma once

#include <string>

#include "bridge/text_guide/claim_grammar.h"

namespace modus::bridge {

// A smaller language than claim_grammar's: brackets one level deep, no functions. "" where nothing
// can be said. Pure.
std::string lexicon_gbnf(const TextLexicon& lexicon);

}  // namespace modus::bridge
