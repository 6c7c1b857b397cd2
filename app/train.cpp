// modus train: a recipe in, a model folder out; resumable.
#include <memory>

#include <CLI/CLI.hpp>

#include "app/commands.h"
#include "app/train_run.h"

namespace modus::app {
namespace {

constexpr const char* kTrainExamples =
    "Examples:\n"
    "  modus train models/nano/recipe.toml --out runs/nano\n"
    "  modus train models/nano/recipe.toml --out runs/nano --resume\n"
    "Ctrl-C writes a checkpoint and stops; a second one stops at once.";

}  // namespace

void add_train(CLI::App& program, int& exit_code) {
  const auto arguments = std::make_shared<TrainArguments>();
  CLI::App* command = program.add_subcommand("train", "Trains a model from a recipe; resumable");
  command->add_option("recipe", arguments->recipe, "A TOML file")->required();
  command->add_option("--out", arguments->out,
                      "Folder of the run; by default run/ beside the recipe");
  command->add_option("--data", arguments->data, "Folder of the data sets that the recipe names")
      ->envname("MODUS_DATA");
  command->add_flag("--resume", arguments->resume, "Go on from the folder's checkpoint");
  command->add_option("--initial-weights", arguments->initial_weights,
                      "Begin with these weights, float32 or int8 (of an adapter its folder), and "
                      "fresh moments");
  command->add_option("--base", arguments->base,
                      "The public model of a recipe with [adapter]; else the recipe's");
  command->add_option("--isa", arguments->isa, "Instruction set of the kernels: scalar avx2 ...");
  command->footer(kTrainExamples);
  command->callback([arguments, &exit_code] { exit_code = train(*arguments); });
}

}  // namespace modus::app
