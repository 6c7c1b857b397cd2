#include "bridge/branches.h"

#include <algorithm>

namespace modus::bridge {

void Branches::chose(std::size_t boundary, std::span<const neural::TokenId> path,
                     std::span<const Other> others) {
  if (boundaries_.size() <= boundary) boundaries_.resize(boundary + 1);
  AtBoundary& at = boundaries_[boundary];
  std::vector<neural::TokenId> tokens(path.begin(), path.end());
  std::erase_if(at.untried, [&](const Branch& branch) { return branch.tokens == tokens; });
  at.known.insert(tokens);
  for (const Other& other : others) {
    tokens.back() = other.token;
    if (at.known.insert(tokens).second)
      at.untried.push_back({boundary, tokens, other.log_probability});
  }
}

std::optional<Branch> Branches::take_best() {
  const auto better = [](const Branch& a, const Branch& b) {
    if (a.log_probability != b.log_probability) return a.log_probability > b.log_probability;
    return a.boundary != b.boundary ? a.boundary < b.boundary : a.tokens < b.tokens;
  };
  const Branch* best = nullptr;
  for (const AtBoundary& at : boundaries_)
    for (const Branch& branch : at.untried)
      if (best == nullptr || better(branch, *best)) best = &branch;
  if (best == nullptr) return std::nullopt;
  const Branch taken = *best;
  std::erase_if(boundaries_[taken.boundary].untried,
                [&](const Branch& branch) { return branch.tokens == taken.tokens; });
  return taken;
}

void Branches::rollback(std::size_t boundaries) {
  if (boundaries < boundaries_.size()) boundaries_.resize(boundaries);
}

}  // namespace modus::bridge
