// A text model for tests: a function of the request says what it writes.
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "bridge/prompted/text_model.h"

namespace modus::bridge {

class ScriptedModel : public TextModel {
 public:
  using Script = std::function<std::string(const TextRequest&)>;

  explicit ScriptedModel(Script script) : script_(std::move(script)) {}

  std::string name() const override { return "script"; }
  TextReply write(const TextRequest& request) override {
    requests_.push_back(request);
    TextReply reply{script_(request), 0, 0};
    for (const std::string& stop : request.stops)
      reply.text.resize(std::min(reply.text.size(), reply.text.find(stop)));
    reply.tokens = reply.text.size() / 4 + 1;  // about what a tokenizer makes of English
    return reply;
  }

  const std::vector<TextRequest>& requests() const { return requests_; }

 private:
  Script script_;
  std::vector<TextRequest> requests_;
};

}  // namespace modus::bridge
