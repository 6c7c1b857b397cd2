// Terms read from runs of prose tokens: + - * / ^ and brackets with the usual precedence, the unit
// words behind a number skipped.
//
//   3 hours * 60 minutes/hour    ->   3 * 60, units hour minute hour
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claims/claim.h"
#include "claims/extract/prose_tokens.h"

namespace modus::claims {

enum class Percent : std::uint8_t { kHundredth, kStripped };  // 15% is 3/20, or 15

struct ProseTerm {
  Claim term;
  std::size_t begin = 0, end = 0;  // tokens
  bool computed = false;           // holds an operator or a name
  bool additive = false;           // holds + or - between operands
  bool percent = false;            // holds a percent sign
  bool fractional = false;         // holds a number with a decimal point
  bool spoken = false;             // holds a product in words: 3 times 4, 15% of 80
  std::vector<std::string> units;  // unit words, and "dollar" for money
};

// Exactly the tokens [begin, end). nullopt when they are no term, or one of two readings:
// 3 / 2(1 + 1), 50/ 1/2.
std::optional<ProseTerm> read_term(const std::vector<ProseToken>& tokens, std::size_t begin,
                                   std::size_t end, Percent percent);

// The longest term that begins at `begin`.
std::optional<ProseTerm> read_term_from(const std::vector<ProseToken>& tokens, std::size_t begin,
                                        Percent percent);

// The first token behind the unit words that follow a number or bracket: words, "/ hour", "per
// hour".
std::size_t skip_unit(const std::vector<ProseToken>& tokens, std::size_t at);

}  // namespace modus::claims
