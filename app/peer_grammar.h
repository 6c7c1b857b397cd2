// The rules of a text grammar in the notations of other programs, to measure beside them.
#pragma once

#include <span>
#include <string>

#include "bridge/text_guide/text_grammar.h"

namespace modus::app {

enum class GrammarNotation { kEbnf, kLark };  // of xgrammar; of llguidance

// The same language without the limits on nesting and bytes. Rules that match nothing are left out.
std::string grammar_text(std::span<const bridge::TextRule> rules, GrammarNotation notation);

}  // namespace modus::app
