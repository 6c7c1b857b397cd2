#include "bridge/same_reading.h"

#include <gtest/gtest.h>

#include "claims/chain_text.h"
#include "claims/parse.h"

namespace modus::bridge {
namespace {

bool same(const char* a, const char* b) {
  return same_reading(claims::parse_claim(a, "a"), claims::parse_claim(b, "b"));
}

TEST(SameReading, LemmasAndVariablesDoNotMatter) {
  EXPECT_TRUE(same("chases(cat, dog)", "chase(cat, dog)"));
  EXPECT_TRUE(same("kind(X) -> nice(X)", "kind(Y) -> nice(Y)"));
  EXPECT_TRUE(same("forall X: kind(X) -> nice(X)", "kind(Y) -> nice(Y)"));
  EXPECT_FALSE(same("chase(cat, dog)", "chase(dog, cat)"));
  EXPECT_FALSE(same("kind(ann)", "not kind(ann)"));
}

TEST(SameReading, SentencesAreComparedOneByOne) {
  const claims::Chain expected = claims::parse_chain(
      "@1 Ann is kind and calm.\n@2 Bob is kind.\nask kind(ann)\ns1 given kind(ann) @1\n"
      "s2 given calm(ann) @1\ns3 given kind(bob) @2\n",
      "expected");
  const claims::Chain read = claims::parse_chain(
      "@1 Ann is kind and calm.\n@2 Bob is kind.\nask kind(ann)\ns1 given calm(ann) @1\n"
      "s2 given kind(ann) @1\ns3 given kind(ann) @2\n",
      "read");
  const ReadingCount count = compare_readings(read, expected);
  EXPECT_EQ(count.sentences, 2u);
  EXPECT_EQ(count.exact, 1u);
}

}  // namespace
}  // namespace modus::bridge
