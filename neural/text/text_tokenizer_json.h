// tokenizer.json of a public checkpoint (Hugging Face `tokenizers`, model type BPE over the
// byte-level alphabet), with tokenizer_config.json beside it.
//
// Read: vocab, merges in both spellings, ignore_merges; the normalizer NFC; the pre-tokenizers
// ByteLevel, Digits and Split with a known pattern, alone or in a Sequence; added tokens; what a
// TemplateProcessing puts before a text. Anything else that would change ids is refused by name.
#pragma once

#include <string>
#include <string_view>

#include "neural/text/text_tokenizer.h"

namespace modus::neural {

// IoError naming the place: no JSON, nested too deep, a key twice, or not as above.
TokenizerFile parse_text_tokenizer_json(std::string_view json, std::string_view source_name);

// Adds what tokenizer_config.json says: whether a text begins with `bos_token`, `eos_token`, and
// the chat template.
void add_tokenizer_config(std::string_view json, std::string_view source_name, TokenizerFile& file);

// Adds what generation_config.json says: which tokens end a text (`eos_token_id`).
void add_generation_config(std::string_view json, std::string_view source_name,
                           TokenizerFile& file);

// The tokenizer of a checkpoint's folder. IoError.
TokenizerFile read_text_tokenizer_file(const std::string& folder);
TextTokenizer load_text_tokenizer(const std::string& folder);

}  // namespace modus::neural
