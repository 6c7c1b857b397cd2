// modus quantize: a model folder in float32 to one with int8 matrices, a quarter of the size.
#include <filesystem>
#include <memory>
#include <string>

#include <fmt/core.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/output.h"
#include "base/error.h"
#include "base/files.h"
#include "neural/checkpoint.h"
#include "neural/quantise.h"

namespace modus::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxTokenizerBytes = 64u << 20;

struct Arguments {
  std::string source, out;
  bool json = false;
};

constexpr const char* kExamples =
    "Example:\n"
    "  modus quantize runs/nano models/nano\n"
    "Matrices become int8 with one scale a row; norms and routers stay float32.";

int quantize(const Arguments& arguments) {
  const neural::Checkpoint checkpoint = neural::load_checkpoint(arguments.source);
  std::error_code error;
  fs::create_directories(arguments.out, error);
  if (error) throw IoError(fmt::format("{}: {}", arguments.out, error.message()));
  if (fs::equivalent(arguments.source, arguments.out))
    throw ConfigError("the quantised model needs a folder of its own");
  const neural::ModelWeights quantised = neural::quantise(*checkpoint.weights);
  neural::save_weights(arguments.out, quantised);
  write_file(arguments.out + "/tokenizer.json",
             read_file(arguments.source + "/tokenizer.json", kMaxTokenizerBytes));
  const auto bytes = [](const std::string& folder) {
    return fs::file_size(fs::path(folder) / "model.safetensors");
  };
  if (arguments.json) {
    print_json(nlohmann::ordered_json({{"out", arguments.out},
                                       {"bytes_before", bytes(arguments.source)},
                                       {"bytes", bytes(arguments.out)}})
                   .dump());
  } else {
    print(fmt::format("{}: {:.1f} MB, was {:.1f} MB\n", arguments.out,
                      static_cast<double>(bytes(arguments.out)) / 1e6,
                      static_cast<double>(bytes(arguments.source)) / 1e6));
  }
  return 0;
}

}  // namespace

void add_quantize(CLI::App& program, int& exit_code) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      program.add_subcommand("quantize", "A float32 model folder to int8, one scale a row");
  command->add_option("source", arguments->source, "Folder with config, weights and tokenizer")
      ->required();
  command->add_option("out", arguments->out, "Folder of the quantised model")->required();
  command->add_flag("--json", arguments->json, "One JSON object on standard output");
  command->footer(kExamples);
  command->callback([arguments, &exit_code] { exit_code = quantize(*arguments); });
}

}  // namespace modus::app
