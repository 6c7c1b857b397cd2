// The flags of the commands that run a model.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace modus::app {

struct ModelFlags {
  std::string model = "nano";  // a folder, the name of a shipped model, or a server's address
  std::string mask = "conclusions";
  std::uint64_t seed = 0;
  double temperature = 0;
  // Of public language models alone:
  std::string adapter;                 // a folder of PEFT's layout, beside a model's file or folder
  std::string model_name;              // on a server that has several
  double timeout_s = 300;              // for one reply
  std::size_t max_tokens = 4096;       // that may be written for one problem
  std::optional<std::size_t> think;    // tokens of prose before the steps
  std::optional<std::size_t> samples;  // readings of each sentence
  std::size_t proposals = 0;           // steps that it may propose under `logic classical`
  std::string logic;                   // "classical", "directed"; "": as the problem asks
};

// Adds --model and what is needed to ask a public language model to a command that does without
// one: the model is "" where none is named. flags must outlive the command.
void add_asked_model_flags(CLI::App& command, ModelFlags& flags);

// Adds --model --mask --temperature and those of public language models to a command, and --seed
// where it has none of its own. flags must outlive the command.
void add_model_flags(CLI::App& command, ModelFlags& flags);

}  // namespace modus::app
