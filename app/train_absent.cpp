// modus train in a build without LibTorch: says how to get one.
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "app/commands.h"
#include "base/error.h"

namespace modus::app {

void add_train(CLI::App& program, int&) {
  CLI::App* command =
      program.add_subcommand("train", "Trains a model (needs a build with LibTorch)");
  command->allow_extras();
  command->callback([] {
    throw Error("this build has no training: ./dev build --training fetches LibTorch and adds it");
  });
}

}  // namespace modus::app
