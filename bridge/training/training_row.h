// One generated problem as tokens, each with the weight that the loss gives it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/random.h"
#include "neural/tokenizer.h"
#include "tasks/generate.h"

namespace modus::bridge {

struct TrainingRow {
  std::vector<neural::TokenId> tokens;  // @1 ... <q> ... <chain> ... <end>
  std::vector<float> weights;           // as many: of predicting this token
  std::size_t chain_begin = 0;          // index of the token behind <chain>
};

struct RowStyle {
  double text_weight = 0;
  double derivation_weight = 1;  // factor of what is derived: neither header, question nor given
  double bpe_dropout = 0;        // of the problem's own words, drawn once: all occurrences agree
  double random_words = 0;     // share of them written as tokens drawn at random: copying must not
                               // depend on which word it is
  bool shift_numbers = false;  // sentences and steps begin at a random number instead of 1
};

// Weights: text as the style says, chain 1, the first token of each name, id and rule 2; a given of
// a problem without text 0, for nothing foretells it, and the value of a calculation 0, for the
// guide writes it.
TrainingRow training_row(const tasks::GeneratedProblem& problem, const neural::Tokenizer& tokenizer,
                         const RowStyle& style, RandomStream& random);

// The pieces of a problem's row, for counting and for the row itself. `first_sentence` and
// `first_step` number them.
std::vector<neural::Piece> row_pieces(const tasks::GeneratedProblem& problem,
                                      std::size_t first_sentence, std::size_t first_step);

}  // namespace modus::bridge
