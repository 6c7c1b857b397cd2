#include "neural/public/public_model.h"

#include "neural/gguf.h"
#include "neural/public/gguf_weights.h"
#include "neural/text/gguf_tokenizer.h"

namespace modus::neural {

PublicModel load_public_model(const std::string& path) {
  const GgufFile file = GgufFile::open(path);
  PublicModel model{.tokenizer = TextTokenizer(tokenizer_file_of(file)),
                    .weights = load_gguf_weights(file)};
  model.tokenizer.require_fits(model.weights->config.vocab_size);
  return model;
}

}  // namespace modus::neural
