// A model with what it has cost, and where it has to stop.
#pragma once

#include <atomic>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "bridge/prompted/text_model.h"

namespace modus::bridge {

class MeteredModel {
 public:
  // The model is borrowed; so is stop, which may be nullptr.
  MeteredModel(TextModel& model, std::size_t max_tokens, const std::atomic<bool>* stop)
      : model_(model), max_tokens_(max_tokens), stop_(stop) {}

  // nullopt: the tokens are used up, or it was told to stop. A reply is never longer than what is
  // left. Throws as TextModel::write.
  std::optional<std::string> ask(TextRequest request);

  // Several at once, as TextModel::write_each; what is left is divided among them. Shorter, or
  // empty, where ask() would say nullopt.
  std::vector<std::string> ask_each(std::vector<TextRequest> requests);

  bool spent() const { return stopped() || tokens_ >= max_tokens_; }
  bool stopped() const { return stop_ != nullptr && stop_->load(); }
  std::size_t tokens() const { return tokens_; }  // written
  std::size_t calls() const { return calls_; }
  double seconds() const { return seconds_; }  // of the replies: their shares of the model's time
  // From asking to having the reply, which may wait for what others ask.
  double waited_seconds() const { return waited_seconds_; }

 private:
  void count(const TextReply& reply);

  TextModel& model_;
  const std::size_t max_tokens_;
  const std::atomic<bool>* const stop_;
  std::size_t tokens_ = 0, calls_ = 0;
  double seconds_ = 0, waited_seconds_ = 0;
};

}  // namespace modus::bridge
