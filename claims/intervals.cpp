#include "claims/intervals.h"

#include <array>
#include <vector>

#include "base/error.h"

namespace modus::claims {
namespace {

constexpr std::array kNames = std::to_array<std::string_view>(
    {"before", "during", "interval_before", "interval_after", "interval_meets", "interval_met_by",
     "interval_overlaps", "interval_overlapped_by", "interval_starts", "interval_started_by",
     "interval_during", "interval_contains", "interval_finishes", "interval_finished_by",
     "interval_equals"});

Claim start(const Claim& interval) { return apply("start", {interval}); }
Claim end(const Claim& interval) { return apply("end", {interval}); }
Claim less(const Claim& a, const Claim& b) { return binary(Op::kLess, a, b); }
Claim same(const Claim& a, const Claim& b) { return binary(Op::kEqual, a, b); }

// The seven relations of which the other six are the converses.
Claim forward(std::string_view name, const Claim& a, const Claim& b) {
  if (name == "before") return less(end(a), start(b));
  if (name == "meets") return same(end(a), start(b));
  if (name == "overlaps")
    return both(less(start(a), start(b)), both(less(start(b), end(a)), less(end(a), end(b))));
  if (name == "starts") return both(same(start(a), start(b)), less(end(a), end(b)));
  if (name == "during") return both(less(start(b), start(a)), less(end(a), end(b)));
  if (name == "finishes") return both(less(start(b), start(a)), same(end(a), end(b)));
  MODUS_CHECK(name == "equals", "no relation of intervals: {}", name);
  return both(same(start(a), start(b)), same(end(a), end(b)));
}

struct Converse {
  std::string_view name, of;
};
constexpr std::array kConverses = std::to_array<Converse>({{"after", "before"},
                                                           {"met_by", "meets"},
                                                           {"overlapped_by", "overlaps"},
                                                           {"started_by", "starts"},
                                                           {"contains", "during"},
                                                           {"finished_by", "finishes"}});

}  // namespace

std::span<const std::string_view> interval_relations() { return kNames; }

Claim interval_comparison(const Claim& relation) {
  constexpr std::string_view kPrefix = "interval_";
  std::string_view name = relation.name();
  if (name.starts_with(kPrefix)) name.remove_prefix(kPrefix.size());
  const Claim &a = relation.child(0), &b = relation.child(1);
  for (const Converse& converse : kConverses)
    if (converse.name == name) return forward(converse.of, b, a);
  return forward(name, a, b);
}

Claim proper_intervals(const Claim& relation) {
  const Claim &a = relation.child(0), &b = relation.child(1);
  return both(less(start(a), end(a)), less(start(b), end(b)));
}

}  // namespace modus::claims
