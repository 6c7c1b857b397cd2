#include "symbolic/probability/opaque_terms.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "claims/print.h"
#include "symbolic/probability/graph_terms.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Op;

namespace {

void add_conjuncts(const Claim& event, std::vector<Claim>& all) {
  if (event.op() != Op::kAnd) {
    if (event.op() != Op::kTrue) all.push_back(event);
    return;
  }
  for (const Claim& child : event.children()) add_conjuncts(child, all);
}

void sort_as_printed(std::vector<Claim>& all) {
  std::vector<std::pair<std::string, Claim>> keyed;
  for (Claim& claim : all) keyed.emplace_back(claims::print(claim), std::move(claim));
  std::sort(keyed.begin(), keyed.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  all.clear();
  for (auto& [key, claim] : keyed) all.push_back(std::move(claim));
}

}  // namespace

Claim in_one_order(const Claim& probability) {
  std::vector<Claim> event, observed, set;
  add_conjuncts(probability.child(0), event);
  for (std::size_t i = 1; i < probability.children().size(); ++i) {
    const Claim& part = probability.child(i);
    if (part.op() == Op::kDo)
      set.insert(set.end(), part.children().begin(), part.children().end());
    else
      add_conjuncts(part, observed);
  }
  for (auto* parts : {&event, &observed, &set}) sort_as_printed(*parts);
  return conditional(claims::all_of(event), observed, set);
}

Claim OpaqueTerms::of(const Claim& claim) {
  if (claim.op() == Op::kProbability) {
    const Claim term = in_one_order(claim);
    const auto [at, is_new] = index_.try_emplace(term, terms_.size());
    if (is_new) {
      terms_.push_back(term);
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
    const auto other =
        index_.find(in_one_order(claims::make(Op::kProbability, "", std::move(parts), {})));
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
