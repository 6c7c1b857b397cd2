// modus convert SOURCE OUT: a public checkpoint into one GGUF file, quantised where wanted, or into
// a Hugging Face folder.
#include <filesystem>
#include <memory>
#include <string>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/compare_models.h"
#include "base/error.h"
#include "neural/public/convert.h"
#include "neural/public/hub_files.h"

namespace modus::app {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

struct ConvertArguments {
  std::string source, out;
  std::string format = "Q8_0";
  ReportOptions report;
};

constexpr const char* kConvertExamples =
    "Examples:\n"
    "  modus convert Qwen2.5-0.5B-Instruct qwen.gguf\n"
    "  modus convert Qwen2.5-0.5B-Instruct qwen.gguf --format Q4_1 --compare some_text.txt\n"
    "  modus convert qwen.gguf Qwen2.5-0.5B-Instruct --format BF16";

kernels::BlockFormat format_named(const std::string& name) {
  for (const kernels::BlockFormat format : kernels::all_block_formats())
    if (kernels::to_string(format) == name) return format;
  throw ConfigError(
      fmt::format("there is no format `{}`: take F32, F16, BF16, Q8_0, Q4_0 or Q4_1", name));
}

int convert(const ConvertArguments& arguments) {
  std::error_code none;
  if (fs::equivalent(arguments.source, arguments.out, none))
    throw ConfigError("the written file needs a name of its own");
  const neural::PublicFiles files = neural::open_public_model(arguments.source);
  const kernels::BlockFormat format = format_named(arguments.format);
  if (arguments.out.ends_with(".gguf"))
    neural::convert_to_gguf(files, format, arguments.out);
  else
    neural::write_hub_folder(files, format, arguments.out);
  const Json json = {{"out", arguments.out},
                     {"format", arguments.format},
                     {"bytes", weight_file_bytes(arguments.out)}};
  const std::string line =
      fmt::format("{}: {:.1f} MB in {}\n", arguments.out,
                  static_cast<double>(weight_file_bytes(arguments.out)) / 1e6, arguments.format);
  report_written(arguments.source, arguments.out, arguments.report, json.dump(), line);
  return 0;
}

}  // namespace

void add_convert(CLI::App& program, int& exit_code) {
  const auto arguments = std::make_shared<ConvertArguments>();
  CLI::App* command = program.add_subcommand(
      "convert", "A public model (Hugging Face folder or GGUF) into one GGUF file, or a folder");
  command->add_option("source", arguments->source, "A Hugging Face folder, or FILE.gguf")
      ->required();
  command->add_option("out", arguments->out, "FILE.gguf, or the folder to write")->required();
  command
      ->add_option("--format", arguments->format,
                   "Of matrices: F32, F16, BF16; of a GGUF file also Q8_0, Q4_0 or Q4_1")
      ->capture_default_str();
  add_report_options(*command, arguments->report);
  command->footer(kConvertExamples);
  command->callback([arguments, &exit_code] { exit_code = convert(*arguments); });
}

}  // namespace modus::app
