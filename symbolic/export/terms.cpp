#include "symbolic/export/terms.h"

namespace modus::symbolic {

using claims::SortKind;

TermKind term_kind(SortKind sort) {
  if (sort == SortKind::kInt) return TermKind::kWhole;
  return sort == SortKind::kReal || sort == SortKind::kQuantity ? TermKind::kReal
                                                                : TermKind::kOther;
}

std::optional<claims::Symbol> symbol_of(const claims::Claim& use, const Theory& theory,
                                        SortKind otherwise) {
  const std::size_t arguments = use.children().size();
  if (const claims::Symbol* known = theory.signature.find(use.name()))
    return known->arguments.size() == arguments ? std::optional(*known) : std::nullopt;
  claims::Symbol symbol;
  symbol.arguments.resize(arguments);
  symbol.result.kind = otherwise;
  return symbol;
}

}  // namespace modus::symbolic
