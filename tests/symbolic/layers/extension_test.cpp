#include "symbolic/layers/extension.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/symbolic/queries.h"

namespace modus::symbolic {
namespace {

bool extends(std::string_view header, const std::vector<std::string>& premises) {
  const Asked query = asked(header, premises, "true");
  Extension extension(query.theory);
  bool all = true;  // one by one, as a chain is checked
  for (std::size_t n = 1; n <= query.query.premises.size(); ++n)
    all = extension.has_model({query.query.premises.data(), n});
  return all;
}

TEST(Extension, WhatIsNewCanBeChosen) {
  EXPECT_TRUE(extends("", {"kind(ann)", "kind(X) -> nice(X)", "kind(bob) and nice(bob)"}));
  EXPECT_TRUE(extends("", {"n = 1", "m = n + 2 * n", "k = m / 2"}));
  EXPECT_TRUE(extends("", {"kind(ann)", "not tall(ann)", "tall(X) -> old(X)"}));
  EXPECT_TRUE(extends("sort n: int\nsort m: int", {"n = 1", "m = n * n - 2"}));
}

TEST(Extension, ANewNumberIsLargeEnough) {
  EXPECT_TRUE(extends("", {"n > 1"}));
  EXPECT_TRUE(extends("sort n: int\nsort x: real", {"x = 1 / 2", "n > x", "3 * x != n"}));
  EXPECT_TRUE(extends("", {"n = 1", "m <= n / 2", "k >= m * n"}));
  EXPECT_FALSE(extends("", {"kind(X) -> n > 1", "n < 1"}));
}

TEST(Extension, NumbersAreLookedAtWithThoseThatTheyHangOn) {
  EXPECT_TRUE(extends("", {"n > 1", "kind(ann)", "n < 5", "n != 3 or n = 4"}));
  EXPECT_TRUE(extends("", {"forall X: kind(X)", "n > 1", "n < 5", "nice(ann)"}));
  EXPECT_TRUE(extends("", {"n = 1", "m = 1 / n"}));
  EXPECT_TRUE(extends("", {"n > 1 / n"}));
  EXPECT_FALSE(extends("", {"n = 0", "m = 1 / n"}));
  EXPECT_FALSE(extends("", {"n > 1", "n < 1"}));
  EXPECT_FALSE(extends("sort n: int", {"n > 1", "n < 2"}));
  EXPECT_FALSE(extends("", {"n = m", "m > 3", "n < 2"}));
  EXPECT_FALSE(extends("", {"kind(ann) or n = 1", "n > 3", "n < 5"}));
}

// What is said of other numbers is not read again: it takes no time.
TEST(Extension, HundredsOfNumbersApart) {
  std::vector<std::string> premises;
  for (int i = 0; i < 400; ++i) {
    premises.push_back("n" + std::to_string(i) + " > 2");
    premises.push_back("n" + std::to_string(i) + " < 7");
  }
  EXPECT_TRUE(extends("", premises));
}

TEST(Extension, WhatIsNotNewIsLeftToTheSolver) {
  EXPECT_FALSE(extends("", {"kind(ann)", "not kind(bob)"}));
  EXPECT_FALSE(extends("", {"n = 1", "n = 2"}));
  EXPECT_FALSE(extends("", {"n = n + 1"}));
  EXPECT_FALSE(extends("sort n: int", {"n = 1 / 2"}));
  EXPECT_FALSE(extends("sort n: int\nsort x: real", {"x = 1", "n = x"}));
  EXPECT_FALSE(extends("", {"not tall(ann)", "tall(bob)"}));
  EXPECT_FALSE(extends("", {"t = 2 h"}));
  EXPECT_FALSE(extends("sort ann: entity\nsort bob: entity", {"ann = bob"}));
}

TEST(Extension, AxiomsMustHaveAModelFirst) {
  Asked query = asked("", {"kind(ann)"}, "true");
  query.theory.axioms = {query.query.premises.front().claim};
  Extension extension(query.theory);
  EXPECT_FALSE(extension.has_model(query.query.premises));
  extension.found_model({});
  EXPECT_FALSE(extension.has_model(query.query.premises));  // kind is not new: the axioms name it
}

TEST(Extension, ForgetsNothingThatItDidNotSee) {
  const Asked query = asked("", {"kind(ann)", "nice(ann)", "tall(bob)"}, "true");
  Extension extension(query.theory);
  EXPECT_TRUE(extension.has_model(query.query.premises));
  const std::vector<Premise> other = {query.query.premises[2], query.query.premises[0],
                                      query.query.premises[1]};
  EXPECT_FALSE(extension.has_model(other));
}

TEST(Extension, AListThatGrowsIsKnownByItsNumber) {
  const Asked query = asked("", {"kind(ann)", "kind(X) -> nice(X)", "not nice(bob)"}, "true");
  const std::span<const Premise> all = query.query.premises;
  Extension extension(query.theory);
  EXPECT_TRUE(extension.has_model(all.first(1), 1));
  EXPECT_TRUE(extension.has_model(all.first(2), 1));
  EXPECT_FALSE(extension.has_model(all, 1));
  const Asked other = asked("", {"nice(ann)", "kind(ann)", "kind(X) -> nice(X)"}, "true");
  EXPECT_FALSE(extension.has_model(other.query.premises, 2));  // another list does not begin so
  EXPECT_FALSE(extension.has_model(all.first(1), 1));          // shorter than what is known
  extension.found_model(other.query.premises);
  EXPECT_FALSE(extension.has_model(all, 1));  // what is known comes from elsewhere now
}

// Whatever it says has a model, the solver finds one of.
RC_GTEST_PROP(ExtensionProperty, TheSolverAgrees, ()) {
  static const std::vector<std::string> pool = {"kind(ann)",
                                                "not kind(ann)",
                                                "kind(bob)",
                                                "kind(X) -> nice(X)",
                                                "nice(X) -> not kind(X)",
                                                "not nice(bob)",
                                                "n = 1",
                                                "n = 2",
                                                "m = n + 1",
                                                "n = m - 1",
                                                "m = 2 * m",
                                                "n > 3",
                                                "n < 5",
                                                "m > n",
                                                "k > 2 * m",
                                                "k != n",
                                                "k < m or k = 9",
                                                "forall X: kind(X)",
                                                "exists X: not kind(X)",
                                                "kind(ann) <-> nice(ann)",
                                                "kind(ann) or n = 1",
                                                "tall(X) -> n = 2",
                                                "not tall(ann) and m = 3"};
  std::vector<std::string> premises;
  for (int n = *rc::gen::inRange(1, 7); n > 0; --n)
    premises.push_back(pool[*rc::gen::inRange<std::size_t>(0, pool.size())]);
  constexpr const char* kSorts = "sort k: real\nsort m: real\nsort n: real";
  const Asked query = asked(kSorts, premises, "true");
  Extension extension(query.theory);
  bool so_far = true;  // asked of one list that grows
  for (std::size_t n = 1; n <= query.query.premises.size(); ++n)
    so_far = extension.has_model({query.query.premises.data(), n}, 1);
  RC_ASSERT(so_far == extends(kSorts, premises));
  if (!so_far) return;
  const Decision found =
      make_fresh_only(query.theory, {})->satisfiable(query.query.premises, Wanted::kVerdict);
  RC_ASSERT(found.outcome == Outcome::kOpen);
}

}  // namespace
}  // namespace modus::symbolic
