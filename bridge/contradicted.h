// Does the text contradict a formula for what it asks? Unlike defined.h and supported.h, which want
// a word for every part of a definition, this is silent where the text is.
//
//   "Nora has 12 stamps. Nora loses 3 stamps. How many stamps does Nora have left?"
//     nora_stamps + nora_loses_stamps    "sentence 2 takes away, `nora_loses_stamps` is added"
//   "Tom has 4 shells. Tom buys 7 pens. How many shells does Tom have?"
//     tom_shells + tom_pens    "sentence 2 counts `pens`, sentence 1 `shells`: one sum has both"
//   "Ida grew 6 turnips. Max grew 9 turnips. How many turnips did they grow in all?"
//     ida_turnips * max_turnips    "... count the same: multiplied they count something else"
//   "Ida has 4 figs. Then Ida finds 3 figs. How many figs does Ida have?"
//     ida_figs + ida_finds_figs + ida_finds_figs    "sentence 2 happens once, ... is counted twice"
//   "There is 8% off all items. Ida paid 184 coins. How much did she save?"
//     off * ida_paid_coins    "sentence 1 does not say that `off` is a part of `ida_paid_coins`"
#pragma once

#include <string>
#include <string_view>

#include "claims/chain.h"

namespace modus::bridge {

// formula: over the names of the chain's givens. Signs and kinds are judged by sentences that say
// one number and compare nothing, comparisons as in compared.h; of a question that asks for the
// change itself ("How many did she lose?") none.
// "" where nothing is contradicted.
std::string contradiction_with_text(const claims::Chain& chain, const claims::Claim& formula,
                                    std::string_view question);

}  // namespace modus::bridge
