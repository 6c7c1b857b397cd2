// What an error about an unknown word says last.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace modus::rules {

// "; did you mean `severity`?", or "; known are: a, b, c" when none is near.
std::string suggestion(std::string_view word, std::span<const std::string_view> known);

}  // namespace modus::rules
