// The tokenizer of a public checkpoint's GGUF file (`tokenizer.ggml.*`): byte-level vocabularies,
// which GGUF calls "gpt2".
#pragma once

#include "neural/gguf.h"
#include "neural/text/text_tokenizer.h"

namespace modus::neural {

// IoError naming the file and the key: another kind of vocabulary, a pre-tokenizer that is not
// known (pre_tokenizer.h), lists of different lengths, ids out of range.
TokenizerFile tokenizer_file_of(const GgufFile& file);

}  // namespace modus::neural
