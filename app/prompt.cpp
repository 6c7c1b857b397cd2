// modus prompt: instructions for a chat model, with the problem where there is one.
#include <memory>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/answer_input.h"
#include "app/commands.h"
#include "app/output.h"
#include "app/prompt_text.h"

namespace modus::app {

void add_prompt(CLI::App& program, int& exit_code) {
  struct Arguments {
    std::optional<std::string> problem;
    bool json = false;
  };
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = program.add_subcommand(
      "prompt", "Instructions that make a chat model answer as a chain, to paste into verify");
  command->add_option("problem", arguments->problem, "The problem's text, or - for standard input");
  command->add_flag("--json", arguments->json, "One JSON object on standard output");
  command->footer(
      "Examples:\n"
      "  modus prompt rolls.txt | xclip\n"
      "  modus prompt rolls.txt | some_model | modus verify - --problem rolls.txt");
  command->callback([arguments, &exit_code] {
    const std::string prompt = arguments->problem ? prompt_for(read_named(*arguments->problem).text)
                                                  : chain_instructions();
    if (arguments->json)
      print_json(nlohmann::ordered_json{{"prompt", prompt}}.dump());
    else
      print(prompt);
    exit_code = 0;
  });
}

}  // namespace modus::app
