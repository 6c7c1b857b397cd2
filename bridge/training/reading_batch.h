// Batches of readings for an adapter: rows that begin with the same instructions and examples,
// which stand in a batch once.
#pragma once

#include <cstddef>
#include <vector>

#include "bridge/prompted/gold_prose.h"
#include "bridge/prompted/gold_reading.h"
#include "bridge/training/row_stream.h"
#include "neural/text/chat_template.h"
#include "neural/text/text_tokenizer.h"
#include "neural/train/trainer.h"

namespace modus::bridge {

// How a model is spoken to.
struct ChatForm {
  neural::TextTokenizer tokenizer;
  neural::ChatTemplate chat = neural::ChatTemplate::kChatMl;
};

struct ReadingRow {
  std::vector<neural::TokenId> tokens;  // the conversation, the reply, the token that ends it
  std::size_t reply_begin = 0;
  std::vector<std::size_t> calculated = {};  // tokens of values that the checker puts right, sorted
};
ReadingRow reading_row(const GoldReading& reading, const ChatForm& form);

// The tokens that all rows begin with become the beginning of the batch, before offset[0]; of each
// row at least the token before its reply is its own. Only replies have a weight, calculated values
// little of it: the checker puts them right. Requires rows.
neural::train::Batch joined(const std::vector<ReadingRow>& rows);

// All rows of a batch are of one kind of reading; batch `from.row` is a function of the recipe and
// that number (and of the stage that the tokens so far lead to).
struct ReadingBatch {
  neural::train::Batch batch;
  Cursor after;
  std::size_t stage = 0;
};
// Training rows until tokens_per_step would be exceeded. Throws Error where a stage's problems give
// no readings short enough.
ReadingBatch draw_readings(const Recipe& recipe, const ProblemSource& source, const ChatForm& form,
                           Cursor from);

// evaluation_rows held-out rows of a stage, always the same, as batches.
std::vector<neural::train::Batch> held_out_readings(const Recipe& recipe,
                                                    const ProblemSource& source,
                                                    const ChatForm& form, std::size_t stage);

}  // namespace modus::bridge
