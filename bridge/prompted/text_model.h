// The seam to a public language model: a conversation in, text out. Behind it stands a running
// server (server_model.h) or a model file in this process. Nothing that comes out is believed.
//
//   TextReply reply = model.write({.messages = ..., .stops = {"\n\n"}, .max_tokens = 64});
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "neural/text/chat_template.h"

namespace modus::bridge {

struct TextLexicon;  // bridge/text_guide/claim_grammar.h

struct TextRequest {
  std::vector<neural::ChatMessage> messages;
  std::string begins_with;         // of the assistant's text; not repeated in the reply
  std::vector<std::string> stops;  // at most 4: the reply ends before the first of them
  std::size_t max_tokens = 256;    // of the reply
  float temperature = 0;           // 0: always the most probable token
  std::uint64_t seed = 0;          // of what is drawn at a temperature above 0
  // What the claims of the reply may be made of, for a model whose tokens can be masked: then it is
  // claims, one a line, and nothing else. Others ignore it; what they write is checked all the
  // same.
  const TextLexicon* lexicon = nullptr;  // borrowed; nullptr: any text
};

struct TextReply {
  std::string text;        // UTF-8, without control characters but line ends and tabs
  std::size_t tokens = 0;  // written
  double seconds = 0;      // its share of the time of all that was written beside it
};

// The same request gives the same reply as far as the model behind it does.
class TextModel {
 public:
  virtual ~TextModel() = default;
  virtual std::string name() const = 0;  // for people: "qwen2.5 at http://localhost:8123/v1"
  // Throws IoError where a server does not answer as it should, Error for a conversation that is
  // longer than the model's context.
  virtual TextReply write(const TextRequest& request) = 0;
  // Threads that may call write and write_each at one time; a model that can writes together what
  // they ask for.
  virtual std::size_t at_once() const { return 1; }
  // The same replies, in order; a model that can writes them together.
  virtual std::vector<TextReply> write_each(std::span<const TextRequest> requests) {
    std::vector<TextReply> replies;
    for (const TextRequest& request : requests) replies.push_back(write(request));
    return replies;
  }
};

}  // namespace modus::bridge
