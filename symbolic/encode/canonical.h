// The canonical order of a query's premises: by shape, where names count only by their order of
// first use, then by text. With the neutral names of symbols.h, a query and its renamed or
// reordered copy reach the solver alike, but for ties between premises of one shape.
//
//   kind(bob), dog(X) -> kind(X), dog(ann)   ->   dog(ann), kind(bob), dog(X) -> kind(X)
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "claims/claim.h"

namespace modus::symbolic::encode {

// Indices into claims; each of equal claims keeps its place.
std::vector<std::size_t> canonical_order(std::span<const claims::Claim> claims);

}  // namespace modus::symbolic::encode
