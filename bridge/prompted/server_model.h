// A running OpenAI-compatible server as the model: llama-server, Ollama, vLLM, llama-cpp-python.
//
//   ServerModel model({.address = "http://localhost:8080/v1", .model = "qwen2.5"});
//
// Nothing is sent anywhere but to that host.
#pragma once

#include <memory>
#include <string>

#include "bridge/prompted/http_exchange.h"
#include "bridge/prompted/text_model.h"

namespace modus::bridge {

struct ServerOptions {
  std::string address;  // up to and including /v1
  std::string model;    // "": the one that the server has
  HttpLimits limits;
};

class ServerModel : public TextModel {
 public:
  // Where no model is named, asks the server which ones it has. Throws ConfigError for an address
  // of another form, and with the names where there are several; IoError where nothing answers.
  explicit ServerModel(ServerOptions options);
  ~ServerModel() override;

  std::string name() const override;  // "qwen2.5 at http://localhost:8080/v1"

  // begins_with is beyond the protocol: a reply that repeats it loses it. So is the lexicon, but
  // servers of llama.cpp's kind take it as a grammar; one that refuses the request for it is asked
  // without, from then on.
  TextReply write(const TextRequest& request) override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace modus::bridge
