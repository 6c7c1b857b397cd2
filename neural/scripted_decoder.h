// The fake of decoder.h: plays token sequences that a test wrote down.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <vector>

#include "neural/decoder.h"

namespace modus::neural {

// A whole sequence that the decoder knows: prompt and what is to be written behind it.
struct Script {
  std::vector<TokenId> prompt;
  std::vector<TokenId> continuation;
};

// The logits of a sequence that is the beginning of scripts: the next token of the first such
// script is the highest (100), that of the next one is second (99), ...; all other tokens have 0
// but `otherwise`, which has 1. So where the first choice is refused, the next script leads on.
class ScriptedDecoder : public Decoder {
 public:
  struct Shape {
    std::size_t vocabulary = 0;
    std::size_t context = 0;
    TokenId otherwise = 0;
  };
  ScriptedDecoder(Shape shape, std::vector<Script> scripts);

  std::size_t vocabulary() const override { return shape_.vocabulary; }
  std::size_t context() const override { return shape_.context; }
  SequenceId open() override;
  void close(SequenceId sequence) override;
  std::size_t length(SequenceId sequence) const override;
  SequenceId fork(SequenceId sequence) override;
  void rollback(SequenceId sequence, std::size_t length) override;
  void append(std::span<const Append> batch, std::span<float> logits) override;

  const std::vector<TokenId>& tokens(SequenceId sequence) const;
  std::size_t appended() const { return appended_; }  // tokens, in all calls

 private:
  void write_logits(const std::vector<TokenId>& tokens, std::span<float> logits) const;

  Shape shape_;
  std::vector<std::vector<TokenId>> scripts_;
  std::map<SequenceId, std::vector<TokenId>> sequences_;
  std::uint32_t next_sequence_ = 1;
  std::size_t appended_ = 0;
};

}  // namespace modus::neural
