// The tensors of a Hugging Face folder: model.safetensors, or its shards under
// model.safetensors.index.json.
#pragma once

#include <optional>
#include <string>

#include "kernels/block_format.h"
#include "neural/public/public_shape.h"
#include "neural/public/public_tensors.h"
#include "neural/safetensors.h"

namespace modus::neural {

// nullopt for what is no F32, F16 or BF16.
std::optional<kernels::BlockFormat> float_format_of(Dtype dtype);

// F32, F16 and BF16, under GGUF's names; experts one by one or fused (mlp.experts.gate_up_proj
// [E, 2F, D], as transformers 5 writes them). IoError naming file and tensor: a shard that is
// missing or has another tensor than the index says, another type, a name that is not known.
PublicTensors tensors_of_hf_folder(const std::string& folder, const PublicShape& shape);

// The same names in one file, whose matrices may be in blocks (w4_file.h).
PublicTensors tensors_of_w4(const SafetensorsFile& file, const std::string& path,
                            const PublicShape& shape);

}  // namespace modus::neural
