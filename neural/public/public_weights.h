// The weights of a public model, as transformer_decoder.h takes them.
#pragma once

#include <memory>

#include "neural/gguf.h"
#include "neural/model_weights.h"
#include "neural/public/public_shape.h"
#include "neural/public/public_tensors.h"

namespace modus::neural {

// Matrices stay in their blocks where the kernels multiply by these, else they become float32. The
// rows of queries and keys are brought into the order of kernels/rope.h. Tokens are looked up in
// the mapped file, which the weights keep open. IoError naming source and tensor: missing, of
// another shape, left over, not finite; and before anything is read, tensors that need more memory
// than the machine has left, with both sizes.
std::shared_ptr<ModelWeights> build_public_weights(const PublicShape& shape,
                                                   const PublicTensors& tensors);

// The same with all its checks, but of the matrices rows and columns alone.
ModelWeights outline_public_weights(const PublicShape& shape, const PublicTensors& tensors);

std::shared_ptr<const ModelWeights> load_gguf_weights(const GgufFile& file);

}  // namespace modus::neural
