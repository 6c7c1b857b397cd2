// The seam to any model that writes token after token. Batch-shaped. scripted_decoder.h is its fake
// for tests.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"
#include "neural/tokenizer.h"

namespace modus::neural {

using SequenceId = StrongId<struct SequenceTag>;

struct Append {
  SequenceId sequence;
  std::span<const TokenId> tokens;  // at least one
};

// One thread. What a sequence gives depends on its own tokens only: bit-equal for every batch size,
// for every split of the tokens over appends, and after any rollback or fork.
class Decoder {
 public:
  virtual ~Decoder() = default;

  virtual std::size_t vocabulary() const = 0;
  virtual std::size_t context() const = 0;  // tokens a sequence may hold

  virtual SequenceId open() = 0;
  virtual void close(SequenceId sequence) = 0;
  virtual std::size_t length(SequenceId sequence) const = 0;
  // A new sequence with the same tokens; pages are shared until one of them writes.
  virtual SequenceId fork(SequenceId sequence) = 0;
  // Keeps the first `length` tokens. O(pages).
  virtual void rollback(SequenceId sequence, std::size_t length) = 0;
  // Appends, and writes the logits after the last token of each: float32 [B, V], row b for
  // batch[b]. Sequences of one batch are distinct. Throws ShapeError where a context would be
  // exceeded; then nothing was appended.
  virtual void append(std::span<const Append> batch, std::span<float> logits) = 0;
};

}  // namespace modus::neural
