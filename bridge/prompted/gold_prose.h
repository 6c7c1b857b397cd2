// A word problem as a public model is to think it through: the very request that bridge/prompted
// makes, with a prose as the reply that works out what the gold chain does.
//
//   "... Tom has 3 times as many stamps as Nora. ..."
//   tom stamp: 3 * 12 = 36.
//   stamp nora tom together: 12 + 36 = 48.
//   Answer: 48
//
// One operation a line.
#pragma once

#include <string_view>
#include <vector>

#include "bridge/prompted/gold_reading.h"
#include "tasks/generate.h"

namespace modus::bridge {

// Numbers behind the `=` of a calculation in figures: "3 * 12 = 36." has 36.
std::vector<claims::Span> calculated_values(std::string_view prose);

// The solution that came with the problem, where one did. Requires a problem of arithmetic.
GoldReading gold_prose(const tasks::GeneratedProblem& problem);

}  // namespace modus::bridge
