// What kind of question a query is, seen from its claims: which layer may decide it, and where.
#pragma once

#include <span>
#include <string>

#include "claims/claim.h"
#include "claims/sorts.h"

namespace modus::symbolic::encode {

struct Fragment {
  bool numbers = false;      // arithmetic or comparison of numbers
  bool nonlinear = false;    // a product, quotient or power of unknowns; div, mod
  bool quantifiers = false;
  bool bernays = true;       // EPR, exists* forall*: no exists under a forall, no functions (nnf)
  std::size_t size = 0;      // nodes
  std::string conversion;    // not empty: two units of one dimension, "km and m"

  // Decidable and size-bounded, so that a live verdict counts.
  bool live() const;
  // Ground or small EPR without numbers: may be decided in this process.
  bool in_process() const;
};

// asserted: closed formulas taken together; refuted: a formula whose negation is asserted, and also
// the formula itself (both are asked).
Fragment fragment_of(std::span<const claims::Claim> asserted, const claims::Claim* goal,
                     const claims::Signature& signature);

}  // namespace modus::symbolic::encode
