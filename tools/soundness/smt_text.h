// A step as an SMT-LIB question for cvc5, written by the oracle: every term and formula comes as
// its value and the condition under which it has one. `unsat` is the answer that agrees with the
// verdict.
#pragma once

#include <optional>
#include <string>

#include "claims/chain.h"
#include "tools/soundness/model.h"

namespace modus::soundness {

enum class Agreement : std::uint8_t {
  kProvable,   // cited claims and the goal false or undefined
  kRefutable,  // cited claims and the goal true or undefined
};

// One (push) ... (check-sat) (pop) block; nullopt for what is not written in SMT-LIB here: powers
// beyond the fourth, exponents that are no literal.
std::optional<std::string> smt_question(const claims::Chain& chain, const World& world,
                                        std::size_t step, Agreement agreement);

}  // namespace modus::soundness
