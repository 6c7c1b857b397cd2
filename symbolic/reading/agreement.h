// Do one claim and one sentence say the same? Predicate by predicate, argument by argument.
#pragma once

#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "claims/claim.h"
#include "symbolic/reading/vocabulary.h"
#include "symbolic/reading/words.h"

namespace modus::symbolic::reading {

// The sentence that a given cites first, and those that only say whom a pronoun means or how a
// reported speaker speaks. Tokens are borrowed.
struct Passage {
  std::span<const Token> sentence;
  std::vector<std::span<const Token>> antecedents;
  // Words that other claims read from the sentence use: of two equal numbers, "4 cats and 4 dogs",
  // a claim takes the one that is left.
  std::set<std::size_t> taken = {};
};

struct Agreement {
  std::string disagreement;    // "" where they agree; else why they do not
  std::set<std::size_t> used;  // tokens of the sentence that the claim uses
};

// A report is no assertion: "Ann says that Bob is calm" agrees with no claim about Bob; with which
// about Ann, see report_agreement.h.
Agreement agreement_of(const claims::Claim& claim, const Passage& passage,
                       const Vocabulary& vocabulary);

}  // namespace modus::symbolic::reading
