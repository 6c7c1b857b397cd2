#include "kg/strata.h"

#include <algorithm>
#include <deque>

namespace modus::kg {
namespace {

// A path of dependencies from one relation to another, both ends included; empty when there is
// none.
std::vector<std::size_t> path(std::size_t from, std::size_t to,
                              const std::vector<std::vector<std::size_t>>& uses) {
  constexpr std::size_t kUnseen = static_cast<std::size_t>(-1);
  std::vector<std::size_t> before(uses.size(), kUnseen);
  std::deque<std::size_t> queue = {from};
  before[from] = from;
  while (!queue.empty() && before[to] == kUnseen) {
    const std::size_t at = queue.front();
    queue.pop_front();
    for (const std::size_t next : uses[at])
      if (before[next] == kUnseen) before[next] = at, queue.push_back(next);
  }
  if (before[to] == kUnseen) return {};
  std::vector<std::size_t> result = {to};
  while (result.back() != from) result.push_back(before[result.back()]);
  std::reverse(result.begin(), result.end());
  return result;
}

Cycle find_cycle(std::size_t relation_count, std::span<const Dependency> dependencies) {
  std::vector<std::vector<std::size_t>> uses(relation_count);
  for (const Dependency& d : dependencies) uses[d.head].push_back(d.body);
  for (const Dependency& d : dependencies) {
    if (!d.absent) continue;
    std::vector<std::size_t> back = path(d.body, d.head, uses);
    if (back.empty()) continue;
    back.insert(back.begin(), d.head);
    return {std::move(back)};
  }
  return {};
}

}  // namespace

std::variant<std::vector<std::size_t>, Cycle> stratify(std::size_t relation_count,
                                                       std::span<const Dependency> dependencies) {
  std::vector<std::size_t> stratum(relation_count, 0);
  if (std::none_of(dependencies.begin(), dependencies.end(),
                   [](const Dependency& d) { return d.absent; }))
    return stratum;
  // Relations that can only be reached acyclically settle within relation_count passes.
  for (std::size_t pass = 0; pass <= relation_count; ++pass) {
    bool changed = false;
    for (const Dependency& d : dependencies) {
      const std::size_t least = stratum[d.body] + (d.absent ? 1 : 0);
      if (stratum[d.head] >= least) continue;
      stratum[d.head] = least;
      changed = true;
    }
    if (!changed) return stratum;
  }
  return find_cycle(relation_count, dependencies);
}

}  // namespace modus::kg
