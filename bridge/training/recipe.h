// A training run as a file: models/nano/recipe.toml. Every key has a default but the stages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "neural/model_config.h"
#include "neural/train/trainer.h"
#include "tasks/generate.h"

namespace modus::bridge {

// What a stage draws a row from, and how often.
struct Source {
  double share = 1;           // relative to the others of its stage
  tasks::ProblemShape shape;  // drawn anew each time
  std::string file;           // or: rows of a data set's train split (ProofWriter, PrOntoQA, word
                              // problems with their formulas)
  std::size_t skip = 0;       // rows of the file before the first that is drawn
  std::optional<std::size_t> held_out_fold;  // of word problems: no row of it, nor one that reads
                                             // like one of it
  std::vector<std::string> held_out_files;   // nor one that reads like one of these
  bool search = false;  // of a rule world: with the notes of tasks/search_notes.h
  bool text = true;     // false: the givens stand in the chain without their sentences, and
                        // only what is derived from them is learnt
};

struct Stage {
  std::string name;
  std::uint64_t tokens = 0;        // how many the stage lasts; the last one has no end
  std::size_t longest_row = 1024;  // a longer one is drawn again
  double text_weight = 0;          // loss weight of the text; the chain has 1
  double derivation_weight = 1;    // of steps that derive and answer
  double replay = 0;               // share of rows drawn from earlier stages
  std::vector<Source> sources;
};

// Further text whose words the tokenizer should know: one field of a data set's rows.
struct TokenizerText {
  std::string file;       // below the data folder
  std::string field;      // "question"
  std::size_t times = 1;  // how often each row counts
};

// A LoRA adapter over a public model, instead of a model of our own.
struct AdapterRecipe {
  std::string base;  // FILE.gguf or a Hugging Face folder, from where the program runs
  std::size_t rank = 8;
  double alpha = 16;
  bool divides_by_root = false;  // rslora
  std::vector<std::string> targets = {"q_proj",  "k_proj",    "v_proj",   "o_proj",
                                      "up_proj", "gate_proj", "down_proj"};
};

struct Recipe {
  std::uint64_t seed = 1;
  std::optional<AdapterRecipe> adapter;  // instead of `model`, which is not read then
  neural::ModelConfig model;
  neural::train::TrainerSettings trainer;
  std::size_t tokens_per_step = 8192;
  double bpe_dropout = 0.1;            // of names, drawn once a row
  double random_words = 0;             // share of names that are random tokens, drawn once a row
  std::size_t tokenizer_rows = 20000;  // rows of each stage that its pieces are counted over
  std::vector<TokenizerText> tokenizer_texts;
  std::vector<Stage> stages;
  std::size_t evaluate_every = 250, evaluation_rows = 128;  // steps; held-out rows
  std::size_t checkpoint_every = 500;
};

// TOML. `[adapter]` excludes `[model]`, `[routing]` and `[[tokenizer_text]]`. An unknown key is a
// ConfigError that names the nearest known one; so are a value of another kind or out of range.
Recipe parse_recipe(std::string_view text, const std::string& path);

}  // namespace modus::bridge
