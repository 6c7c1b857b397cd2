#include "app/model_flags.h"

#include <CLI/CLI.hpp>

namespace modus::app {

void add_model_flags(CLI::App& command, ModelFlags& flags) {
  command.add_option("--model", flags.model, "A model's folder, or the name of a shipped one")
      ->envname("MODUS_MODEL")
      ->capture_default_str();
  command
      .add_option("--mask", flags.mask,
                  "What the model may write: off | grammar | sayable | grounded | conclusions")
      ->capture_default_str();
  command.add_option("--temperature", flags.temperature, "0: always the most probable token")
      ->check(CLI::Range(0.0, 10.0))
      ->capture_default_str();
  if (command.get_option_no_throw("--seed") == nullptr)
    command.add_option("--seed", flags.seed, "Of what is drawn at a temperature above 0")
        ->capture_default_str();
}

}  // namespace modus::app
