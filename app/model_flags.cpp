#include "app/model_flags.h"

#include <CLI/CLI.hpp>

namespace modus::app {

namespace {

void add_request_flags(CLI::App& command, ModelFlags& flags) {
  command.add_option(
      "--adapter", flags.adapter,
      "Folder of a LoRA adapter (PEFT's layout), for a public model's file or folder");
  command.add_option("--model-name", flags.model_name, "Which of a server's models")
      ->envname("MODUS_MODEL_NAME");
  command.add_option("--timeout", flags.timeout_s, "Seconds to wait for one reply of a server")
      ->check(CLI::Range(0.001, 86400.0))
      ->capture_default_str();
  command
      .add_option("--max-tokens", flags.max_tokens, "What a public model may write for one problem")
      ->check(CLI::Range(1, 1000000))
      ->capture_default_str();
}

void add_text_model_flags(CLI::App& command, ModelFlags& flags) {
  add_request_flags(command, flags);
  command
      .add_option("--think", flags.think,
                  "Tokens of prose before the steps of a public model; 1024 for word problems")
      ->check(CLI::Range(0, 100000));
  command
      .add_option("--propose", flags.proposals,
                  "Steps that a public model may propose under `logic classical`; else the checker "
                  "looks for them")
      ->check(CLI::Range(0, 64))
      ->capture_default_str();
  command
      .add_option(
          "--samples", flags.samples,
          "Readings of each sentence by a public model, and proses; most must agree. 1; of a "
          "word problem 5 proses")
      ->check(CLI::Range(1, 16));
  command
      .add_option("--logic", flags.logic,
                  "classical | directed: how a public model reads a problem")
      ->check(CLI::IsMember({"classical", "directed"}));
}

}  // namespace

void add_asked_model_flags(CLI::App& command, ModelFlags& flags) {
  flags.model.clear();
  command.add_option("--model", flags.model,
                     "Also let a public model read what is left of prose: FILE.gguf, a folder, or "
                     "a server: http://HOST:PORT/v1");
  add_request_flags(command, flags);
}

void add_model_flags(CLI::App& command, ModelFlags& flags) {
  command
      .add_option("--model", flags.model,
                  "A model's folder, the name of a shipped one, or a server: http://HOST:PORT/v1")
      ->envname("MODUS_MODEL")
      ->capture_default_str();
  command
      .add_option("--mask", flags.mask,
                  "What the model may write: off | grammar | sayable | grounded | conclusions")
      ->capture_default_str();
  command.add_option("--temperature", flags.temperature, "0: always the most probable token")
      ->check(CLI::Range(0.0, 10.0))
      ->capture_default_str();
  if (command.get_option_no_throw("--seed") == nullptr)
    command.add_option("--seed", flags.seed, "Of what is drawn at a temperature above 0")
        ->capture_default_str();
  add_text_model_flags(command, flags);
}

}  // namespace modus::app
