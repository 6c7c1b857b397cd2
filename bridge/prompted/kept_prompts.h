// Prompts that a decoder has read, kept so that one that begins like another reads only the rest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "neural/decoder.h"

namespace modus::bridge {

// One thread. The decoder is borrowed; sequences that stay open in it are closed at the end.
class KeptPrompts {
 public:
  explicit KeptPrompts(neural::Decoder& decoder) : decoder_(decoder) {}
  ~KeptPrompts();
  KeptPrompts(const KeptPrompts&) = delete;
  KeptPrompts& operator=(const KeptPrompts&) = delete;

  // Reads the prompt, at least one token, as far as no kept one begins with it; logits, float32
  // [V], are those after its last token. `between` is called between its parts and may throw: what
  // was read until then is kept. The result has the prompt until the next call: fork it.
  neural::SequenceId read(std::span<const neural::TokenId> prompt, std::span<float> logits,
                          const std::function<void()>& between);

  std::size_t tokens_read() const { return tokens_read_; }

 private:
  struct Kept {
    neural::SequenceId sequence;
    std::vector<neural::TokenId> tokens;
    std::uint64_t used = 0;
  };

  std::size_t place_for(std::span<const neural::TokenId> prompt);
  void append(Kept& kept, std::span<const neural::TokenId> tokens, std::span<float> logits);

  neural::Decoder& decoder_;
  std::vector<Kept> kept_;
  std::uint64_t uses_ = 0;
  std::size_t tokens_read_ = 0;
};

}  // namespace modus::bridge
