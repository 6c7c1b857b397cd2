// modus quantize MODEL --output OUT: a model in fewer bits. A public checkpoint becomes one file
// in 4 bits, a folder of our own a folder with int8 matrices.
#include <filesystem>
#include <memory>
#include <string>

#include <fmt/core.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/compare_models.h"
#include "base/error.h"
#include "base/files.h"
#include "neural/checkpoint.h"
#include "neural/public/w4_file.h"
#include "neural/quantise.h"

namespace modus::app {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

constexpr std::size_t kMaxTokenizerBytes = 64u << 20;

struct QuantizeArguments {
  std::string source, out;
  ReportOptions report;
};

constexpr const char* kQuantizeExamples =
    "Examples:\n"
    "  modus quantize Qwen2.5-0.5B-Instruct --output qwen.safetensors --compare some_text.txt\n"
    "  modus quantize runs/nano --output models/nano\n"
    "Matrices of a public model become W4: 4 bits with a scale and a zero for each 32, 4.5 bits "
    "a weight; its embedding and output layer 8 bits. Those of a model of our own become int8 with "
    "one scale a row. Norms and routers stay float32.";

void require_another(const QuantizeArguments& arguments) {
  std::error_code none;
  if (fs::equivalent(arguments.source, arguments.out, none))
    throw ConfigError("the quantised model needs a name of its own");
}

void quantize_public(const QuantizeArguments& arguments) {
  if (!neural::is_w4_name(arguments.out))
    throw ConfigError("a public model becomes one file: its name should end with .safetensors");
  require_another(arguments);
  neural::write_w4(neural::open_public_model(arguments.source), arguments.out);
}

void quantize_our_own(const QuantizeArguments& arguments) {
  if (!arguments.report.compare.empty()) throw ConfigError("--compare is for public models");
  const neural::Checkpoint checkpoint = neural::load_checkpoint(arguments.source);
  std::error_code error;
  fs::create_directories(arguments.out, error);
  if (error) throw IoError(fmt::format("{}: {}", arguments.out, error.message()));
  require_another(arguments);
  const neural::ModelWeights quantised = neural::quantise(*checkpoint.weights);
  neural::save_weights(arguments.out, quantised);
  write_file(arguments.out + "/tokenizer.json",
             read_file(arguments.source + "/tokenizer.json", kMaxTokenizerBytes));
}

int quantize(const QuantizeArguments& arguments) {
  if (neural::is_public_model(arguments.source))
    quantize_public(arguments);
  else
    quantize_our_own(arguments);
  const std::size_t before = weight_file_bytes(arguments.source);
  const std::size_t after = weight_file_bytes(arguments.out);
  const Json json = {{"out", arguments.out}, {"bytes_before", before}, {"bytes", after}};
  const std::string line =
      fmt::format("{}: {:.1f} MB, was {:.1f} MB\n", arguments.out, static_cast<double>(after) / 1e6,
                  static_cast<double>(before) / 1e6);
  report_written(arguments.source, arguments.out, arguments.report, json.dump(), line);
  return 0;
}

}  // namespace

void add_quantize(CLI::App& program, int& exit_code) {
  const auto arguments = std::make_shared<QuantizeArguments>();
  CLI::App* command = program.add_subcommand("quantize", "A model in fewer bits");
  command
      ->add_option("source", arguments->source,
                   "A Hugging Face folder, FILE.gguf, or a folder of our own in float32")
      ->required();
  command
      ->add_option("--output", arguments->out,
                   "FILE.safetensors of a public model, the folder of one of our own")
      ->required();
  add_report_options(*command, arguments->report);
  command->footer(kQuantizeExamples);
  command->callback([arguments, &exit_code] { exit_code = quantize(*arguments); });
}

}  // namespace modus::app
