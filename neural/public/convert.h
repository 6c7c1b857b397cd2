// A public checkpoint as a GGUF file, in another format of numbers where that is wanted.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "kernels/block_format.h"
#include "neural/gguf_writer.h"
#include "neural/public/public_model.h"

namespace modus::neural {

// Writes matrices in `format` (kernels/quantize_blocks.h), embedding and output layer in 8 bits
// where it has 4, those whose rows are not whole blocks of
// it in F16; vectors and routers in F32; every tensor, key and token that the files have. Whole or
// not at all. ConfigError where GGUF, or its architecture of that name, cannot say what the
// checkpoint is (convert_shape.h): experts in some layers only, tokens that take the space around
// them; and for a format that cannot be written. IoError as write_gguf.
void convert_to_gguf(const PublicFiles& files, kernels::BlockFormat format,
                     const std::string& path);

// The keys under `tokenizer.`, for a model with so many rows of logits.
std::vector<std::pair<std::string, GgufEntry>> tokenizer_entries(const TokenizerFile& file,
                                                                 std::size_t vocabulary);

}  // namespace modus::neural
