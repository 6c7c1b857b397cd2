// A word problem thought through in prose whose calculations are checked as it goes: where one is
// wrong the model is told the right value and thinks again.
//
//   "... 3 * 50 = 160 miles ..."   refused: 3 * 50 = 150; it writes again
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

// At most three tries of each of `samples` proses: those without a mistake, or all where there is
// none. Never empty; the first is the most probable one where it holds.
std::vector<Prose> think_checked(MeteredModel& model, const Problem& problem,
                                 const ThinkOptions& options, std::size_t samples,
                                 Journal& journal);

}  // namespace modus::bridge
