#include "bridge/prompted/near_readings.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <utility>

namespace modus::bridge {
namespace {

using claims::Claim;
using claims::Op;

constexpr std::size_t kMostPlaces = 5;  // with the sides of a conditional

bool is_pair(const Claim& claim) {
  return claim.op() == Op::kApply && claim.children().size() == 2 &&
         claim.child(0) != claim.child(1);
}

std::size_t pairs_in(const Claim& claim) {
  if (is_pair(claim)) return 1;
  std::size_t pairs = 0;
  if (claims::is_connective(claim.op()))
    for (const Claim& child : claim.children()) pairs += pairs_in(child);
  return pairs;
}

// Pair k, counted from the left, is turned round where bit k of `turned` is set.
Claim turn(const Claim& claim, std::uint32_t turned, std::size_t& k) {
  if (is_pair(claim)) {
    if (((turned >> k++) & 1) == 0) return claim;
    return claims::make(claim.op(), claim.name(), {claim.child(1), claim.child(0)}, claim.span());
  }
  if (!claims::is_connective(claim.op())) return claim;
  std::vector<Claim> children;
  for (const Claim& child : claim.children()) children.push_back(turn(child, turned, k));
  return claims::make(claim.op(), claim.name(), std::move(children), claim.span());
}

bool may_change_sides(const Claim& claim) {
  return claim.op() == Op::kImplies && claims::is_literal(claim.child(0)) &&
         claims::is_literal(claim.child(1));
}

}  // namespace

std::vector<Claim> near_readings(const Claim& claim) {
  const std::size_t pairs = pairs_in(claim);
  const std::size_t places = pairs + (may_change_sides(claim) ? 1 : 0);
  if (places == 0 || places > kMostPlaces || pairs > 4) return {};
  std::vector<std::uint32_t> changes;
  for (std::uint32_t change = 1; change < (1u << places); ++change) changes.push_back(change);
  std::ranges::stable_sort(changes, {}, [](std::uint32_t change) { return std::popcount(change); });
  std::vector<Claim> readings;
  for (const std::uint32_t change : changes) {
    std::size_t k = 0;
    Claim reading = turn(claim, change, k);
    if (((change >> pairs) & 1) != 0)
      reading = claims::make(reading.op(), "", {reading.child(1), reading.child(0)}, claim.span());
    readings.push_back(std::move(reading));
  }
  return readings;
}

}  // namespace modus::bridge
