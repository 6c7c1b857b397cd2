// A word problem thought through in prose whose calculations are checked: a wrong value and what
// stands behind it is taken back, the right one is put there, and the model goes on from it, as
// with the calculator of Cobbe et al. 2021 (arXiv 2110.14168). Of what is wrong in another way the
// model is told, and it thinks again.
//
//   "3 * 50 = 160 miles. So ..."   refused; it goes on from "3 * 50 = 150"
//   "That is 10 / 3 = 3."          refused: 10 / 3 = 10/3; it writes again
//
// What holds in itself may still be an answer to something else: a prose is never verified.
#pragma once

#include <cstddef>
#include <vector>

#include "bridge/problem.h"
#include "bridge/prompted/journal.h"
#include "bridge/prompted/metered_model.h"
#include "bridge/prompted/prose.h"

namespace modus::bridge {

// At most three tries of each of `samples` proses, and 16 values put right: those without a
// mistake, or all where there is none. Never empty; the first is the most probable one where it
// holds.
std::vector<Prose> think_checked(MeteredModel& model, const Problem& problem,
                                 const ThinkOptions& options, std::size_t samples,
                                 Journal& journal);

}  // namespace modus::bridge
