// modus_soundness N [--seed S]: N random chains through the checker, its verdicts against an oracle
// that shares no code with it. Exit 1 on any wrong verdict, or when the chains exercised too
// little; 3 where it was stopped before chain N.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <thread>

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include "base/error.h"
#include "base/files.h"
#include "claims/chain_text.h"
#include "symbolic/worker.h"
#include "tools/soundness/campaign.h"
#include "tools/soundness/checkpoint.h"
#include "tools/soundness/second_opinion.h"
#include "tools/soundness/trial.h"

namespace {

using namespace modus;             // NOLINT(google-build-using-namespace): a main file
using namespace modus::soundness;  // NOLINT(google-build-using-namespace)

constexpr std::size_t kShownOffenders = 5;
constexpr double kReport_s = 10;      // between two lines
constexpr double kProvedShare = 0.2;  // of the have steps, else the oracle had little to judge

void show_judged(const RandomChain& made, std::uint64_t seed) {
  const Trial trial = judge(made, seed);
  for (const symbolic::StepResult& step : trial.result.steps)
    fmt::print("# step {}: {} {}\n", step.index + 1, symbolic::to_string(step.verdict),
               step.reason);
  for (const Finding& finding : trial.judgement.findings)
    fmt::print("# step {}: {}: {}\n", finding.step + 1, to_string(finding.wrong), finding.why);
}

void show_offender(const Offender& offender, std::uint64_t seed) {
  fmt::print("chain {} of seed {}, step {}: {}\n", offender.number, seed, offender.step + 1,
             offender.what);
  const RandomChain made = chain_number(seed, offender.number);
  try {
    const RandomChain small = minimised(made, seed);
    fmt::print("{}", claims::print_chain(small.chain));
    show_judged(small, seed);
  } catch (const std::exception& failure) {
    fmt::print("{}# failed: {}\n", claims::print_chain(made.chain), failure.what());
  }
  fmt::print("\n");
}

// Each item at least N / 100 times: 1,000 of 100,000.
bool show_shortfalls(const CampaignResult& result) {
  bool short_of = false;
  for (const Coverage::Row& row : result.coverage.rows()) {
    if (row.count >= result.trials / 100) continue;
    fmt::print("too seldom: {} {} {} times\n", row.group, row.item, row.count);
    short_of = true;
  }
  if (result.coverage.proved_share() < kProvedShare) {
    fmt::print("too few proved: {:.1f} % of the have steps\n",
               100 * result.coverage.proved_share());
    short_of = true;
  }
  return short_of;
}

std::atomic<bool> stop_asked{false};
void ask_to_stop(int) { stop_asked = true; }

// Says at once what is wrong, every few seconds how far it is, and keeps the checkpoint.
class Reports {
 public:
  Reports(const CampaignOptions& options, std::string path, std::uint64_t before)
      : options_(options), path_(std::move(path)), before_(before) {}

  void on_offender(const Offender& offender) {
    ++wrong_;
    if (wrong_ <= kShownOffenders) show_offender(offender, options_.seed);
    std::fflush(stdout);
  }

  void on_more_counted(const CampaignResult& result) {
    const double elapsed_s = seconds_since(begin_);
    if (seconds_since(last_) < kReport_s) return;
    last_ = Clock::now();
    save(result);
    const double rate = static_cast<double>(result.trials - before_) / elapsed_s;
    const double left_s = static_cast<double>(options_.count - result.trials) / rate;
    fmt::print(stderr, "{}/{} chains  {:.1f} a second  {:.0f} min left  {} wrong\n", result.trials,
               options_.count, rate, left_s / 60, result.offenders.size());
  }

  void save(const CampaignResult& result) const {
    if (!path_.empty()) write_file(path_, checkpoint_text(result, options_.seed));
  }

 private:
  using Clock = std::chrono::steady_clock;
  static double seconds_since(Clock::time_point then) {
    return std::chrono::duration<double>(Clock::now() - then).count();
  }

  const CampaignOptions& options_;
  const std::string path_;
  const std::uint64_t before_;  // chains counted on other days
  const Clock::time_point begin_ = Clock::now();
  Clock::time_point last_ = begin_;
  std::size_t wrong_ = 0;
};

int run(CampaignOptions options, const std::string& checkpoint) {
  constexpr std::size_t kMaxCheckpointBytes = 1 << 20;
  CampaignResult so_far;
  if (!checkpoint.empty() && std::filesystem::exists(checkpoint))
    so_far = read_checkpoint(read_text(checkpoint, kMaxCheckpointBytes), options.seed, checkpoint);
  Reports reports(options, checkpoint, so_far.trials);
  options.on_offender = [&](const Offender& offender) { reports.on_offender(offender); };
  options.on_more_counted = [&](const CampaignResult& result) { reports.on_more_counted(result); };
  const CampaignResult result = run_campaign(options, std::move(so_far));
  reports.save(result);
  fmt::print("{}", result.coverage.table());
  fmt::print("{} chains, seed {}; {:.1f} % of the have steps proved; {} verdicts with witnesses\n",
             result.trials, options.seed, 100 * result.coverage.proved_share(), result.witnesses);
  fmt::print("cvc5: {} verdicts confirmed, {} not decided\n", result.asked_agreed,
             result.asked_unknown);
  const bool cut_short = result.trials < options.count;
  const bool short_of = !cut_short && options.stop_after == 0 && show_shortfalls(result);
  for (const Offender& offender : result.offenders)
    fmt::print("chain {}, step {}: {}\n", offender.number, offender.step + 1, offender.what);
  fmt::print("{} wrong verdicts\n", result.offenders.size());
  if (!result.offenders.empty() || short_of) return 1;
  return cut_short ? 3 : 0;
}

}  // namespace

int main(int argc, char** argv) {
  symbolic::run_worker_if_asked(argc, argv);
  CampaignOptions options;
  options.jobs = std::clamp(std::thread::hardware_concurrency(), 1u, 16u);
  options.stop = &stop_asked;
  std::string checkpoint;
  bool show_chain = false;
  CLI::App app{"Random chains against an oracle that shares no code with the checker"};
  app.add_option("count", options.count, "How many chains")->required();
  app.add_option("--seed", options.seed, "Other seeds, other chains");
  app.add_option("--jobs", options.jobs, "Checkers side by side")->check(CLI::Range(1, 64));
  app.add_option("--checkpoint", checkpoint,
                 "Keep the counts in this file, and go on from it where it is there");
  app.add_option("--seconds", options.seconds, "Begin no chain after that long; 0: no limit");
  app.add_option("--cvc5-every", options.second_opinion_every,
                 "Ask cvc5 about one chain in so many; 0: never");
  app.add_option("--stop-after", options.stop_after, "Stop after so many wrong verdicts");
  app.add_flag("--show", show_chain, "Print chain number COUNT instead");
  CLI11_PARSE(app, argc, argv);
  try {
    if (show_chain) {
      fmt::print("{}", claims::print_chain(chain_number(options.seed, options.count).chain));
      return 0;
    }
    if (!SecondOpinion::available()) {
      fmt::print(stderr, "cvc5 is not installed: no second opinion\n");
      options.second_opinion_every = 0;
    }
    std::signal(SIGINT, ask_to_stop);
    std::signal(SIGTERM, ask_to_stop);
    return run(options, checkpoint);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 70;
  }
}
