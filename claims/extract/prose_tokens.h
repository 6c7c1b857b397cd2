// A sentence as numbers, signs and words, and terms read from runs of them.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "claims/claim.h"
#include "claims/extract/plain_math.h"

namespace modus::claims {

enum class ProseKind : std::uint8_t {
  kNumber,  // 1,200  .5  15%  $3
  kSign,    // + - * / ^ ( ) = ~=
  kName,    // one capital letter: A
  kWord,    // unit words and all others
  kStop,    // punctuation, ordinals, clock times: nothing reads across it
};

struct ProseToken {
  ProseKind kind = ProseKind::kStop;
  std::string text;     // of a number: plain digits; of a sign: one of the above; of a word: as is
  std::size_t begin = 0, end = 0;  // in the plain text
};

std::vector<ProseToken> prose_tokens(const PlainText& plain);

// A term from exactly the tokens [begin, end): + - * / ^ and brackets with the usual precedence,
// words behind a number skipped as its unit. nullopt when they are none. strip_percent: 15% is 15.
enum class Percent : std::uint8_t { kHundredth, kStripped };
struct ProseTerm {
  Claim term;
  bool computed = false;  // holds an operator or a name
  bool percent = false;   // holds a percent sign
};
std::optional<ProseTerm> read_term(const std::vector<ProseToken>& tokens, std::size_t begin,
                                   std::size_t end, Percent percent);

}  // namespace modus::claims
