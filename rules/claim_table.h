// Claims with dense numbers: equal claims have one. Compact, because a long chain's claims are
// looked up at random.
//
//   number_of(nice(ann))  0, new     number_of(kind(ann))  1, new     number_of(nice(ann))  0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "claims/claim.h"

namespace modus::rules {

class ClaimTable {
 public:
  // The claim's number, and whether it is a new one: the number of claims so far.
  std::pair<std::uint32_t, bool> number_of(const claims::Claim& claim);
  const claims::Claim& claim(std::uint32_t number) const { return claims_[number]; }

 private:
  static constexpr std::uint32_t kEmpty = static_cast<std::uint32_t>(-1);
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = kEmpty;
  };
  void grow();

  std::vector<claims::Claim> claims_;
  std::vector<Slot> slots_;  // open addressing, a power of two, at most half full
};

}  // namespace modus::rules
