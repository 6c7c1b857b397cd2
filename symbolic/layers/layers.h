// The layers behind the kernel's interface, by rising cost: ground (numbers, premises met
// literally, finite evaluation), directed (closure under `logic directed`; what forward chaining
// reaches under `logic classical`), exact (polynomials, roots, witnesses, induction), instances
// (small logic written out over its names), live (a solver fed in step order, only for decidable,
// size-bounded fragments), fresh (a new solver on a canonical query with a resource limit: the
// verdict of record). `structure`, the first layer, is the kernel's own business.
#pragma once

#include <memory>

#include "symbolic/entailment.h"

namespace modus::symbolic {

// Owns its solvers and its worker process. One thread at a time. The theory is copied.
std::unique_ptr<Entailment> make_layers(Theory theory, Limits limits);

// Only the fresh layer, in this process, for differential tests and benchmarks.
std::unique_ptr<Entailment> make_fresh_only(Theory theory, Limits limits);

// Every yes of `first` is asked again of cvc5; a disagreement becomes kUndecided with the reason
// "solvers disagree: ...". nullptr when this build has no cvc5.
std::unique_ptr<Entailment> make_double_check(std::unique_ptr<Entailment> first, Theory theory,
                                              Limits limits);
bool has_double_check();

}  // namespace modus::symbolic
