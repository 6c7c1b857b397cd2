// How deep brackets nest in a JSON text, told before a parser sees it.
#pragma once

#include <cstddef>
#include <string_view>

namespace modus::neural {

// Brackets inside strings do not count. Linear; works on any bytes.
std::size_t json_depth(std::string_view text);

}  // namespace modus::neural
