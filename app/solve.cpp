// modus solve: claims or English in, a verified chain out. English is read by a model where there
// is one, else by the template reader.
#include <memory>
#include <optional>
#include <string>

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include "app/answer_input.h"
#include "app/check_flags.h"
#include "app/commands.h"
#include "app/model_flags.h"
#include "app/model_folder.h"
#include "app/output.h"
#include "app/render_json.h"
#include "app/render_text.h"
#include "app/solve_by_model.h"
#include "app/solve_by_text_model.h"
#include "app/text_model_source.h"
#include "base/error.h"
#include "claims/chain_text.h"
#include "symbolic/solve.h"
#include "tasks/template_reader.h"

namespace modus::app {
namespace {

enum class Reader { kClaims, kTemplate, kModel };

struct SolveArguments {
  std::string problem;
  std::optional<Reader> reader;
  ModelFlags model;
  CheckFlags flags;
};

constexpr const char* kSolveExamples =
    "Examples:\n"
    "  modus solve examples/solve/museum.claims\n"
    "  echo 'Ann is kind. All kind people are patient. Is Ann patient?' | modus solve -\n"
    "  modus solve examples/solve/worlds.txt --as template\n"
    "  modus solve examples/solve/museum.txt --model http://localhost:8080/v1\n"
    "Exit codes are those of modus verify.";

claims::Chain read_english(const NamedText& problem) {
  tasks::TemplateReading reading = tasks::read_by_template(problem.text);
  if (reading.chain) {
    reading.chain->source_name = problem.name;
    return *std::move(reading.chain);
  }
  throw Error(fmt::format(
      "{} is neither claims nor English of the template kind ({}): write it as claims, as "
      "examples/solve/museum.claims does, or let a chat model write a chain with modus prompt",
      problem.name, reading.unread));
}

// By what it looks like, and by what there is.
Reader reader_for(const NamedText& problem, bool has_model) {
  if (detect_form(problem.text) != Form::kProse) return Reader::kClaims;
  return has_model ? Reader::kModel : Reader::kTemplate;
}

int solve(const SolveArguments& arguments) {
  const NamedText problem = read_named(arguments.problem);
  if (problem.text.find_first_not_of(" \t\r\n") == std::string::npos)
    throw Error(fmt::format("{} is empty: there is no problem to solve", problem.name));
  const bool public_model = names_text_model(arguments.model);
  const std::optional<std::string> model = public_model          ? arguments.model.model
                                           : has_model_runtime() ? find_model(arguments.model.model)
                                                                 : std::nullopt;
  const Reader reader = arguments.reader.value_or(reader_for(problem, model.has_value()));
  if (reader == Reader::kModel) {
    if (public_model) return solve_by_text_model(problem, arguments.model, arguments.flags);
    if (!model) throw ConfigError(fmt::format("there is no model `{}`", arguments.model.model));
    return solve_by_model(problem, *model, arguments.model, arguments.flags);
  }
  const Stopwatch watch;
  const CheckSetup setup(arguments.flags);
  const symbolic::Solution solution = symbolic::solve_claims(
      reader == Reader::kClaims ? claims::parse_problem_claims(problem.text, problem.name)
                                : read_english(problem),
      setup.options());
  draw_if_asked(arguments.flags, solution.chain, solution.result);
  if (arguments.flags.json) {
    print_json(chain_result_json(solution.chain, solution.result, watch.elapsed_s()));
  } else {
    const TextView view = {.ink = ink_of_stdout(), .elapsed_s = watch.elapsed_s()};
    print((reader == Reader::kTemplate ? "  read by template\n" : "") +
          render_chain(solution.chain, solution.result, view));
  }
  return symbolic::exit_code(solution.result.verdict);
}

}  // namespace

void add_solve(CLI::App& program, int& exit_code) {
  const auto arguments = std::make_shared<SolveArguments>();
  CLI::App* command = program.add_subcommand(
      "solve", "Givens and a question as claims, or plain English: a verified chain");
  command->add_option("problem", arguments->problem, "A file, or - for standard input")->required();
  command
      ->add_option("--as", arguments->reader,
                   "claims | english (by model) | template; by default as it looks")
      ->transform(CLI::Transformer(std::map<std::string, Reader>{{"claims", Reader::kClaims},
                                                                 {"english", Reader::kModel},
                                                                 {"template", Reader::kTemplate}}));
  add_model_flags(*command, arguments->model);
  add_check_flags(*command, arguments->flags);
  command->footer(kSolveExamples);
  command->callback([arguments, &exit_code] { exit_code = solve(*arguments); });
}

}  // namespace modus::app
