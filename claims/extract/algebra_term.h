// A term of algebra with unknowns of one letter, as it stands in plain text (plain_math.h):
// products written side by side, powers, fractions, roots, floor and ceiling, factorials,
// binomials.
//
//   -((5)/(4))x + 3(x - 1)^2   ->   -(5 / 4) * x + 3 * (x - 1)^2
//   \binom{n}{2} + \sqrt{16}   ->   binomial(n, 2) + sqrt(16)       in a formula only, like
//   \gcd(12, 18), \max(3, 5), \log_2 8, |3 - 8|, 17 \bmod 5
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "claims/claim.h"

namespace modus::claims {

enum class Notation : std::uint8_t {
  kProse,    // blanks end a product: 2x, but "2 x" and "5!" are something else; no commands
  kFormula,  // between $ and $: blanks and line ends say nothing, "x y" and "xy" are products
};

struct AlgebraTerm {
  Claim term;
  std::size_t end = 0;  // in the text, behind its last character
};

// The longest term that begins at `begin`. nullopt: none does; a command that is not known, a word,
// a function, a subscript, what has two readings (1/2x); nested too deep or too long.
std::optional<AlgebraTerm> read_algebra_term(std::string_view text, std::size_t begin,
                                             Notation notation);

}  // namespace modus::claims
