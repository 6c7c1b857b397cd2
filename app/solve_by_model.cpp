#include "app/solve_by_model.h"

#include <memory>

#include <fmt/format.h>

#include "app/output.h"
#include "app/render_attempt.h"
#include "base/error.h"
#include "bridge/new_words.h"
#include "bridge/reasoner.h"
#include "neural/checkpoint.h"
#include "neural/transformer_decoder.h"

namespace modus::app {
namespace {

constexpr int kCannotRead = 3;

bridge::MaskLevel mask_of(const ModelFlags& flags) {
  if (const auto level = bridge::mask_level_named(flags.mask)) return *level;
  throw ConfigError(fmt::format(
      "there is no mask level `{}`: take off, grammar, sayable, grounded or conclusions",
      flags.mask));
}

int refuse_to_read(const bridge::WordCount& words, bool json) {
  const std::string message = fmt::format(
      "{} of {} words are new to nano; write claims or use --model", words.unknown, words.words);
  if (json)
    print_json(unreadable_json(message, kCannotRead));
  else
    print(message + "\n");
  return kCannotRead;
}

}  // namespace

bool has_model_runtime() { return true; }

int solve_by_model(const NamedText& text, const std::string& folder, const ModelFlags& flags,
                   const CheckFlags& check) {
  const bridge::MaskLevel mask = mask_of(flags);
  const Stopwatch watch;
  const bridge::Problem problem = bridge::problem_of_text(text.text);
  std::vector<std::string> sentences = problem.sentences;
  sentences.push_back(problem.question);
  if (const bridge::WordCount words = bridge::count_new_words(sentences); !words.readable())
    return refuse_to_read(words, check.json);

  const CheckSetup setup(check);
  const neural::Checkpoint checkpoint = neural::load_checkpoint(folder);
  neural::TransformerDecoder decoder(checkpoint.weights);
  const Ink ink = ink_of_stdout();
  bridge::ReasonerOptions options;
  const std::atomic<bool>* const stop = stop_on_interrupt();
  options.stop = stop;
  options.attempt.mask = mask;
  options.attempt.seed = flags.seed;
  options.attempt.temperature = static_cast<float>(flags.temperature);
  options.attempt.check = setup.options();
  if (!check.json)
    options.attempt.watch = [&](const bridge::Happening& happening) {
      print(render_happening(happening, problem, ink));
    };
  bridge::Reasoner reasoner(checkpoint.tokenizer, decoder, std::move(options));
  const bridge::Outcome outcome = reasoner.solve({&problem, 1}).front();
  draw_if_asked(check, outcome.chain, outcome.result);
  if (check.json)
    print_json(outcome_json(outcome, watch.elapsed_s()));
  else
    print(render_outcome(outcome, watch.elapsed_s()));
  return stop->load() ? kInterrupted : symbolic::exit_code(outcome.result.verdict);
}

}  // namespace modus::app
