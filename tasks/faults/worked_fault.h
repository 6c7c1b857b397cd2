// Seeded faults written out: a sound chain, and the same chain with one mistake in it, in the form
// of fault_table.h. Slots are filled at random, so that one entry gives many chains.
#pragma once

#include <string_view>
#include <vector>

#include "base/random.h"
#include "claims/chain.h"
#include "tasks/faults/fault_table.h"

namespace modus::tasks {

// The entries of all tables. Checks their form (MODUS_CHECK: they are ours).
const std::vector<WorkedFault>& worked_faults();

// The tables, one text each.
std::string_view logic_faults();
std::string_view discourse_faults();
std::string_view number_faults();
std::string_view quantity_faults();
std::string_view fact_faults();

struct WorkedChains {
  claims::Chain sound;
  claims::Chain faulty;
  std::size_t step = 0;  // of the faulty chain
};

// Slots: $p $q $r $t $u predicates, $f $g relations, $a $b $c people (with a capital: $A), $x $y $z
// names of numbers, $n $m $k whole numbers with n > 2 m and m > k; {2*$n+1} is worked out. Names of
// one chain are distinct. Up to five givens that have nothing to do with it stand before both
// chains, except where there is a text or the first step is at fault.
WorkedChains work_out(const WorkedFault& fault, RandomStream& random);

}  // namespace modus::tasks
