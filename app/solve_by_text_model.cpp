#include "app/solve_by_text_model.h"

#include <fmt/format.h>

#include "app/output.h"
#include "app/render_prompted.h"
#include "app/text_model_source.h"
#include "base/error.h"
#include "bridge/prompted/prompted_reasoner.h"

namespace modus::app {
namespace {

std::optional<bridge::ReadingKind> kind_of(const std::string& logic) {
  if (logic.empty()) return std::nullopt;
  if (logic == "directed") return bridge::ReadingKind::kRules;
  if (logic == "classical") return bridge::ReadingKind::kFormulas;
  throw ConfigError(fmt::format("there is no logic `{}`: take classical or directed", logic));
}

}  // namespace

int solve_by_text_model(const NamedText& text, const ModelFlags& flags, const CheckFlags& check) {
  const Stopwatch watch;
  const CheckSetup setup(check);
  const Ink ink = ink_of_stdout();
  const bridge::Problem problem = bridge::problem_of_text(text.text);
  const std::atomic<bool>* const stop = stop_on_interrupt();
  bridge::PromptedOptions options;
  options.kind = kind_of(flags.logic);
  options.think_tokens = flags.think;
  options.samples = flags.samples;
  options.proposals = flags.proposals;
  options.max_tokens = flags.max_tokens;
  options.seed = flags.seed;
  options.check = setup.options();
  options.stop = stop;
  const auto model = open_text_model(flags, stop);
  if (!check.json) {
    options.watch = [&](const bridge::Happening& happening) {
      print(render_happening(happening, problem, ink));
    };
    options.on_prose = [&](std::string_view prose) { print(render_prose(prose)); };
  }
  const bridge::PromptedOutcome outcome = bridge::solve_prompted(*model, problem, options);
  draw_if_asked(check, outcome.outcome.chain, outcome.outcome.result);
  if (check.json)
    print_json(prompted_outcome_json(outcome, model->name(), watch.elapsed_s()));
  else
    print(render_prompted_outcome(outcome, problem, watch.elapsed_s()));
  return stop->load() ? kInterrupted : symbolic::exit_code(outcome.outcome.result.verdict);
}

}  // namespace modus::app
