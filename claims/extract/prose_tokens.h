// A sentence as numbers, signs and words.
//
//   "3 x $1,200 = 3600"   ->   number 3, sign *, number 1200 (money), sign =, number 3600
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claims/extract/plain_math.h"

namespace modus::claims {

inline constexpr std::size_t kMaxUnitWords = 5;
inline constexpr std::size_t kMaxTermTokens = 400;

enum class ProseKind : std::uint8_t {
  kNumber,  // 1,200  .5  15%  $3
  kSign,    // + - * / ^ ( ) = ~=
  kName,    // one letter, but for the words a and I
  kWord,    // lower case; 8-hour is a number and the word -hour
  kStop,    // punctuation, bullets: an equation ends here
  kOpaque,  // mathematics that is not read: 3c, 2nd, 9:30, 3!, a root; what touches it stays unread
};

struct ProseToken {
  ProseKind kind = ProseKind::kStop;
  std::string text;  // of a number: plain digits with percent sign; of a sign: one of the above
  std::size_t begin = 0, end = 0;  // in the plain text
  bool money = false;              // a number behind a currency sign
  bool spoken = false;             // a sign written as a word: 3 times 4, 15% of 80
};

std::vector<ProseToken> prose_tokens(const PlainText& plain);

bool is_sign(const ProseToken& token, std::string_view sign);
bool is_equality(const ProseToken& token);  // = or ~=
bool is_operator(const ProseToken& token);  // + - * / ^
bool is_word(const ProseToken& token, std::string_view word);
bool is_unit(const ProseToken& token);                          // a word that may be a unit
bool touches(const ProseToken& left, const ProseToken& right);  // nothing stands between them

}  // namespace modus::claims
