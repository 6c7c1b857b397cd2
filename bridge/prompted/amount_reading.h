// The amounts of a word problem as givens: a number of its text each, without a model.
//
//   "Vera has 12 stamps."  "How many sheets of 4 are that?"
//      s1 given vera_stamps = 12 @1    s2 given sheets = 4 @2
#pragma once

#include <span>
#include <string>

#include "bridge/prompted/journal.h"
#include "bridge/prompted/reading.h"
#include "symbolic/entailment.h"

namespace modus::bridge {

// Sentences without a number are left out, and there is no question.
TextReading read_amounts(std::span<const std::string> sentences, const symbolic::Limits& limits,
                         Journal& journal);

}  // namespace modus::bridge
