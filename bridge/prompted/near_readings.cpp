#include "bridge/prompted/near_readings.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace modus::bridge {
namespace {

using claims::Claim;
using claims::Op;

constexpr std::size_t kMostReadings = 1024;
constexpr std::size_t kMostPlaces = 8;

bool is_place(const Claim& argument) {
  return argument.op() == Op::kName || argument.op() == Op::kVariable;
}

// The arguments of the claim's atoms, from the left.
void add_places(const Claim& claim, std::vector<Claim>& places) {
  if (claim.op() == Op::kApply) {
    for (const Claim& argument : claim.children())
      if (is_place(argument)) places.push_back(argument);
  } else if (claims::is_connective(claim.op())) {
    for (const Claim& child : claim.children()) add_places(child, places);
  }
}

// The claim with other terms in these places.
Claim filled(const Claim& claim, const std::vector<Claim>& places, std::size_t& next) {
  if (claim.op() != Op::kApply && !claims::is_connective(claim.op())) return claim;
  std::vector<Claim> children;
  for (const Claim& child : claim.children()) {
    if (claim.op() != Op::kApply)
      children.push_back(filled(child, places, next));
    else
      children.push_back(is_place(child) ? places[next++] : child);
  }
  return claims::make(claim.op(), claim.name(), std::move(children), claim.span());
}

struct Changed {
  std::vector<Claim> places;
  bool sides = false;
};

class Changes {
 public:
  Changes(const Claim& claim, std::vector<Claim> places, std::span<const Claim> others)
      : claim_(claim), original_(std::move(places)) {
    for (const Claim& place : original_) add_term(place);
    for (const Claim& other : others) add_term(other);
  }

  // With `left` places still to change from place `at` on.
  void add(std::size_t at, std::size_t left, Changed changed) {
    if (found_.size() >= kMostReadings) return;
    if (left == 0) {
      std::size_t next = 0;
      Claim reading = filled(claim_, changed.places, next);
      if (changed.sides) reading = claims::binary(Op::kImplies, reading.child(1), reading.child(0));
      found_.push_back(std::move(reading));
      return;
    }
    if (original_.size() < at + left) return;
    for (const Claim& term : terms_) {
      if (term == original_[at]) continue;
      Changed more = changed;
      more.places[at] = term;
      add(at + 1, left - 1, std::move(more));
    }
    add(at + 1, left, std::move(changed));
  }

  const std::vector<Claim>& places() const { return original_; }
  std::vector<Claim> take() { return std::move(found_); }

 private:
  void add_term(const Claim& term) {
    if (std::ranges::find(terms_, term) == terms_.end()) terms_.push_back(term);
  }

  const Claim& claim_;
  const std::vector<Claim> original_;
  std::vector<Claim> terms_, found_;
};

bool may_change_sides(const Claim& claim) {
  return claim.op() == Op::kImplies && claims::is_literal(claim.child(0)) &&
         claims::is_literal(claim.child(1));
}

}  // namespace

std::vector<Claim> near_readings(const Claim& claim, std::span<const Claim> others) {
  std::vector<Claim> places;
  add_places(claim, places);
  if (places.empty() || places.size() > kMostPlaces) return {};
  Changes changes(claim, std::move(places), others);
  const std::size_t count = changes.places().size();
  for (std::size_t total = 1; total <= count + 1; ++total) {
    if (total <= count) changes.add(0, total, {.places = changes.places()});
    if (may_change_sides(claim))
      changes.add(0, total - 1, {.places = changes.places(), .sides = true});
  }
  return changes.take();
}

}  // namespace modus::bridge
