// What a word problem asks for, as definitions over the quantities that were read: the model writes
// them after its prose, each is compared with the text, reasons go back.
//
//   vera_stamps = 12, buys_stamps = 3; "How many stamps does Vera have now?"
//     let stamps_now := vera_stamps + buys_stamps
#pragma once

#include <string>
#include <vector>

#include "bridge/problem.h"
#include "bridge/prompted/journal.h"
#include "bridge/prompted/metered_model.h"
#include "claims/chain.h"
#include "symbolic/entailment.h"

namespace modus::bridge {

struct Defined {
  std::vector<claims::Step> lets;  // the last one is what is asked for; empty: there is none
  std::string doubt;  // why the text does not agree with them, or why there are none; else ""
};

// `givens` are the quantities, with ids. Three tries; where the text agrees with none of them, the
// first that is well formed is kept, with the doubt. The ids go on behind the givens'.
Defined define(MeteredModel& model, const Problem& problem, const claims::Chain& givens,
               const std::string& prose, Journal& journal);

// The same definitions with ids, and the doubt; without definitions where the checker refuses them.
Defined judge_definitions(std::vector<claims::Step> lets, const Problem& problem,
                          const claims::Chain& givens);

// "let left := stamps - lost" or "left = stamps - lost" as a step, over the names known. Throws
// ParseError.
claims::Step definition_step(std::string_view line, const claims::Signature& known);

// The question of a chain that asks for the value of `name`: ask X: name = X.
claims::Step ask_for_value(const std::string& name);

}  // namespace modus::bridge
