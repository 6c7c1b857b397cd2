// What an Entailment may know beside its interface: premises that only grow, call by call, need not
// be looked at again from the first.
//
//   givens s1 s2         satisfiable_so_far({s1, s2}, list)       both are looked at
//   then s7 as well      satisfiable_so_far({s1, s2, s7}, list)   s7 alone
#pragma once

#include <cstdint>
#include <span>

#include "symbolic/entailment.h"

namespace modus::symbolic {

// The number of a list: unlike all others in this process. Any thread.
std::uint64_t next_premise_list();

class GrowingPremises {
 public:
  virtual ~GrowingPremises() = default;
  // Entailment::satisfiable. Of two calls with one `list`, a next_premise_list(), the premises of
  // the earlier begin those of the later.
  virtual Decision satisfiable_so_far(std::span<const Premise> premises, std::uint64_t list,
                                      Wanted wanted) = 0;
};

// Asks so where the layers know of lists, else about all premises; for the verdict only.
Decision satisfiable_so_far(Entailment& layers, std::span<const Premise> premises,
                            std::uint64_t list);

}  // namespace modus::symbolic
