#include "bridge/scheduler.h"

#include <algorithm>
#include <chrono>
#include <iterator>

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
  std::vector<Running> running, ended;
  for (std::size_t next = 0;;) {
    const std::size_t going_on = running.size();
    const bool stopped = stop_ != nullptr && stop_->load();
    for (; !stopped && next < count && running.size() < batch_; ++next)
      running.push_back({next, nullptr, decoder_.open(), Clock::now()});
    // What has ended is checked as a whole beside the making of what begins.
    kernels::parallel_for(ended.size() + running.size() - going_on, [&](std::size_t i) {
      if (i < ended.size()) return conclude(ended[i], outcomes);
      Running& fresh = running[going_on + i - ended.size()];
      fresh.attempt = make(fresh.index);
    });
    ended.clear();
    if (running.empty()) return outcomes;
    if (!stopped) step(running);
    const auto goes_on = [&](const Running& one) { return !stopped && !one.attempt->finished(); };
    const auto end = std::stable_partition(running.begin(), running.end(), goes_on);
    for (auto one = end; one != running.end(); ++one) decoder_.close(one->sequence);
    std::move(end, running.end(), std::back_inserter(ended));
    running.erase(end, running.end());
  }
}

void Scheduler::conclude(Running& one, std::vector<Outcome>& outcomes) {
  Outcome& outcome = outcomes[one.index] = one.attempt->conclude();
  outcome.seconds = std::chrono::duration<double>(Clock::now() - one.start).count();
  one.attempt.reset();
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
