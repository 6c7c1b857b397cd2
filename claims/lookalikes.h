// Signs that people write and the language does not have, with what to write instead.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace modus::claims {

// The remedy for what stands at the front of the text, looking at the longest sign first: `≤` and
// `=<` give "write <=". nullopt when nothing is known about it. `<=` itself has no remedy.
std::optional<std::string> lookalike_remedy(std::string_view text);

// "Anne" -> "names are lower case, write anne", "X_1" -> "... write X1".
std::string word_remedy(std::string_view word);

}  // namespace modus::claims
