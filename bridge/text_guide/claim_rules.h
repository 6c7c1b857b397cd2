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

// Limits under which what the rules give is within those of claims/parse.h. What takes most of its
// 200 levels for its bytes: ` -> p`, one for five; `a^-(` and `)`, three for five. So 768 bytes
// with 20 of the latter come to 196.
TextLimits claim_limits();

}  // namespace modus::bridge
