// What holds in every measure, written for the terms of a query: products of conditionals and the
// sum over the values of a condition. With every probability an unknown of its own (opaque_terms.h)
// nothing else says so.
//
//   P(y | z, do(x)), P(z | do(x))   ->   P(y and z | do(x)) = P(y | z, do(x)) * P(z | do(x))
//   P(y | do(x)) beside these       ->   P(y and z | do(x)) + P(y and not z | do(x)) = P(y | do(x))
#pragma once

#include <vector>

#include "claims/claim.h"

namespace modus::symbolic {

// terms: probabilities. Each link is guarded by that its terms have a value. At most 40 links.
std::vector<claims::Claim> measure_links(const std::vector<claims::Claim>& terms);

}  // namespace modus::symbolic
