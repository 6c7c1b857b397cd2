// Prose to claims: what somebody's answer asserts, with the span of each claim. A pure function;
// what it cannot read stays unread and is counted.
//
//   "In the morning 18 rolls and at noon twice as many, 36, so 18 + 36 = 44."
//     -> sentence 1: claim 18 + 36 = 44, span of "18 + 36 = 44", kind kEquation
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/claim.h"

namespace modus::claims {

enum class ReadingKind : std::uint8_t {
  kAnnotation,  // <<18+36=54>>
  kEquation,    // 18 + 36 = 44, and each neighbour pair of a chain of equalities
  kDefinition,  // A = (5 + 2): `let A := 5 + 2` where A was not used before
  kPhrase,      // "half of 24 is 12", "15% of 80 is 12"
  kAlgebra,     // 2x + 3 = 11: over unknowns, a letter each
  kAnswer,      // final answer: #### 24, \boxed{24}, "the answer is 24"
};

struct Reading {
  ReadingKind kind = ReadingKind::kEquation;
  std::size_t sentence = 0;  // counts from 1
  Claim claim;               // closed over numbers and earlier definitions; `answer = V` is not
                             // a claim: for kAnswer the claim is the value term
  std::string name;          // kDefinition: the defined name
  Span span;                 // in the text
  bool rounded = false;      // marked as rounded or about: claim uses ~=
  // kAlgebra: the index of the equation that the words say it follows from.
  std::optional<std::size_t> follows;
};

struct SentenceReading {
  Span span;
  std::size_t body = 0;     // where it begins behind "1.", "- ", "Step 2:"
  bool has_number = false;  // holds a digit, or a number word
  bool understood = false;  // a claim was read and every equality sign, or no number is asserted
  // No claim, but plain numbers without sign or word of comparison: understood by whoever knows
  // where the numbers come from.
  bool mentions = false;
  bool algebra = false;  // all was read, and some of it is algebra: understood where that is proved
  std::vector<std::size_t> readings;  // indices
};

struct Extraction {
  std::vector<SentenceReading> sentences;
  std::vector<Reading> readings;            // in text order
  std::optional<std::size_t> final_answer;  // index of the last kAnswer
  std::size_t understood = 0;               // sentences
};

Extraction extract(std::string_view text);

}  // namespace modus::claims
