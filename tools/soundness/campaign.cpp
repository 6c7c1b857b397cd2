#include "tools/soundness/campaign.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

#include <fmt/core.h>
#include <stdlib.h>

#include "base/error.h"
#include "tools/soundness/second_opinion.h"
#include "tools/soundness/trial.h"

namespace modus::soundness {
namespace {

using Clock = std::chrono::steady_clock;

class ScratchFolder {
 public:
  ScratchFolder() {
    std::string path = (std::filesystem::temp_directory_path() / "soundness-XXXXXX").string();
    if (mkdtemp(path.data()) == nullptr) throw IoError("no folder for cvc5's questions");
    path_ = path;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

void merge(CampaignResult& into, const CampaignResult& part) {
  into.coverage.add(part.coverage);
  into.trials += part.trials;
  into.witnesses += part.witnesses;
  into.asked_agreed += part.asked_agreed;
  into.asked_unknown += part.asked_unknown;
}

// What the threads share: who takes which block, and the blocks that are done, counted in order.
class Ledger {
 public:
  Ledger(const CampaignOptions& options, CampaignResult so_far)
      : options_(options),
        begin_(Clock::now()),
        next_(so_far.trials),
        total_(std::move(so_far)),
        wrong_(total_.offenders.size()) {}

  // The first chain of a block that nobody has; nullopt where no more is to be done.
  std::optional<std::uint64_t> take() {
    const std::lock_guard lock(mutex_);
    if (next_ >= options_.count) return std::nullopt;
    const std::uint64_t first = next_;
    next_ = end_of(first);
    return first;
  }
  std::uint64_t end_of(std::uint64_t first) const {
    return std::min(options_.count, (first / kBlock + 1) * kBlock);
  }

  bool stopped() const {
    const std::chrono::duration<double> elapsed = Clock::now() - begin_;
    return (options_.stop != nullptr && options_.stop->load()) ||
           (options_.seconds > 0 && elapsed.count() >= options_.seconds) ||
           (options_.stop_after != 0 && wrong_ >= options_.stop_after);
  }

  void note(Offender offender) {
    const std::lock_guard lock(mutex_);
    if (std::ranges::find(total_.offenders, offender) != total_.offenders.end()) return;
    ++wrong_;
    if (options_.on_offender) options_.on_offender(offender);
    total_.offenders.push_back(std::move(offender));
  }

  void add(std::uint64_t first, CampaignResult block) {
    const std::lock_guard lock(mutex_);
    waiting_.emplace(first, std::move(block));
    const std::uint64_t before = total_.trials;
    while (!waiting_.empty() && waiting_.begin()->first == total_.trials) {
      merge(total_, waiting_.begin()->second);
      waiting_.erase(waiting_.begin());
    }
    if (total_.trials != before && options_.on_more_counted) options_.on_more_counted(total_);
  }

  CampaignResult finish() {
    std::ranges::sort(total_.offenders, {}, [](const Offender& offender) {
      return std::pair(offender.number, offender.step);
    });
    return std::move(total_);
  }

 private:
  const CampaignOptions& options_;
  const Clock::time_point begin_;
  std::mutex mutex_;
  std::uint64_t next_;
  CampaignResult total_;
  std::map<std::uint64_t, CampaignResult> waiting_;  // by first chain: an earlier block is not done
  std::atomic<std::uint64_t> wrong_;
};

class Worker {
 public:
  Worker(const CampaignOptions& options, Ledger& ledger)
      : options_(options), ledger_(ledger), second_(folder_.path()) {}

  void run() {
    while (const auto first = ledger_.take())
      if (!block(*first)) return;
  }

 private:
  // False where it was stopped in the middle: the block does not count.
  bool block(std::uint64_t first) {
    result_ = {};
    for (std::uint64_t n = first; n < ledger_.end_of(first); ++n) {
      if (ledger_.stopped()) return false;
      try {
        trial(n);
      } catch (const std::exception& failure) {  // no chain may make the checker throw
        ledger_.note({n, 0, fmt::format("failed: {}", failure.what())});
      }
      ++result_.trials;
    }
    const SecondOpinion::Answers answers = second_.ask();
    for (const SecondOpinion::Contradiction& found : answers.contradictions)
      ledger_.note({found.number, found.step, "cvc5 disagrees"});
    result_.asked_agreed = answers.agreed;
    result_.asked_unknown = answers.unknown;
    ledger_.add(first, std::move(result_));
    return true;
  }

  void trial(std::uint64_t n) {
    const RandomChain made = chain_number(options_.seed, n);
    const Trial trial = judge(made, options_.seed);
    result_.coverage.add(trial.chain, trial.result);
    result_.witnesses += trial.judgement.witnesses;
    for (const Finding& finding : trial.judgement.findings)
      ledger_.note({n, finding.step, fmt::format("{}: {}", to_string(finding.wrong), finding.why)});
    if (options_.second_opinion_every != 0 && !made.measures &&
        n % options_.second_opinion_every == 0)
      second_.add(trial, made.vocabulary.world, n);
  }

  const CampaignOptions& options_;
  Ledger& ledger_;
  ScratchFolder folder_;
  SecondOpinion second_;
  CampaignResult result_;  // of the block in hand
};

}  // namespace

CampaignResult run_campaign(const CampaignOptions& options, CampaignResult so_far) {
  Ledger ledger(options, std::move(so_far));
  std::vector<std::exception_ptr> failures(options.jobs);
  std::vector<std::thread> threads;
  for (unsigned t = 0; t < options.jobs; ++t)
    threads.emplace_back([&, t] {
      try {
        Worker(options, ledger).run();
      } catch (...) {
        failures[t] = std::current_exception();
      }
    });
  for (std::thread& thread : threads) thread.join();
  for (const std::exception_ptr& failure : failures)
    if (failure) std::rethrow_exception(failure);
  return ledger.finish();
}

}  // namespace modus::soundness
