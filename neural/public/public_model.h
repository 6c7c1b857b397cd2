// A public checkpoint, ready to write: its tokenizer and its weights.
#pragma once

#include <memory>
#include <string>

#include "neural/model_weights.h"
#include "neural/public/public_shape.h"
#include "neural/public/public_tensors.h"
#include "neural/text/text_tokenizer.h"

namespace modus::neural {

struct PublicModel {
  TextTokenizer tokenizer;
  std::shared_ptr<const ModelWeights> weights;
};

// What the files of a checkpoint say, before its weights are read.
struct PublicFiles {
  TokenizerFile tokenizer_file;
  TextTokenizer tokenizer;
  PublicShape shape;
  PublicTensors tensors;
};

// Whether a path names such a checkpoint: FILE.gguf, FILE.safetensors (w4_file.h), or a Hugging
// Face folder (config.json with a model_type that is not our own).
bool is_public_model(const std::string& path);

// IoError and ConfigError as gguf.h, gguf_shape.h, hf_shape.h, hf_tensors.h, w4_file.h,
// public_weights.h, adapter.h and text_tokenizer.h say, and where the tokenizer has more tokens
// than the model.
PublicFiles open_public_model(const std::string& path);
PublicModel load_public_model(const std::string& path);
std::shared_ptr<const ModelWeights> load_public_weights(const std::string& path);  // no tokenizer

// The same with the adapter of a folder beside its products; adapter "": without one.
PublicModel load_adapted_model(const std::string& path, const std::string& adapter);
std::shared_ptr<const ModelWeights> load_adapted_weights(const std::string& path,
                                                         const std::string& adapter);

}  // namespace modus::neural
