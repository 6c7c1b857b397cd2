// The decoder of our own transformer, on the CPU: weights, paged cache and kernels.
#pragma once

#include <memory>

#include "neural/decoder.h"
#include "neural/model_weights.h"

namespace modus::neural {

// Bit-equal results for one instruction set, whatever the number of threads. Long appends are
// computed in chunks of bounded memory.
class TransformerDecoder : public Decoder {
 public:
  explicit TransformerDecoder(std::shared_ptr<const ModelWeights> weights);
  ~TransformerDecoder() override;

  std::size_t vocabulary() const override;
  std::size_t context() const override;
  SequenceId open() override;
  void close(SequenceId sequence) override;
  std::size_t length(SequenceId sequence) const override;
  SequenceId fork(SequenceId sequence) override;
  void rollback(SequenceId sequence, std::size_t length) override;
  // Throws ShapeError also for an empty append, a token outside the vocabulary, a sequence that is
  // there twice, logits of another size.
  void append(std::span<const Append> batch, std::span<float> logits) override;

  std::size_t cache_bytes() const;  // in use by open sequences

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace modus::neural
