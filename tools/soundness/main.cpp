// modus_soundness N [--seed S]: N random chains through the checker, its verdicts against an oracle
// that shares no code with it. Exit 1 on any wrong verdict, or when the chains exercised too
// little.
#include <algorithm>
#include <cstdio>
#include <set>
#include <thread>

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include "base/error.h"
#include "claims/chain_text.h"
#include "symbolic/worker.h"
#include "tools/soundness/campaign.h"
#include "tools/soundness/second_opinion.h"
#include "tools/soundness/trial.h"

namespace {

using namespace modus;             // NOLINT(google-build-using-namespace): a main file
using namespace modus::soundness;  // NOLINT(google-build-using-namespace)

constexpr std::size_t kShownOffenders = 5;
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
  fmt::print("chain {}, step {}: {}\n", offender.number, offender.step + 1, offender.what);
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

int run(const CampaignOptions& options) {
  const CampaignResult result = run_campaign(options);
  fmt::print("{}", result.coverage.table());
  fmt::print("{} chains, seed {}; {:.1f} % of the have steps proved; {} verdicts with witnesses\n",
             result.trials, options.seed, 100 * result.coverage.proved_share(), result.witnesses);
  fmt::print("cvc5: {} verdicts confirmed, {} not decided\n", result.asked_agreed,
             result.asked_unknown);
  std::set<std::uint64_t> shown;
  for (const Offender& offender : result.offenders)
    if (shown.size() < kShownOffenders && shown.insert(offender.number).second)
      show_offender(offender, options.seed);
  const bool short_of = options.stop_after == 0 && show_shortfalls(result);
  fmt::print("{} wrong verdicts\n", result.offenders.size());
  return result.offenders.empty() && !short_of ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  symbolic::run_worker_if_asked(argc, argv);
  CampaignOptions options;
  options.threads = std::clamp(std::thread::hardware_concurrency(), 1u, 16u);
  bool show_chain = false;
  CLI::App app{"Random chains against an oracle that shares no code with the checker"};
  app.add_option("count", options.count, "How many chains")->required();
  app.add_option("--seed", options.seed, "Other seeds, other chains");
  app.add_option("--threads", options.threads, "Checkers side by side")->check(CLI::Range(1, 64));
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
    return run(options);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 70;
  }
}
