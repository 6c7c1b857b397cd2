// The rows of a recipe, one after the other: each is drawn from a random stream of its own, so that
// a cursor of three numbers is all that a resumed run needs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "bridge/training/recipe.h"
#include "bridge/training/training_row.h"
#include "neural/train/trainer.h"

namespace modus::bridge {

struct Cursor {
  std::uint64_t row = 0;     // drawn so far
  std::uint64_t tokens = 0;  // of all batches so far
};

// Problems of the recipe's sources; row i is a function of (recipe, split, i, stage) alone.
class ProblemSource {
 public:
  // Reads the files that the recipe names, which lie in data_folder. The recipe is borrowed.
  ProblemSource(const Recipe& recipe, const std::string& data_folder);
  ~ProblemSource();

  tasks::GeneratedProblem draw(std::size_t stage, tasks::Split split, RandomStream& random) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The stage that a run is in after so many tokens.
std::size_t stage_at(const Recipe& recipe, std::uint64_t tokens);

struct DrawnBatch {
  neural::train::Batch batch;
  Cursor after;
  std::size_t stage = 0;
  std::vector<std::size_t> chain_begin;  // a row: index into batch.token
};

// Rows of the training split until tokens_per_step would be exceeded.
DrawnBatch draw_batch(const Recipe& recipe, const ProblemSource& source,
                      const neural::Tokenizer& tokenizer, Cursor from);

// `rows` held-out rows of a stage, always the same.
DrawnBatch held_out_batch(const Recipe& recipe, const ProblemSource& source,
                          const neural::Tokenizer& tokenizer, std::size_t stage);

// Draws the next batch on a thread of its own while the caller trains on the present one.
class BatchPrefetch {
 public:
  BatchPrefetch(const Recipe& recipe, const ProblemSource& source,
                const neural::Tokenizer& tokenizer, Cursor from);
  ~BatchPrefetch();
  DrawnBatch next();  // rethrows what drawing threw

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace modus::bridge
