// Puzzles about objects in a fixed order with a correct solution, by seed: what an evaluation of
// such traces must not object to. Every place that a trace fills is the only one in all orders that
// agree with the statements quoted so far.
#pragma once

#include <string>
#include <vector>

#include "base/random.h"

namespace modus::tasks {

struct OrderingTrace {
  std::string input;  // statements, question, options
  std::vector<std::string> steps;
};
OrderingTrace correct_ordering_trace(RandomStream random);

}  // namespace modus::tasks
