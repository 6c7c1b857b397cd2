// The amounts that a sentence of a word problem says, a number each, named by its own words.
//
//   "In May Ida sowed 5 rows and in June 8."     may_ida_sowed_rows = 5, june = 8
//   "Ben has twice as many plums as Ida."        ben_ida_many_plums = 2   of what, a definition
//   says "It takes 15% of the 2 dozen eggs."          takes = 15%, eggs = 2 * 12
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

  const std::string& name() const { return claim.child(0).name(); }
};

// In the order of the sentence; no name is one of `taken`. Numbers that no word can name are left
// out.
std::vector<Amount> amounts_in(std::string_view sentence, const std::set<std::string>& taken);

// A name for what the question asks for: what it counts, then whom and what it speaks of.
//   "How many red pens does Bryan have left?"   red_pens_bryan_left
// "" where no words of it make a name that is not taken.
std::string asked_name(std::string_view question, const std::set<std::string>& taken);

}  // namespace modus::bridge
