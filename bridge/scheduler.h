// Many attempts over one decoder: each call of the decoder serves all that wait for logits.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "bridge/attempt.h"
#include "neural/decoder.h"

namespace modus::bridge {

class Scheduler {
 public:
  // The decoder is borrowed. `stop`, where given, ends all attempts as they are.
  Scheduler(neural::Decoder& decoder, std::size_t batch, const std::atomic<bool>* stop);

  // The outcomes of attempts made by `make(i)`, i < count, from any thread; at most `batch` at a
  // time. What comes out is a function of the attempts alone.
  std::vector<Outcome> run(std::size_t count,
                           const std::function<std::unique_ptr<Attempt>(std::size_t)>& make);

 private:
  struct Running;
  void step(std::vector<Running>& running);
  static void conclude(Running& one, std::vector<Outcome>& outcomes);

  neural::Decoder& decoder_;
  const std::size_t batch_;
  const std::atomic<bool>* stop_;
  std::vector<float> logits_;
};

}  // namespace modus::bridge
