// The amounts that a sentence of a word problem says, a number each, named by its own words.
//
//   "On Saturday Ann filled 4 bags and on Sunday she filled 3 more."
//      saturday_ann_filled_bags = 4   4 or nothing else
//      sunday_filled_more = 3
//   "Lena has twice as many balls as Marin."
//      lena_marin_twice_balls = 2     what `twice` says; of what, the definitions say
//   "It takes 15% of the 2 dozen eggs."
//      takes_15_eggs = 15%            15 and 0.15
//
// No model is asked: that a number stands there is all that is read. What is done with it is read
// elsewhere (worked.h), and an amount is checked against its sentence like any other given.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "claims/claim.h"
#include "claims/number.h"

namespace modus::bridge {

struct Amount {
  claims::Claim claim;                   // NAME = NUMBER
  std::vector<claims::Rational> values;  // its own first, then others that its word may stand for
  bool is_part = false;                  // a share of something: a percentage, a half
  bool refers_back = false;              // "the two friends": said before, in other words
};

// In the order of the sentence; no name is one of `taken`. Numbers that no word can name are left
// out.
std::vector<Amount> amounts_in(std::string_view sentence, const std::set<std::string>& taken);

}  // namespace modus::bridge
