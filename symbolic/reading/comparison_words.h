// Equations and comparisons against a sentence: their numbers, names, units, sign and direction.
//
//   rolls_noon = rolls_morning / 2   "At noon he makes half as many rolls as in the morning."
#pragma once

#include <cstddef>
#include <set>
#include <span>
#include <string>

#include "symbolic/reading/claim_shape.h"
#include "symbolic/reading/words.h"

namespace modus::symbolic::reading {

struct WordRange {
  std::span<const Token> tokens;  // the whole sentence
  std::size_t begin = 0;          // the half to look in
  std::size_t end = 0;
  std::span<const Token> antecedents;            // sentences that only say what a pronoun means
  const std::set<std::size_t>* taken = nullptr;  // words that other claims use; may be nullptr
};

// "" where the sentence says the comparison, else why not; the words it uses are added to `used`.
std::string disagreement_of(const ComparisonUse& use, const WordRange& range,
                            std::set<std::size_t>& used);

// Finds a word for each number of a claim: "no word for 24".
std::string missing_number(const claims::Claim& claim, const WordRange& range,
                           std::set<std::size_t>& used);

}  // namespace modus::symbolic::reading
