#include "tools/soundness/campaign.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <filesystem>
#include <mutex>
#include <thread>

#include <fmt/core.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/progress.h"
#include "tools/soundness/second_opinion.h"
#include "tools/soundness/trial.h"

namespace modus::soundness {
namespace {

constexpr std::uint64_t kQuestionsBatch = 200;  // chains between two runs of cvc5

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

struct Shared {
  std::mutex mutex;
  Progress* progress = nullptr;
  std::size_t wrong = 0;
};

// Every trial whose number leaves `rest` when divided by the number of threads.
class Worker {
 public:
  Worker(const CampaignOptions& options, unsigned rest, Shared& shared)
      : options_(options), rest_(rest), shared_(shared), second_(folder_.path()) {}

  CampaignResult run() {
    for (std::uint64_t n = rest_; n < options_.count && !stopped(); n += options_.threads) {
      try {
        trial(n);
      } catch (const std::exception& failure) {  // no chain may make the checker throw
        note({n, 0, fmt::format("failed: {}", failure.what())});
      }
    }
    ask();
    result_.asked_agreed = second_.agreed();
    result_.asked_unknown = second_.unknown();
    return std::move(result_);
  }

 private:
  void trial(std::uint64_t n) {
    const RandomChain made = chain_number(options_.seed, n);
    const Trial trial = judge(made, options_.seed);
    result_.coverage.add(trial.chain, trial.result);
    ++result_.trials;
    result_.witnesses += trial.judgement.witnesses;
    for (const Finding& finding : trial.judgement.findings)
      note({n, finding.step, fmt::format("{}: {}", to_string(finding.wrong), finding.why)});
    if (options_.second_opinion_every != 0 && !made.measures && n % options_.second_opinion_every == 0) {
      second_.add(trial, made.vocabulary.world, n);
      if (++noted_ % kQuestionsBatch == 0) ask();
    }
    const std::lock_guard lock(shared_.mutex);
    shared_.progress->advance(1);
  }

  void ask() {
    for (const SecondOpinion::Contradiction& found : second_.ask())
      note({found.number, found.step, "cvc5 disagrees"});
  }

  void note(Offender offender) {
    result_.offenders.push_back(std::move(offender));
    const std::lock_guard lock(shared_.mutex);
    ++shared_.wrong;
  }

  bool stopped() {
    const std::lock_guard lock(shared_.mutex);
    return options_.stop_after != 0 && shared_.wrong >= options_.stop_after;
  }

  const CampaignOptions& options_;
  unsigned rest_;
  Shared& shared_;
  ScratchFolder folder_;
  SecondOpinion second_;
  CampaignResult result_;
  std::uint64_t noted_ = 0;
};

void merge(CampaignResult& into, CampaignResult part) {
  into.coverage.add(part.coverage);
  into.offenders.insert(into.offenders.end(), part.offenders.begin(), part.offenders.end());
  into.trials += part.trials;
  into.witnesses += part.witnesses;
  into.asked_agreed += part.asked_agreed;
  into.asked_unknown += part.asked_unknown;
}

}  // namespace

CampaignResult run_campaign(const CampaignOptions& options) {
  Progress progress("soundness", options.count, Progress::Mode::kAutomatic);
  Shared shared;
  shared.progress = &progress;
  std::vector<CampaignResult> parts(options.threads);
  std::vector<std::exception_ptr> failures(options.threads);
  std::vector<std::thread> threads;
  for (unsigned t = 0; t < options.threads; ++t)
    threads.emplace_back([&, t] {
      try {
        parts[t] = Worker(options, t, shared).run();
      } catch (...) {
        failures[t] = std::current_exception();
      }
    });
  for (std::thread& thread : threads) thread.join();
  for (const std::exception_ptr& failure : failures)
    if (failure) std::rethrow_exception(failure);
  CampaignResult result;
  for (CampaignResult& part : parts) merge(result, std::move(part));
  std::sort(result.offenders.begin(), result.offenders.end(),
            [](const Offender& a, const Offender& b) {
              return std::pair(a.number, a.step) < std::pair(b.number, b.step);
            });
  return result;
}

}  // namespace modus::soundness
