// Where the model is that `solve` and `eval` use.
#pragma once

#include <optional>
#include <string>

namespace modus::app {

// asked: a folder, or the name of a shipped model ("nano", the default). A name is looked for in
// MODUS_MODELS, beside the program, in its installation's share/modus and in the source tree that
// it was built from. nullopt: there is no such model; throws ConfigError where a folder was asked
// for that is none.
std::optional<std::string> find_model(const std::string& asked);

}  // namespace modus::app
