// Unsatisfiable cores, made minimal by deletion: what is left out of the result is not needed, what
// is in it is.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace modus::symbolic {

using Indices = std::vector<std::size_t>;

// core: indices of premises that are contradictory together (with whatever `unsatisfiable` adds).
// unsatisfiable: false also where it cannot be decided. Ascending; cores beyond kMaxMinimised
// members come back as they are.
inline constexpr std::size_t kMaxMinimised = 64;
Indices minimised(Indices core, const std::function<bool(const Indices&)>& unsatisfiable);

}  // namespace modus::symbolic
