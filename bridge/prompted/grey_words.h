// Whether claims may be what a sentence of an answer says that was not read from its own signs:
// the calculation, its numbers, its names, and the cues for `not`, `more` and `about`.
//
//   "A dozen boxes of six make 72."    12 * 6 = 72    ""
//                                      12 * 6 = 74    "74 is written nowhere"
//                                      12 + 60 = 72   "60 is written nowhere"
//                                      12 + 6 = 18    "18 is written nowhere"
//
// It never asks whether a claim is true.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "claims/claim.h"

namespace modus::bridge {

struct GreySentence {
  std::string_view words;
  std::string_view before;  // the problem and the answer up to it: numbers and names may be theirs
};

// Why not; "" where nothing speaks against it.
std::string disagreement_with(const GreySentence& sentence, std::span<const claims::Claim> claims);

}  // namespace modus::bridge
