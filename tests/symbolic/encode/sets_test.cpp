#include "symbolic/encode/sets.h"

#include <gtest/gtest.h>

#include "tests/symbolic/chain_checks.h"
#include "tests/symbolic/queries.h"

namespace modus::symbolic {
namespace {

const char* const kSets = "sort a: set[entity]\nsort b: set[entity]\nsort c: set[entity]";

TEST(SetTerms, AreDecidedByTheirMembers) {
  EXPECT_EQ(fresh(kSets, {"x in a", "subset(a, b)"}, "x in b"), "entailed");
  EXPECT_EQ(fresh(kSets, {"x in union(a, b)", "not x in a"}, "x in b"), "entailed");
  EXPECT_EQ(fresh(kSets, {"x in difference(a, b)"}, "x in b"), "refuted");
  EXPECT_EQ(fresh(kSets, {"a = {ann, bob}"}, "intersection(a, {ann}) = {ann}"), "entailed");
  EXPECT_EQ(fresh(kSets, {"x in a"}, "x in b"), "open");
  EXPECT_EQ(fresh(kSets, {},
                  "intersection(a, union(b, c)) = union(intersection(a, b), "
                  "intersection(a, c))"),
            "entailed");
}

TEST(SetTerms, AreCounted) {
  EXPECT_EQ(fresh("", {"ann != bob"}, "card({ann, bob}) = 2"), "entailed");
  EXPECT_EQ(fresh("", {}, "card({ann, bob}) = 2"), "open") << "two names may denote one thing";
  EXPECT_EQ(fresh("", {"x = 1", "y = 2"}, "sum({x, y, 1}) = 3"), "entailed");
  const auto entailed = [](const std::vector<std::string>& premises, const char* goal) {
    Asked query = asked(kSets, premises, goal);
    query.query.premises_satisfiable = true;
    return told(decided_fresh(query, Wanted::kVerdict));
  };
  EXPECT_EQ(entailed({"card(a) = 5", "card(b) = 4", "card(intersection(a, b)) = 2"},
                     "card(union(a, b)) = 7"),
            "entailed");
  EXPECT_EQ(entailed({"card(a) = 5", "subset(b, a)"}, "card(b) <= 5"), "entailed");
  EXPECT_EQ(entailed({"card(a) = 0"}, "x in a"), "refuted");
  EXPECT_EQ(entailed({"card(a) = 5", "card(intersection(a, b)) = 2"}, "card(difference(a, b)) = 3"),
            "entailed");
}

TEST(Intervals, AreComparedByTheirEnds) {
  EXPECT_EQ(fresh("", {"start(a) < end(a)", "start(b) < end(b)", "interval_meets(a, b)"},
                  "start(a) < start(b)"),
            "entailed");
  const auto told_of = [](const char* chain, const char* step) {
    return step_told(check_text(chain), step);
  };
  EXPECT_EQ(told_of("s1 given before(a, b)\ns2 given before(b, c)\ns3 have before(a, c) by s1 s2\n",
                    "s3"),
            "proved");
  EXPECT_EQ(told_of("s1 given during(a, b)\ns2 have interval_contains(b, a) by s1\n", "s2"),
            "proved");
  EXPECT_EQ(told_of("s1 given interval_overlaps(a, b)\ns2 have before(a, b) by s1\n", "s2"),
            "refuted");
  EXPECT_EQ(told_of("s1 have not before(a, a)\n", "s1").substr(0, 9), "undecided")
      << "a may be no proper interval";
}

TEST(Dates, InChains) {
  const auto told_of = [](const char* chain, const char* step) {
    return step_told(check_text(chain), step);
  };
  EXPECT_EQ(told_of("s1 given start(trip) = 2024-02-28\ns2 given end(trip) = 2024-03-01\n"
                    "s3 have days_between(start(trip), end(trip)) = 2 by s1 s2\n",
                    "s3"),
            "proved");
  EXPECT_EQ(
      told_of("s1 given due = days_after(2024-01-31, 30)\ns2 have due = 2024-03-01 by s1\n", "s2"),
      "proved");
  EXPECT_EQ(told_of("s1 given due > 2024-03-01\ns2 have due > 2024-02-29 by s1\n", "s2"), "proved");
  EXPECT_EQ(told_of("s1 given due > 2024-03-01\ns2 have due > 2024-03-05 by s1\n", "s2"),
            "unproved");
}

TEST(Modality, IsKeptAndNeverProved) {
  const auto told_of = [](const char* chain, const char* step) {
    return step_told(check_text(chain), step);
  };
  const std::string never = "undecided (outside the fragment: modality)";
  EXPECT_EQ(told_of("s1 given likely p\ns2 have likely p by s1\n", "s2"), never);
  EXPECT_EQ(told_of("s1 given likely p\ns2 have p by s1\n", "s2"), "unproved");
  EXPECT_EQ(told_of("s1 given likely p\ns2 given q\ns3 have q by s1 s2\n", "s3"), "proved");
  EXPECT_EQ(told_of("s1 given p\ns2 have possible p by s1\n", "s2"), never);
  EXPECT_EQ(told_of("s1 have not 3^2 in {1, 2, 4} or usually p\n", "s1"), never);
  EXPECT_EQ(told_of("s1 given p\ns2 have likely q -> p by s1\n", "s2"), never);
  EXPECT_EQ(told_of("s1 given q\ns2 assume likely p\ns3 have q by s1 s2\n"
                    "s4 discharge s2: likely p -> q by s3\n",
                    "s4"),
            "malformed (a modal claim is never proved)");
}

}  // namespace
}  // namespace modus::symbolic
