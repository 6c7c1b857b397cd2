#include "bridge/scheduler.h"

#include <chrono>

#include "base/error.h"
#include "kernels/parallel.h"

namespace modus::bridge {

using Clock = std::chrono::steady_clock;

struct Scheduler::Running {
  std::size_t index = 0;
  std::unique_ptr<Attempt> attempt;
  neural::SequenceId sequence;
  Clock::time_point start;
};

Scheduler::Scheduler(neural::Decoder& decoder, std::size_t batch, const std::atomic<bool>* stop)
    : decoder_(decoder), batch_(batch), stop_(stop) {
  MODUS_CHECK(batch > 0, "a batch of nothing");
}

std::vector<Outcome> Scheduler::run(
    std::size_t count, const std::function<std::unique_ptr<Attempt>(std::size_t)>& make) {
  std::vector<Outcome> outcomes(count);
  std::vector<Running> running;
  for (std::size_t next = 0; next < count || !running.empty();) {
    for (; next < count && running.size() < batch_; ++next)
      running.push_back({next, make(next), decoder_.open(), Clock::now()});
    const bool stopped = stop_ != nullptr && stop_->load();
    if (!stopped) step(running);
    std::erase_if(running, [&](const Running& one) {
      if (!stopped && !one.attempt->finished()) return false;
      Outcome& outcome = outcomes[one.index] = one.attempt->interrupt();
      outcome.seconds = std::chrono::duration<double>(Clock::now() - one.start).count();
      decoder_.close(one.sequence);
      return true;
    });
    if (stopped) break;
  }
  return outcomes;
}

// One token, or a few that are forced, for each. Attempts share nothing that changes: masks and
// checks of a batch run beside each other.
void Scheduler::step(std::vector<Running>& running) {
  std::vector<neural::Append> batch;
  std::vector<Attempt*> waiting;
  for (Running& one : running)
    while (const auto action = one.attempt->next()) {
      if (action->kind == Action::Kind::kRollback) {
        decoder_.rollback(one.sequence, action->length);
        continue;
      }
      batch.push_back({one.sequence, action->tokens});
      waiting.push_back(one.attempt.get());
      break;
    }
  if (batch.empty()) return;
  const std::size_t vocabulary = decoder_.vocabulary();
  logits_.resize(batch.size() * vocabulary);
  decoder_.append(batch, logits_);
  kernels::parallel_for(waiting.size(), [&](std::size_t i) {
    waiting[i]->take_logits(std::span(logits_).subspan(i * vocabulary, vocabulary));
  });
}

}  // namespace modus::bridge
