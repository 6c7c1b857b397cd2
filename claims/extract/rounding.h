// Equality as people write it: exact, or a value that is written or marked as rounded.
//
//   10 / 3 = 3.33        ->   10 / 3 ~= 3.33    the exact decimals never end
//   about 45 / 7 = 6     ->   45 / 7 ~= 6       marked
//   7 / 2 = 3            ->   7 / 2 = 3         neither: an equality, and false
//   326.5 / 4 = 81.6     ->   326.5 / 4 ~= 81.6 rounded to the digits written
//   2 / 3 = 0.66         ->   nothing           cut off, not rounded
//   1200 / 11 = 109      ->   nothing           rounded to a whole number, and nobody says so
#pragma once

#include <cstdint>
#include <optional>

#include "claims/claim.h"

namespace modus::claims {

enum class Rounding : std::uint8_t {
  kExact,   // nothing says so
  kAbout,   // a word of the sentence says so: about, rounded
  kStated,  // the sign itself says so: ~=
};

// left = right or left ~= right. nullopt where no reading is safe: the value may have been rounded
// up, down or to tens, or cut off; it is said to be about another and is within a hundredth of it;
// a calculation is said to be about another one.
std::optional<Claim> equality(const Claim& left, const Claim& right, Rounding rounding);

}  // namespace modus::claims
