// modus verify: somebody's reasoning, a verdict.
#include <cstdio>
#include <memory>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "app/answer_input.h"
#include "app/check_flags.h"
#include "app/commands.h"
#include "app/export_steps.h"
#include "app/grey_by_text_model.h"
#include "app/model_flags.h"
#include "app/output.h"
#include "app/render_json.h"
#include "app/render_text.h"
#include "base/error.h"
#include "claims/chain_json.h"
#include "claims/chain_text.h"
#include "symbolic/answer.h"

namespace modus::app {
namespace {

struct VerifyArguments {
  std::string answer;
  std::optional<std::string> problem;
  std::optional<claims::Logic> logic;
  std::optional<Form> form;
  CheckFlags flags;
  ModelFlags model;
  ExportFlags exported;
};

constexpr const char* kVerifyExamples =
    "Examples:\n"
    "  modus verify answer.txt --problem rolls.txt   a model's prose\n"
    "  modus verify examples/verify/rolls            a folder with problem.txt and answer.txt\n"
    "  modus verify museum.chain --svg museum.svg    a chain, and a drawing of it\n"
    "  modus verify answer.txt --html answer.html    a page: what was read, and why it fails\n"
    "  modus verify answer.txt --model SmolLM2.gguf  it reads the sentences that were not read\n"
    "  modus verify museum.chain --export smt2 out   each step's question, for other provers\n"
    "  some_model < prompt.txt | modus verify - --json\n"
    "Exit codes: 0 verified or valid; 1 refuted, unproved or inconsistent; 2 malformed or bad "
    "usage;\n"
    "3 undecided or ungrounded; 70 our own bug; 130 interrupted.";

void export_if_asked(const VerifyArguments& arguments, const claims::Chain& chain,
                     const VerdictOfStep& verdict) {
  if (!arguments.exported.asked()) return;
  const Export done =
      export_steps(arguments.exported, chain, {.effort = arguments.flags.effort}, verdict);
  std::fputs(export_lines(done, arguments.exported).c_str(), stderr);
}

int verify_prose(const VerifyArguments& arguments, const AnswerInput& input) {
  if (arguments.logic == claims::Logic::kDirected)
    throw Error("--logic directed is for chains: claims read from prose are checked classically");
  const Stopwatch watch;
  const CheckSetup setup(arguments.flags);
  const std::string problem = input.problem ? input.problem->text : std::string();
  symbolic::AnswerCheck check = symbolic::check_answer(input.answer.text, problem, setup.options());
  const bool whole = arguments.model.model.empty() ||
                     propose_by_text_model(check, input, arguments.model, setup.options());
  draw_if_asked(arguments.flags, input.answer, check);
  export_if_asked(arguments, check.chain, [](std::size_t) { return ""; });
  if (arguments.exported.to_stdout()) return symbolic::exit_code(check.verdict);
  if (arguments.flags.json)
    print_json(answer_check_json(check, watch.elapsed_s()));
  else
    print(render_answer(check, {.ink = ink_of_stdout(), .elapsed_s = watch.elapsed_s()}));
  return whole ? symbolic::exit_code(check.verdict) : kInterrupted;
}

int verify_chain(const VerifyArguments& arguments, const AnswerInput& input, Form form) {
  const Stopwatch watch;
  const CheckSetup setup(arguments.flags);
  const std::string text = only_the_chain(input.answer.text);
  claims::Chain chain = form == Form::kJson ? claims::chain_from_json(text, input.answer.name)
                                            : claims::parse_chain(text, input.answer.name);
  if (arguments.logic) chain.header.logic = *arguments.logic;
  if (input.problem) attach_problem(chain, *input.problem);
  const symbolic::ChainResult result = symbolic::check_chain(chain, setup.options());
  draw_if_asked(arguments.flags, chain, result);
  export_if_asked(arguments, chain, [&](std::size_t step) {
    return std::string(symbolic::to_string(result.steps.at(step).verdict));
  });
  if (arguments.exported.to_stdout()) return symbolic::exit_code(result.verdict);
  if (arguments.flags.json)
    print_json(chain_result_json(chain, result, watch.elapsed_s()));
  else
    print(render_chain(chain, result, {.ink = ink_of_stdout(), .elapsed_s = watch.elapsed_s()}));
  return symbolic::exit_code(result.verdict);
}

int verify(const VerifyArguments& arguments) {
  if (arguments.exported.to_stdout() && arguments.flags.json)
    throw ConfigError("--export to standard output and --json: choose one, or name a folder");
  const AnswerInput input = read_answer(arguments.answer, arguments.problem);
  const Form form = arguments.form.value_or(detect_form(only_the_chain(input.answer.text)));
  if (form != Form::kProse && !arguments.model.model.empty())
    throw ConfigError("--model is for prose: a chain is read as it stands");
  return form == Form::kProse ? verify_prose(arguments, input)
                              : verify_chain(arguments, input, form);
}

}  // namespace

void add_verify(CLI::App& program, int& exit_code) {
  const auto arguments = std::make_shared<VerifyArguments>();
  CLI::App* command =
      program.add_subcommand("verify", "Somebody's reasoning: which step does not follow, and why");
  command->add_option("answer", arguments->answer, "A file, a folder, or - for standard input")
      ->required();
  command->add_option("--problem", arguments->problem, "The problem's text");
  command
      ->add_option("--logic", arguments->logic,
                   "classical | directed, instead of what the chain says")
      ->envname("MODUS_LOGIC")
      ->transform(CLI::Transformer(std::map<std::string, claims::Logic>{
          {"classical", claims::Logic::kClassical}, {"directed", claims::Logic::kDirected}}));
  command->add_option("--as", arguments->form, "chain | json | prose; by default as it looks")
      ->transform(CLI::Transformer(std::map<std::string, Form>{
          {"chain", Form::kChain}, {"json", Form::kJson}, {"prose", Form::kProse}}));
  add_asked_model_flags(*command, arguments->model);
  add_check_flags(*command, arguments->flags);
  command
      ->add_option("--export", arguments->exported.words,
                   "What each step asks, for other provers: smt2, tptp or alethe (with cvc5's "
                   "proof), then a folder, a file, or - for standard output in place of the "
                   "verdict")
      ->type_name("LANGUAGE TARGET")
      ->expected(2);
  command->footer(kVerifyExamples);
  command->callback([arguments, &exit_code] { exit_code = verify(*arguments); });
}

}  // namespace modus::app
