#include "tools/soundness/campaign.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>

#include "base/error.h"
#include "tools/soundness/checkpoint.h"

namespace modus::soundness {
namespace {

CampaignOptions chains(std::uint64_t count) {
  CampaignOptions options;
  options.count = count;
  options.seed = 5;
  options.second_opinion_every = 0;
  return options;
}

CampaignResult through_a_file(const CampaignResult& result) {
  return read_checkpoint(checkpoint_text(result, 5), 5, "there");
}

TEST(Campaign, GoesOnWhereItStood) {
  const CampaignResult whole = run_campaign(chains(24), {});
  const CampaignResult half = run_campaign(chains(12), {});
  EXPECT_EQ(half.trials, 12u);
  const CampaignResult both = run_campaign(chains(24), through_a_file(half));
  EXPECT_EQ(checkpoint_text(both, 5), checkpoint_text(whole, 5));
  EXPECT_EQ(both.trials, 24u);
  EXPECT_NE(checkpoint_text(half, 5), checkpoint_text(whole, 5));
}

TEST(Campaign, ABlockCutShortCountsNothing) {
  std::atomic<bool> stop{false};
  CampaignOptions options = chains(4 * kBlock);
  options.stop = &stop;
  stop = true;
  EXPECT_EQ(run_campaign(options, {}).trials, 0u);
}

TEST(Checkpoint, KeepsOffendersAmongTheChainsCounted) {
  CampaignResult result;
  result.trials = 100;
  result.witnesses = 7;
  result.coverage.add("operator", "div", 3);
  result.offenders = {{17, 2, "wrong proved:\nit fails"}, {100, 0, "not counted yet"}};
  const CampaignResult read = through_a_file(result);
  ASSERT_EQ(read.offenders.size(), 1u);
  EXPECT_EQ(read.offenders.front(), (Offender{17, 2, "wrong proved: it fails"}));
  EXPECT_EQ(read.coverage.counts(), result.coverage.counts());
  EXPECT_EQ(read.witnesses, 7u);
}

TEST(Checkpoint, WhatIsNoneIsRefused) {
  const std::string good = checkpoint_text({}, 5);
  EXPECT_NO_THROW(read_checkpoint(good, 5, "there"));
  EXPECT_THROW(read_checkpoint(good, 6, "there"), ConfigError);
  EXPECT_THROW(read_checkpoint("", 5, "there"), ConfigError);
  EXPECT_THROW(read_checkpoint(good + "more\t1\n", 5, "there"), ConfigError);
  EXPECT_THROW(read_checkpoint(good + "count\toperator\tdiv\tmany\n", 5, "there"), ConfigError);
  EXPECT_THROW(read_checkpoint(good.substr(0, good.size() / 2), 5, "there"), ConfigError);
}

}  // namespace
}  // namespace modus::soundness
