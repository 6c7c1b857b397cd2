// What a prose solution works out, as definitions over the amounts that the text says: its
// calculations, read back from the answer, with the number of each put for what it stands for.
//
//   box_eggs = 6, boxes = 4, ate_eggs = 5
//   "4 boxes of 6 are 4 * 6 = 24 eggs. 24 - 5 = 19. Answer: 19"
//      let part_1 := boxes * box_eggs
//      let asked := part_1 - ate_eggs
//
// Nothing is believed here: a definition is compared with the text (supported.h), and how many
// proses agree on it is shown.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bridge/prompted/amounts.h"
#include "bridge/prompted/prose.h"
#include "claims/chain.h"

namespace modus::bridge {

struct Worked {
  std::vector<claims::Step> lets;  // the last is what is asked for; empty: see `lacking`
  claims::Claim formula;           // the same unfolded, over amounts alone
  std::string lacking;             // "the prose uses 7, which no sentence says"
};

// text: the whole problem, whose words say which units are converted (60 minutes an hour).
Worked worked_out(const Prose& prose, std::span<const Amount> amounts, std::string_view text);

// What most of the proses work out: the first where several are as many.
struct Agreed {
  Worked worked;
  std::size_t agreeing = 0;   // proses that work out the same formula
  std::size_t by_answer = 0;  // whose calculations could not be read, and which come to the same
  std::size_t samples = 0;    // all proses
};
Agreed most_worked_out(std::span<const Prose> proses, std::span<const Amount> amounts,
                       std::string_view text);

// Whether two formulas come to the same whatever the amounts are; amounts of one value are one, for
// no prose says which of them it means.
bool same_formula(const claims::Claim& a, const claims::Claim& b, std::span<const Amount> amounts);

}  // namespace modus::bridge
