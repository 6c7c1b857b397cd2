#include "rules/claim_table.h"

#include <algorithm>

namespace modus::rules {

std::pair<std::uint32_t, bool> ClaimTable::number_of(const claims::Claim& claim) {
  if (2 * (claims_.size() + 1) > slots_.size()) grow();
  const auto hash = static_cast<std::uint32_t>(claim.hash() >> 32);
  std::size_t at = hash & (slots_.size() - 1);
  for (; slots_[at].number != kEmpty; at = (at + 1) & (slots_.size() - 1))
    if (slots_[at].hash == hash && claims_[slots_[at].number] == claim)
      return {slots_[at].number, false};
  const auto number = static_cast<std::uint32_t>(claims_.size());
  slots_[at] = {hash, number};
  claims_.push_back(claim);
  return {number, true};
}

void ClaimTable::grow() {
  const std::vector<Slot> old = std::move(slots_);
  slots_.assign(std::max<std::size_t>(64, 2 * old.size()), {});
  for (const Slot& slot : old) {
    if (slot.number == kEmpty) continue;
    std::size_t at = slot.hash & (slots_.size() - 1);
    while (slots_[at].number != kEmpty) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

}  // namespace modus::rules
