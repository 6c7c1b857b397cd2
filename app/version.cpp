// modus version
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/output.h"
#include "symbolic/layers/layers.h"

namespace modus::app {

void add_version(CLI::App& program, int& exit_code) {
  program.set_version_flag("--version", "modus " MODUS_VERSION);
  const auto json = std::make_shared<bool>(false);
  CLI::App* command = program.add_subcommand("version", "Version, and what this build holds");
  command->add_flag("--json", *json, "One JSON object on standard output");
  command->callback([json, &exit_code] {
    const bool cvc5 = symbolic::has_double_check();
    if (*json)
      print_json(nlohmann::ordered_json{{"version", MODUS_VERSION}, {"cvc5", cvc5}}.dump());
    else
      print(std::string("modus " MODUS_VERSION ", ") + (cvc5 ? "with" : "without") +
            " cvc5 for --double-check\n");
    exit_code = 0;
  });
}

}  // namespace modus::app
