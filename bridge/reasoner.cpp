#include "bridge/reasoner.h"

#include <memory>
#include <mutex>
#include <utility>

#include "bridge/scheduler.h"

namespace modus::bridge {

Reasoner::Reasoner(const neural::Tokenizer& tokenizer, neural::Decoder& decoder,
                   ReasonerOptions options)
    : signs_(tokenizer), decoder_(decoder), options_(std::move(options)) {
  options_.attempt.context = decoder.context();
  if (!options_.attempt.watch) return;
  options_.attempt.watch = [watch = std::move(options_.attempt.watch),
                            mutex = std::make_shared<std::mutex>()](const Happening& happening) {
    const std::lock_guard lock(*mutex);
    watch(happening);
  };
}

std::vector<Outcome> Reasoner::solve(std::span<const Problem> asked) {
  std::vector<Problem> problems;
  for (const Problem& problem : asked) problems.push_back(with_question_read(problem));
  Scheduler scheduler(decoder_, options_.batch, options_.stop);
  return scheduler.run(problems.size(), [&](std::size_t i) {
    return std::make_unique<Attempt>(signs_, problems[i], options_.attempt, i);
  });
}

}  // namespace modus::bridge
