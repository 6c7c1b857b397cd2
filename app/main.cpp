// The `modus` command. Here alone errors become exit codes.
#include <cstdio>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "app/commands.h"
#include "app/output.h"
#include "app/render_json.h"
#include "base/error.h"
#include "claims/nearest.h"
#include "symbolic/worker.h"

namespace modus::app {
namespace {

constexpr int kBadInput = 2;
constexpr int kOwnBug = 70;

bool asks_for_json(int argc, char** argv) {
  for (int i = 1; i < argc; ++i)
    if (std::string_view(argv[i]) == "--json") return true;
  return false;
}

// The message for a person on stderr, and with --json for a program on stdout.
int report(const std::exception& error, int exit_code, bool json) {
  std::fprintf(stderr, "modus: %s\n", error.what());
  if (exit_code == kOwnBug)
    std::fputs("modus: this is a bug in modus, not in your input: please report it\n", stderr);
  if (json) print_json(error_json(error, exit_code));
  return exit_code;
}

int usage_error(const CLI::App& program, const CLI::ParseError& error, bool json) {
  if (error.get_exit_code() == 0) {
    program.exit(error);  // --help
    return 0;
  }
  return report(Error(fmt::format("{}; see modus --help", error.what())), kBadInput, json);
}

// CLI11 would only say that a subcommand is required.
void refuse_unknown_command(const CLI::App& program, int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-' || argv[1][0] == '\0') return;
  std::vector<std::string_view> known;
  for (const CLI::App* command : program.get_subcommands({})) {
    if (command->get_name() == argv[1]) return;
    known.push_back(command->get_name());
  }
  const std::optional<std::string_view> near = claims::nearest(argv[1], known);
  throw Error(fmt::format("there is no command `{}`{} (see modus --help)", argv[1],
                          near ? fmt::format("; did you mean `{}`?", *near) : ""));
}

int run(int argc, char** argv) {
  const bool json = asks_for_json(argc, argv);
  int exit_code = 0;
  CLI::App program("Modus: a problem, somebody's reasoning, a verdict", "modus");
  program.require_subcommand(1);
  program.failure_message(CLI::FailureMessage::simple);
  program.footer("`modus COMMAND --help` shows options and examples of one command.");
  add_verify(program, exit_code);
  add_solve(program, exit_code);
  add_prompt(program, exit_code);
  add_generate(program, exit_code);
  add_rules(program, exit_code);
  add_eval(program, exit_code);
  add_data(program, exit_code);
  add_claim(program, exit_code);
  add_train(program, exit_code);
  add_quantize(program, exit_code);
  add_convert(program, exit_code);
  add_bench(program, exit_code);
  add_inspect(program, exit_code);
  add_version(program, exit_code);
  add_completion(program, exit_code);
  try {
    refuse_unknown_command(program, argc, argv);
    program.parse(argc, argv);
    return exit_code;
  } catch (const CLI::ParseError& error) {
    return usage_error(program, error, json);
  } catch (const SolverError& error) {
    return report(error, kOwnBug, json);
  } catch (const Error& error) {
    return report(error, kBadInput, json);
  } catch (const std::exception& error) {
    return report(error, kOwnBug, json);
  }
}

}  // namespace
}  // namespace modus::app

int main(int argc, char** argv) {
  modus::symbolic::run_worker_if_asked(argc, argv);
  modus::app::exit_on_interrupt();
  try {
    return modus::app::run(argc, argv);
  } catch (const std::exception& error) {  // the report itself failed: standard output is gone
    std::fprintf(stderr, "modus: %s\n", error.what());
    return 70;
  }
}
