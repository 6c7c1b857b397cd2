// modus completion bash: made from the commands themselves, so that it cannot lag behind them.
#include <memory>
#include <string>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/commands.h"
#include "app/output.h"

namespace modus::app {
namespace {

// "--json --svg ... list show": the long options and subcommands of a command.
std::string words_of(const CLI::App& command) {
  std::string words;
  for (const CLI::Option* option : command.get_options())
    for (const std::string& name : option->get_lnames()) words += " --" + name;
  for (const CLI::App* sub : command.get_subcommands({})) words += " " + sub->get_name();
  return words.empty() ? words : words.substr(1);
}

std::string bash_completion(const CLI::App& program) {
  std::string cases;
  for (const CLI::App* command : program.get_subcommands({}))
    cases += fmt::format("    {}) words=\"{}\" ;;\n", command->get_name(), words_of(*command));
  return fmt::format(
      "# bash completion for modus: source <(modus completion bash)\n"
      "_modus() {{\n"
      "  local word=${{COMP_WORDS[COMP_CWORD]}} words\n"
      "  case ${{COMP_WORDS[1]}} in\n{}"
      "    *) words=\"{}\" ;;\n"
      "  esac\n"
      "  [ \"$COMP_CWORD\" = 1 ] && words=\"{}\"\n"
      "  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
      "  [[ $COMP_CWORD -gt 1 && $word != -* ]] && COMPREPLY+=($(compgen -f -- \"$word\"))\n"
      "}}\n"
      "complete -o filenames -F _modus modus\n",
      cases, words_of(program), words_of(program));
}

}  // namespace

void add_completion(CLI::App& program, int& exit_code) {
  CLI::App* command = program.add_subcommand("completion", "Completion for a shell");
  const auto shell = std::make_shared<std::string>();
  command->add_option("shell", *shell, "bash")->required()->check(CLI::IsMember({"bash"}));
  command->footer("Example:\n  source <(modus completion bash)");
  command->callback([&program, shell, &exit_code] {
    print(bash_completion(program));
    exit_code = 0;
  });
}

}  // namespace modus::app
