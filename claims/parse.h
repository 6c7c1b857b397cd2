// Text to claims: the grammar of grammar.h. parse(print(x)) == x.
//
//   parse_claim("kind(X) and not rough(X) -> nice(X)", "museum.chain")
//
// Throws ParseError with position and remedy: `kind(Anne)`: "names are lower case, write anne";
// reserved words of later parts: "P(...) is not yet supported". Limits: kMaxNesting levels,
// kMaxTokens tokens, kMaxDepth tree depth, kMaxDigits digits a number. Pure, thread-safe.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "claims/claim.h"

namespace modus::claims {

inline constexpr std::size_t kMaxNesting = 200;  // brackets, prefixes and right-going operators
inline constexpr std::size_t kMaxDepth = 1000;   // of the finished tree
inline constexpr std::size_t kMaxTokens = 20000;

// Where a claim stands inside a larger text, so that errors and spans point into the whole.
struct Source {
  std::string_view name = "claim";  // file name for messages
  std::string_view text;            // the whole text
  std::size_t begin = 0;            // the part to read: [begin, end) of text
  std::size_t end = std::string_view::npos;
  // Capital-letter names bound as constants (`let X`, `fix X`): read as kName, not as variables.
  std::set<std::string, std::less<>> constants;
};

Claim parse_claim(std::string_view text, std::string_view source_name);
Claim parse_claim(const Source& source);

}  // namespace modus::claims
