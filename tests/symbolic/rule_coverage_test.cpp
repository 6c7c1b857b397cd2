#include "symbolic/rule_coverage.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "claims/chain_text.h"

namespace modus::symbolic {
namespace {

RuleCoverage coverage_of(std::string_view id, std::string_view text) {
  const rules::Library library = rules::Library::shipped();
  const auto all = rule_coverage(claims::parse_chain(text, "test"), library, {});
  EXPECT_EQ(all.size(), library.rules().size());
  const auto found = std::ranges::find(all, id, &RuleCoverage::id);
  return found == all.end() ? RuleCoverage{} : *found;
}

constexpr const char* kBackwards =
    "s1 given sailor(X) -> swims(X)\ns2 given swims(nils)\ns3 have sailor(nils) by s1 s2\n";

TEST(RuleCoverage, TellsWhatMatchedFromWhatFired) {
  const RuleCoverage fired = coverage_of("E03", kBackwards);
  EXPECT_TRUE(fired.applicable);
  EXPECT_EQ(fired.matched, 1u);
  EXPECT_EQ(fired.fired, 1u);
  // Any wrong equation may have a wrong sign; this one has not.
  const RuleCoverage matched = coverage_of("A04", "s1 have 2 + 2 = 5\n");
  EXPECT_EQ(matched.matched, 1u);
  EXPECT_EQ(matched.fired, 0u);
}

TEST(RuleCoverage, ARuleWithoutOccasionIsNotApplicable) {
  EXPECT_FALSE(coverage_of("A06", kBackwards).applicable);
  EXPECT_FALSE(coverage_of("J02", "s1 given p\n").fired);
  const RuleCoverage sound =
      coverage_of("E03", "s1 given p -> q\ns2 given p\ns3 have q by s1 s2\n");
  EXPECT_TRUE(sound.applicable);
  EXPECT_EQ(sound.matched, 0u);
}

TEST(RuleCoverage, KernelRulesAndRulesOfTheWholeChainCount) {
  const std::string chain =
      "ask q\ns1 given p -> q\ns2 given p\ns3 have p by s2\ns4 have q by s1 s2\nanswer true by "
      "s4\n";
  EXPECT_EQ(coverage_of("J10", chain).fired, 1u);
  EXPECT_EQ(coverage_of("J05", kBackwards).fired, 1u);
}

}  // namespace
}  // namespace modus::symbolic
