// Congruences of numbers: "7^2 \\equiv 49 \\equiv 4 \\pmod{5}", "17 ≡ 2 (mod 5)".
//
//   17 \\equiv 2 \\pmod{5}   ->   (17 - 2) mod 5 = 0
#pragma once

#include <vector>

#include "claims/extract/extract.h"
#include "claims/extract/plain_math.h"

namespace modus::claims {

// Each neighbour pair of a chain; spans are in the plain text. Nothing where a side holds a letter,
// is no whole number or too large to calculate, or the words before say that it is not so or only
// supposed.
std::vector<Reading> read_congruences(const PlainText& plain);

}  // namespace modus::claims
