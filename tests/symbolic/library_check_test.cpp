#include <algorithm>

#include <gtest/gtest.h>

#include "claims/chain_text.h"
#include "rules/library.h"
#include "symbolic/checker.h"
#include "symbolic/rule_tests.h"

namespace modus::symbolic {
namespace {

TEST(LibraryCheck, TheShippedRulesProveThemselves) {
  const rules::Library library = rules::Library::shipped();
  for (const std::string& failure : check_library(library, {})) ADD_FAILURE() << failure;
}

TEST(LibraryCheck, ARuleThatDoesNotDoWhatItSaysIsFound) {
  rules::Library library = rules::Library::shipped();
  library.add(R"toml(id = "X1"
title = "No conclusion by lookup"
severity = "error"
match = "have(S, p), by(S, lookup)"
message = "{S}"
refines = ["X9"]
bad = [ { chain = "s1 given p\ns2 have p by s1" }, { chain = "s1 given p(" } ]
good = [ { chain = "s1 given p\ns2 have p by lookup s1" } ]
)toml",
              "mine.toml");
  const std::vector<std::string> failures = check_library(library, {});
  ASSERT_EQ(failures.size(), 4u);
  EXPECT_EQ(failures[0], "X1 (mine.toml): refines X9, which is no rule");
  EXPECT_TRUE(failures[1].starts_with("X1 (mine.toml): bad example 1 does not fire it"));
  EXPECT_TRUE(failures[2].starts_with("X1 (mine.toml): bad example 2 cannot be read"));
  EXPECT_EQ(failures[3], "X1 (mine.toml): good example 1 fires X1: s2");
}

bool fires(const std::string& id, const std::string& text) {
  const rules::Library library = rules::Library::shipped();
  CheckOptions options;
  options.library = &library;
  const ChainResult result = check_chain(claims::parse_chain(text, "drawn"), options);
  return std::ranges::any_of(result.steps.back().evidence.rules,
                             [&](const FiredRule& rule) { return rule.id == id; });
}

// A number and its hundredfold are no percentage where taking the one for the other mends nothing.
TEST(LibraryCheck, AHundredfoldByChanceIsNoPercent) {
  EXPECT_TRUE(fires("A11", "s1 have 15% * 80 = 15 * 80\n"));
  EXPECT_TRUE(fires("A11", "s1 given y = 150% * x\ns2 have y = 150 * x by s1\n"));
  EXPECT_FALSE(fires("A11", "s1 have 200 / 2 = 101\n"));
  EXPECT_FALSE(
      fires("A11", "s1 given a = 0.98\ns2 given b = 0.95\ns3 have a / b > 98 / 90 by s1 s2\n"));
  EXPECT_FALSE(fires("A11", "s1 have 3 / 200 + 2 / 7 = 5 / 7\n"));
  EXPECT_FALSE(fires("A11", "s1 given x = 3 / 400\ns2 have x + 4 = 7 / 400 by s1\n"));
}

}  // namespace
}  // namespace modus::symbolic
