// The tokenizer of a public checkpoint as the files of a Hugging Face folder.
#pragma once

#include <string>

#include "neural/text/text_tokenizer.h"

namespace modus::neural {

// tokenizer.json: text_tokenizer_json.h and Hugging Face `tokenizers` read it and give the ids of
// `file`. Tokens that were added stand in the vocabulary too, since that library would count on
// from there.
std::string print_text_tokenizer_json(const TokenizerFile& file);

// tokenizer_config.json: the first token that ends a text, the one before a prompt, the template.
std::string print_tokenizer_config(const TokenizerFile& file);

// generation_config.json: all tokens that end a text.
std::string print_generation_config(const TokenizerFile& file);

}  // namespace modus::neural
