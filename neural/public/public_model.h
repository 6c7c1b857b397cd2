// A public checkpoint, ready to write: its tokenizer and its weights.
#pragma once

#include <memory>
#include <string>

#include "neural/model_weights.h"
#include "neural/text/text_tokenizer.h"

namespace modus::neural {

struct PublicModel {
  TextTokenizer tokenizer;
  std::shared_ptr<const ModelWeights> weights;
};

// FILE.gguf. IoError as gguf.h, gguf_shape.h, gguf_weights.h and text_tokenizer.h say, and where
// the tokenizer has more tokens than the model.
PublicModel load_public_model(const std::string& path);

}  // namespace modus::neural
