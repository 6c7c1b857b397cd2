// What the writers for other solvers have in common: terms with the kind of number they are, and
// the symbols that a query declares.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "claims/claim.h"
#include "claims/sorts.h"
#include "symbolic/entailment.h"

namespace modus::symbolic {

enum class TermKind : std::uint8_t { kOther, kWhole, kReal };

struct ExportedTerm {
  std::string text;
  TermKind kind = TermKind::kOther;
};

TermKind term_kind(claims::SortKind sort);  // a quantity is real

// The symbol as the signature has it; what it does not know takes entities and gives `otherwise`.
// nullopt: it is used with another number of arguments.
std::optional<claims::Symbol> symbol_of(const claims::Claim& use, const Theory& theory,
                                        claims::SortKind otherwise);

}  // namespace modus::symbolic
