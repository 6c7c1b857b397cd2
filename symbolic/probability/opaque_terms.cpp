#include "symbolic/probability/opaque_terms.h"

#include <algorithm>

#include <fmt/format.h>

namespace modus::symbolic {

using claims::Claim;
using claims::Op;

Claim OpaqueTerms::of(const Claim& claim) {
  if (claim.op() == Op::kProbability) {
    const auto [at, is_new] = index_.try_emplace(claim, terms_.size());
    if (is_new) {
      terms_.push_back(claim);
      std::string name = fmt::format("p{}", at->second);
      while (signature_.find(name) != nullptr) name += "_";
      names_.push_back(std::move(name));
    }
    return claims::name(names_[at->second]);
  }
  if (claim.children().empty()) return claim;
  std::vector<Claim> children;
  for (const Claim& child : claim.children()) children.push_back(of(child));
  return claims::make(claim.op(), claim.name(), std::move(children), claim.span());
}

std::vector<Claim> OpaqueTerms::complements() const {
  std::vector<Claim> sums;
  for (std::size_t i = 0; i < terms_.size(); ++i) {
    std::vector<Claim> parts(terms_[i].children().begin(), terms_[i].children().end());
    parts[0] = claims::unary(Op::kNot, parts[0]);
    const auto other = index_.find(claims::make(Op::kProbability, "", std::move(parts), {}));
    if (other == index_.end()) continue;
    sums.push_back(claims::binary(
        Op::kEqual,
        claims::binary(Op::kAdd, claims::name(names_[i]), claims::name(names_[other->second])),
        claims::number_term(1)));
  }
  return sums;
}

bool says_more_than_numbers(const Claim& claim) {
  if (claim.op() == Op::kGraph || claim.op() == Op::kIndependent) return true;
  return claim.op() != Op::kProbability &&
         std::any_of(claim.children().begin(), claim.children().end(), says_more_than_numbers);
}

}  // namespace modus::symbolic
