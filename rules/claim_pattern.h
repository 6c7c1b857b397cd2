// Claims with holes: patterns of a match, arguments of a test, placeholders of a message.
//
//   parse_claim_pattern("Q -> P")   ->   meta_q -> meta_p
//   instantiate(that, match with P = kind(ann), Q = nice(ann))   ->   nice(ann) -> kind(ann)
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/claim.h"
#include "rules/rule.h"

namespace modus::rules {

bool is_pattern_variable(std::string_view text);  // one capital and digits

// Reads claim language in which capitals stand for claims and terms: they become names, so that the
// grammar and its precedences are those of the language. Throws ParseError (source "pattern").
claims::Claim parse_claim_pattern(std::string_view text);

// A quantifier of a pattern names a letter of the match: `exists X: P` with node(F, exists, X, Q)
// quantifies the letter that X stands for, and catches it in P on purpose.
//
// The variable that a name stands for: meta_e1 -> E1; nullopt for other names.
std::optional<std::string> metavariable(std::string_view name);
// The variables for claims of a pattern, sorted, each once; those for its quantifiers' letters.
std::vector<std::string> pattern_variables(const claims::Claim& pattern);
std::vector<std::string> pattern_letters(const claims::Claim& pattern);

// The pattern with its variables replaced by the claims that the match bound them to. Requires that
// all are bound (load checks it).
claims::Claim instantiate(const claims::Claim& pattern, const Match& match);

}  // namespace modus::rules
