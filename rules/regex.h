// Regular expressions of rule files, by RE2: linear time on any pattern and text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace modus::rules {

// What is wrong with a pattern; nullopt when it is well-formed and small enough.
std::optional<std::string> regex_error(std::string_view pattern);

// Does the pattern match somewhere in the text? A pattern with an error matches nothing.
bool regex_found(std::string_view pattern, std::string_view text);

}  // namespace modus::rules
