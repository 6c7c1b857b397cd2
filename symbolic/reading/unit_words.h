// Words for the unit of a number: "3 kilometres" is 3 km.
#pragma once

#include <cstddef>
#include <set>
#include <string>

#include "claims/claim.h"
#include "symbolic/reading/comparison_words.h"

namespace modus::symbolic::reading {

// "" where the range has words for all parts of the literal's unit, which are added to `used`; else
// the part that it lacks.
std::string missing_unit(const claims::Literal& literal, const WordRange& range,
                         std::set<std::size_t>& used);

}  // namespace modus::symbolic::reading
