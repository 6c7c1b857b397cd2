#include "tests/kg/naive_datalog.h"

#include <algorithm>
#include <functional>

namespace modus::kg {
namespace {

std::uint32_t value_of(Term term, const std::vector<std::uint32_t>& values) {
  return term.is_variable ? values.at(term.value) : term.value;
}

std::size_t variables_of(const HornRule& rule) {
  std::size_t count = 0;
  const auto look = [&](Term term) {
    if (term.is_variable) count = std::max<std::size_t>(count, term.value + 1);
  };
  for (const Atom& atom : rule.body)
    for (const Term term : atom.arguments) look(term);
  for (const Term term : rule.head.arguments) look(term);
  return count;
}

void for_each_assignment(std::size_t variables, const std::vector<std::uint32_t>& constants,
                         const std::function<void(const std::vector<std::uint32_t>&)>& visit) {
  std::vector<std::uint32_t> values(variables);
  const std::function<void(std::size_t)> assign = [&](std::size_t at) {
    if (at == variables) return visit(values);
    for (const std::uint32_t constant : constants) {
      values[at] = constant;
      assign(at + 1);
    }
  };
  assign(0);
}

// The height that one rule instance gives its head, if its body holds.
std::optional<std::uint32_t> height_of(const HornRule& rule, const Heights& heights,
                                       const std::vector<std::uint32_t>& values) {
  for (const auto& [a, b] : rule.distinct)
    if (value_of(a, values) == value_of(b, values)) return std::nullopt;
  std::uint32_t highest = 0;
  for (const Atom& atom : rule.body) {
    const auto it = heights.find(ground(atom, values));
    if ((it != heights.end()) == (atom.polarity == Polarity::kAbsent)) return std::nullopt;
    if (it != heights.end()) highest = std::max(highest, it->second);
  }
  return highest + 1;
}

using Key = std::pair<std::uint32_t, bool>;  // predicate, negative: one arity each in these tests
Key key_of(const Atom& atom) {
  return {atom.predicate.value, atom.polarity == Polarity::kNegative};
}

std::optional<std::map<Key, std::size_t>> strata_of(const std::vector<HornRule>& rules) {
  std::map<Key, std::size_t> strata;
  for (std::size_t pass = 0; pass < 100; ++pass) {
    bool changed = false;
    for (const HornRule& rule : rules) {
      for (const Atom& atom : rule.body) {
        const std::size_t least = strata[key_of(atom)] + (atom.polarity == Polarity::kAbsent);
        std::size_t& mine = strata[key_of(rule.head)];
        if (mine < least) mine = least, changed = true;
      }
    }
    if (!changed) return strata;
  }
  return std::nullopt;
}

}  // namespace

GroundLiteral ground(const Atom& atom, const std::vector<std::uint32_t>& values) {
  GroundLiteral result{atom.predicate.value, atom.polarity == Polarity::kNegative, {}};
  for (const Term term : atom.arguments) result.arguments.push_back(value_of(term, values));
  return result;
}

std::optional<Heights> naive_closure(const std::vector<Atom>& facts,
                                     const std::vector<HornRule>& rules,
                                     const std::vector<std::uint32_t>& constants) {
  auto strata = strata_of(rules);
  if (!strata) return std::nullopt;
  Heights heights;
  for (const Atom& fact : facts) heights[ground(fact, {})] = 0;
  for (std::size_t stratum = 0; stratum <= strata->size(); ++stratum) {
    for (bool changed = true; changed;) {
      changed = false;
      for (const HornRule& rule : rules) {
        if ((*strata)[key_of(rule.head)] != stratum) continue;
        for_each_assignment(variables_of(rule), constants, [&](const auto& values) {
          const auto height = height_of(rule, heights, values);
          if (!height) return;
          const auto [it, is_new] = heights.try_emplace(ground(rule.head, values), *height);
          if (is_new || *height < it->second) it->second = *height, changed = true;
        });
      }
    }
  }
  return heights;
}

}  // namespace modus::kg
