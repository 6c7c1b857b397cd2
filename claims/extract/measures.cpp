#include "claims/extract/measures.h"

#include <map>
#include <set>
#include <string_view>

#include "claims/extract/words.h"

namespace modus::claims {
namespace {

using Measures = std::map<std::string_view, std::set<std::string_view>>;  // units by dimension

Measures measures_of(const ProseTerm& term) {
  Measures measures;
  for (const std::string& word : term.units)
    if (const std::string_view dimension = dimension_of_word(word); !dimension.empty())
      measures[dimension].insert(unit_stem(word));
  return measures;
}

bool is_cents(const std::set<std::string_view>& units) { return units.contains("cent"); }

}  // namespace

bool hides_conversion(const ProseTerm& left, const ProseTerm& right) {
  const Measures on_left = measures_of(left);
  for (const auto& [dimension, units] : measures_of(right)) {
    const auto found = on_left.find(dimension);
    if (found == on_left.end()) {
      // 0.25 * 2 = 50 cents
      if (is_cents(units) && left.fractional) return true;
      continue;
    }
    // A factor may convert, but then its unit stands on the left: 3 hours * 60 minutes = 180
    // minutes.
    for (const std::string_view unit : units)
      if (!found->second.contains(unit)) return true;
    if (right.additive && units.size() > 1) return true;
  }
  if (!left.additive) return false;
  for (const auto& [dimension, units] : on_left)
    if (units.size() > 1) return true;
  return false;
}

bool divides_measures(const ProseTerm& quotient, const ProseTerm& result) {
  const Measures of_result = measures_of(result);
  for (const auto& [dimension, units] : measures_of(quotient))
    if (units.size() > 1 && !of_result.contains(dimension)) return true;
  return false;
}

}  // namespace modus::claims
