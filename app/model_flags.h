// The flags of the commands that run a model.
#pragma once

#include <cstdint>
#include <string>

namespace CLI {
class App;
}

namespace modus::app {

struct ModelFlags {
  std::string model = "nano";  // a folder, or the name of a shipped model
  std::string mask = "conclusions";
  std::uint64_t seed = 0;
  double temperature = 0;
};

// Adds --model --mask --temperature to a command, and --seed where it has none of its own. flags
// must outlive the command.
void add_model_flags(CLI::App& command, ModelFlags& flags);

}  // namespace modus::app
