#include <gtest/gtest.h>

#include "rules/library.h"
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

}  // namespace
}  // namespace modus::symbolic
