// A model in this process as the model: prompts that begin alike are read once, claims are written
// under the mask of bridge/text_guide, and replies that several threads ask for are written
// together, token by token (Yu et al., "Orca: A distributed serving system for transformer-based
// generative models", 2022).
//
//   LocalModel model("qwen", tokenizer, decoder, neural::ChatTemplate::kChatMl, nullptr);
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "bridge/prompted/text_model.h"
#include "neural/decoder.h"
#include "neural/text/chat_template.h"
#include "neural/text/text_tokenizer.h"

namespace modus::bridge {

class LocalModel : public TextModel {
 public:
  // The decoder is borrowed and must be the tokenizer's: else IoError. stop is borrowed and may be
  // nullptr.
  LocalModel(std::string name, neural::TextTokenizer tokenizer, neural::Decoder& decoder,
             neural::ChatTemplate chat, const std::atomic<bool>* stop);
  ~LocalModel() override;

  std::string name() const override;
  std::size_t at_once() const override;

  // With a lexicon the reply is claims of it, one a line, at least one. A reply is a function of
  // the request alone, whatever is written beside it. Throws Error where the conversation fills the
  // context, IoError where it is told to stop, ConfigError where the vocabulary lacks what the chat
  // needs or nothing can be said.
  TextReply write(const TextRequest& request) override;
  std::vector<TextReply> write_each(std::span<const TextRequest> requests) override;

  std::size_t tokens_read() const;  // of prompts, without those that were read before

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace modus::bridge
