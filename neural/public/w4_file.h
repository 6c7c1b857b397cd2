// A public checkpoint in one file of our own: FILE.safetensors with matrices in 4 bits (W4,
// kernels/block_format.h) and everything that a folder has besides.
//
// Tensors have the names and the order of rows of Hugging Face folders; experts stand one by one.
// A matrix in blocks is U8 [rows, blocks a row, bytes a block]: 18 bytes are W4, 34 are Q8_0; the
// other tensors are F32, F16 or BF16. The metadata: `format` "modus.w4", `version` "1", `group`
// "32"; `config`, `tokenizer`, `tokenizer_config` and `generation_config` hold what the JSON files
// of those names in a folder do.
#pragma once

#include <string>

#include "neural/public/public_model.h"

namespace modus::neural {

bool is_w4_name(const std::string& path);  // ends with .safetensors

// Matrices become W4, embedding and output layer Q8_0; where a row is not whole blocks, Q8_0 or
// F16. Vectors and routers stay F32. Whole or not at all. ConfigError as hub_files.h; IoError as
// write_safetensors.
void write_w4(const PublicFiles& files, const std::string& path);

// IoError naming the file and the tensor or the key of the metadata: of another kind or version,
// missing, blocks that are not those of their shape. What the tensors must be is checked by
// build_public_weights.
PublicFiles open_w4(const std::string& path);

}  // namespace modus::neural
