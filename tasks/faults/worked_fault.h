// Seeded faults written out: a sound chain, and the same chain with one mistake in it. Slots are
// filled at random, so that one entry gives many chains.
//
//   E10 xor_weakened
//   s1 given $p($a) xor $q($a) => given $p($a) or $q($a)
//   s2 given $p($a)
//   s3 have not $q($a) by s1 s2 !
//
// The first line names the rule that should find the mistake and how it was made. `=>` parts a
// line's sound form from its faulty one; `!` marks the faulty step.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "claims/chain.h"

namespace modus::tasks {

struct WorkedFault {
  std::string rule;   // "E10"
  std::string name;   // "xor_weakened"
  std::string sound;  // with slots, printed form
  std::string faulty;
  std::size_t step = 0;  // of the faulty chain
};

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
