// The rules of the claim language, for those who put lines together of them.
#pragma once

#include <vector>

#include "bridge/text_guide/claim_grammar.h"
#include "bridge/text_guide/text_grammar.h"

namespace modus::bridge {

inline constexpr RuleId kClaimRule{1};
inline constexpr RuleId kTermRule{2};

// The line, in place 0, and the rules that it may use. Requires a lexicon that was checked.
std::vector<TextRule> claim_rules(const TextLexicon& lexicon, Expression line);
Expression set_of_terms();  // for the line: {ann, bob}

// Limits under which what the rules give is within those of claims/parse.h: each connective that
// goes on to the right takes five bytes, so that 768 of them and 32 brackets stay below its 200
// levels.
TextLimits claim_limits();

}  // namespace modus::bridge
