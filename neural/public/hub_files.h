// A public checkpoint as Hugging Face folders have it: names and order of the tensors, and the
// folder.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/block_format.h"
#include "neural/public/public_model.h"
#include "neural/safetensors.h"

namespace modus::neural {

// The shape as config.json can say it: whether embeddings are tied, and Llama 3's scaling of the
// rope where GGUF has its factors as a tensor. ConfigError for factors that are not Llama 3's, and
// for latent attention whose router is not DeepSeek-V3's.
PublicShape hub_shape(const PublicFiles& files);

// The tensors in the order of their names, experts one by one; each is made when its turn comes.
// format(name, shape): the format of one under GGUF's name; in W4 or Q8_0 it is U8 [rows, blocks a
// row, bytes a block]. An input that the norm before a matrix makes small counts little in W4:
// errors are weighed by the square of its weight. The files must outlive the sources. ConfigError
// for a tensor that has no name there.
using FormatOfTensor =
    std::function<kernels::BlockFormat(std::string_view name, const std::vector<std::size_t>&)>;
std::vector<SafetensorsSource> hub_tensors(const PublicFiles& files, const FormatOfTensor& format);

// config.json, the tokenizer's files and model.safetensors with matrices in F32, F16 or BF16
// (ConfigError for another format) and vectors and routers in F32. Makes the folder; the weights
// come last. IoError as files.h and safetensors.h.
void write_hub_folder(const PublicFiles& files, kernels::BlockFormat format,
                      const std::string& folder);

}  // namespace modus::neural
