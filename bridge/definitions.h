// What a word problem's question may be defined as, for the mask: the formulas over the amounts
// read that the text's words carry (supported.h). Which of them is written is the model's choice.
//
//   "Nora has 12 stamps. Nora loses 3 stamps. How many stamps does Nora have left?"
//     nora_stamp - nora_lose_stamp
#pragma once

#include <string_view>
#include <vector>

#include "claims/chain.h"

namespace modus::bridge {

// Of one amount, of up to two operations, sums of all amounts, and such sums multiplied or divided;
// of 2 to kMostAmounts givens that say an amount by name, else none. None either where the chain
// asks for no value by name or has a definition already.
inline constexpr std::size_t kMostAmounts = 5;
std::vector<claims::Claim> carried_definitions(const claims::Chain& chain,
                                               std::string_view question);

// A part of what is asked for, and the steps that say its amounts: of definitions that stand, else
// of those that the words carry. Parts of which a step says the value are left out.
struct Calculation {
  claims::Claim term;
  std::vector<claims::StepId> cites;  // in order
};
std::vector<Calculation> calculations_of(const claims::Chain& chain, std::string_view question);

}  // namespace modus::bridge
