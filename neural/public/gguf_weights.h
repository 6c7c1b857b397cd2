// The weights of a public model's GGUF file, as transformer_decoder.h takes them.
#pragma once

#include <memory>

#include "neural/gguf.h"
#include "neural/model_weights.h"

namespace modus::neural {

// Matrices stay in their blocks where the kernels multiply by these, else they become float32. The
// rows of queries and keys are brought into the order of kernels/rope.h. Tokens are looked up in
// the mapped file, which the weights keep open. IoError naming file and tensor: missing, of another
// shape, left over, not finite; and before anything is read, a file that needs more memory than the
// machine has left, with both sizes.
std::shared_ptr<const ModelWeights> load_gguf_weights(const GgufFile& file);

}  // namespace modus::neural
