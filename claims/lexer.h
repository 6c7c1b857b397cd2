// Text to tokens, the same for claims and chains.
//
//   speed = 60 km/h @2   ->   name `speed`, symbol `=`, number `60` with unit `km/h`, sentence `@2`
//
// A word directly behind a number is its unit when the unit table has it and it is no keyword.
// `#` begins a comment that reaches to the end of the line.
#pragma once

#include <string_view>
#include <vector>

#include "claims/claim.h"
#include "claims/parse.h"

namespace modus::claims {

enum class TokenKind : std::uint8_t {
  kEnd,       // once, last: an empty span at the end
  kName,      // ann; also a word that is reserved for later: the parser tells
  kKeyword,   // and, forall, given, by
  kVariable,  // X, Y1
  kStep,      // s3
  kSentence,  // @3
  kNumber,    // 24, 5.0, 15%
  kString,    // "...", as written
  kSymbol,    // ( ) , -> :=
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::string_view text;  // as written, in the source's text; of a number the digits only
  std::string_view unit;  // of a number, else empty
  Span span;              // unit included
};

// Throws ParseError with a remedy: a capitalised word, a character or look-alike that the language
// does not have (`≤`: write <=), a string that is not closed, a number or name that is too long,
// more than max_tokens tokens.
std::vector<Token> tokenize(const Source& source, std::size_t max_tokens);

}  // namespace modus::claims
