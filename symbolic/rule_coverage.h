// What a library of rules has to say about one chain: which rules had occasion, which matched, and
// what became of their tests.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "claims/chain.h"
#include "rules/library.h"
#include "symbolic/entailment.h"

namespace modus::symbolic {

struct RuleCoverage {
  std::string id;
  bool applicable = false;    // its operators, words and kind of step occur in the chain
  std::size_t matched = 0;    // steps on which a match of it was found
  std::size_t fired = 0;      // steps
  std::size_t undecided = 0;  // steps on which its test was not decided
};

// One entry a rule of the library, sorted by id. The chain is checked once, with all rules.
std::vector<RuleCoverage> rule_coverage(const claims::Chain& chain, const rules::Library& library,
                                        const Limits& limits);

}  // namespace modus::symbolic
