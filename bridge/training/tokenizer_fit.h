// The tokenizer of a recipe, from the rows that its stages draw.
#pragma once

#include <string>

#include "bridge/training/recipe.h"
#include "bridge/training/row_stream.h"
#include "neural/tokenizer.h"

namespace modus::bridge {

// Pieces are counted over `tokenizer_rows` training rows of each stage and over the recipe's
// further texts, which lie in data_folder. Deterministic.
neural::Tokenizer fit_tokenizer(const Recipe& recipe, const ProblemSource& source,
                                const std::string& data_folder);

}  // namespace modus::bridge
