// Where the project's sources are: examples, models and expected outputs that tests read.
#pragma once

#include <string>

namespace modus {

// Absolute, without a slash at its end. In tests/main.cpp, the one file that is built with the
// path: the objects of all others are the same wherever the project lies, and compiler caches share
// them.
std::string source_folder();

}  // namespace modus
