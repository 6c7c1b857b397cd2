#include "symbolic/layers/core.h"

#include <algorithm>

namespace modus::symbolic {

Indices minimised(Indices core, const std::function<bool(const Indices&)>& unsatisfiable) {
  std::sort(core.begin(), core.end());
  if (core.size() > kMaxMinimised) return core;
  for (std::size_t i = core.size(); i-- > 0;) {
    Indices fewer = core;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (unsatisfiable(fewer)) core = std::move(fewer);
  }
  return core;
}

}  // namespace modus::symbolic
