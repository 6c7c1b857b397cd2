#include "tools/soundness/oracle.h"

#include <gtest/gtest.h>

#include <string>

#include "claims/parse.h"
#include "tools/soundness/own_calendar.h"

namespace modus::soundness {
namespace {

World small_world() {
  World world;
  world.things = {"ann", "bob"};
  world.predicates = {{"kind", 1, false}, {"sees", 2, false}, {"rains", 0, false}};
  world.functions = {{"boss", true, NumberKind::kReal}};
  world.numbers = {{"cost", NumberKind::kReal, ""}};
  world.values = {Fraction(0), Fraction(1), Fraction(2)};
  return world;
}

// ann is 0 and kind, bob is 1, ann sees bob, bob is everybody's boss, cost is 0.
Model small_model() {
  Model model;
  model.size = 2;
  model.things = {0, 1};
  model.predicates = {0b01, 1u << 1, 0};
  model.entity_functions = {{1, 1, 0}};
  model.number_functions = {{}};
  model.numbers = {Fraction(0)};
  return model;
}

struct Case {
  std::string claim;
  Truth truth;
};
class InTheModel : public testing::TestWithParam<Case> {};
TEST_P(InTheModel, HasItsTruth) {
  const World world = small_world();
  const Statement statement(claims::parse_claim(GetParam().claim, "test"), world);
  EXPECT_EQ(statement.in(small_model()), GetParam().truth) << GetParam().claim;
}

constexpr Truth kTrue = Truth::kTrue;
constexpr Truth kFalse = Truth::kFalse;
constexpr Truth kUndefined = Truth::kUndefined;
constexpr Truth kUnknown = Truth::kUnknown;

INSTANTIATE_TEST_SUITE_P(
    Days, InTheModel,
    testing::Values(Case{"days_between(2024-02-28, 2024-03-01) = 2", kTrue},
                    Case{"days_between(2023-02-28, 2023-03-01) = 1", kTrue},
                    Case{"days_between(1900-02-28, 1900-03-01) = 1", kTrue},
                    Case{"days_between(2000-02-28, 2000-03-01) = 2", kTrue},
                    Case{"days_after(2023-12-31, 1) = 2024-01-01", kTrue},
                    Case{"days_after(2024-03-01, -1) = 2024-02-29", kTrue},
                    Case{"2024-03-01 < 2024-02-29", kFalse},
                    Case{"iso_weekday(2024-03-01) = 5", kTrue},
                    Case{"iso_weekday(1858-11-17) = 3", kTrue},
                    Case{"iso_weekday(2000-01-02) = 7", kTrue},
                    Case{"calendar_date(2023, 2, 29) = 2023-03-01", kUndefined},
                    Case{"calendar_date(2024, 13, 1) = 2025-01-01", kUndefined}));

INSTANTIATE_TEST_SUITE_P(Sums, InTheModel,
                         testing::Values(Case{"sum({1, 2, 2}) = 3", kTrue},
                                         Case{"sum({cost, 0, 2}) = 2", kTrue},
                                         Case{"card({1, 1.0, cost}) = 2", kTrue},
                                         Case{"sum(union({1, 2}, {2, 3})) = 6", kTrue},
                                         Case{"sum(intersection({1, 2}, {2, 3})) = 2", kTrue},
                                         Case{"sum(difference({1, 2}, {2, 3})) = 1", kTrue},
                                         Case{"sum({1, 1 / cost}) = 2", kUndefined}));

INSTANTIATE_TEST_SUITE_P(
    Logic, InTheModel,
    testing::Values(Case{"kind(ann)", kTrue}, Case{"kind(bob)", kFalse},
                    Case{"sees(ann, bob) and not sees(bob, ann)", kTrue},
                    Case{"kind(boss(ann))", kFalse}, Case{"boss(ann) = bob", kTrue},
                    Case{"exists X: kind(X)", kTrue}, Case{"forall X: kind(X)", kFalse},
                    Case{"kind(X) -> sees(X, bob)", kTrue}, Case{"rains xor kind(ann)", kTrue},
                    Case{"rains <-> kind(bob)", kTrue}, Case{"ann in {bob}", kFalse},
                    Case{"forall X: exists Y: boss(X) = Y", kTrue},
                    Case{"exists Y: forall X: boss(X) = Y", kTrue}));

INSTANTIATE_TEST_SUITE_P(Arithmetic, InTheModel,
                         testing::Values(Case{"7 div 2 = 3", kTrue}, Case{"-7 div 2 = -4", kTrue},
                                         Case{"7 div -2 = -4", kTrue}, Case{"-7 mod 2 = 1", kTrue},
                                         Case{"7 mod -2 = -1", kTrue}, Case{"5 / 2 = 2.5", kTrue},
                                         Case{"-2^2 = -4", kTrue}, Case{"2^3^2 = 512", kTrue},
                                         Case{"50% = 0.5", kTrue}, Case{"1/3 ~= 0.33", kTrue},
                                         Case{"0.336 ~= 0.33", kFalse},
                                         Case{"0.335 ~= 0.33", kTrue}, Case{"2 in {1, 2}", kTrue},
                                         Case{"0.1 + 0.2 = 0.3", kTrue}));

INSTANTIATE_TEST_SUITE_P(Partial, InTheModel,
                         testing::Values(Case{"1 / cost = 1 / cost", kUndefined},
                                         Case{"0^0 = 1", kUndefined}, Case{"0^-1 = 0", kUndefined},
                                         Case{"1 mod cost = 0", kUndefined},
                                         Case{"cost = 0 or 1 / cost > 2", kTrue},
                                         Case{"1 / cost > 2 or cost = 0", kUndefined},
                                         Case{"cost != 0 and 1 / cost > 2", kFalse},
                                         Case{"cost != 0 -> 1 / cost > 2", kTrue},
                                         Case{"not 1 / cost = 1", kUndefined},
                                         Case{"rains xor 1 / 0 = 1", kUndefined},
                                         Case{"exists Y: kind(Y) or 1 / 0 = 1", kUndefined}));

INSTANTIATE_TEST_SUITE_P(OverNumbers, InTheModel,
                         testing::Values(Case{"exists N: N = cost + 1", kTrue},
                                         Case{"exists N: N = cost + 9", kUnknown},
                                         Case{"forall N: N > cost", kFalse},
                                         Case{"forall N: N >= cost - 9", kUnknown}));

TEST(Models, AreAllThereWhereTheyAreFew) {
  World world;
  world.things = {"ann"};
  world.predicates = {{"kind", 1, false}};
  const Models models = models_of(world, 100, RandomStream(1));
  EXPECT_TRUE(models.complete);
  EXPECT_EQ(models.all.size(), 1 * 2 + 2 * 4 + 3 * 8u);
}

TEST(Models, AreDrawnWhereTheyAreMany) {
  World world = small_world();
  world.predicates.push_back({"likes", 2, false});
  const Models models = models_of(world, 300, RandomStream(1));
  EXPECT_FALSE(models.complete);
  EXPECT_EQ(models.all.size(), 300u);
}

// Whatever is likely: it goes with the fact in some models and against it in others.
TEST(Opinions, AreArbitrary) {
  const World world = small_world();
  const Statement likely(claims::parse_claim("likely kind(ann)", "test"), world);
  const Statement other(claims::parse_claim("possible kind(ann)", "test"), world);
  std::size_t held = 0, apart = 0;
  for (std::uint64_t opinion = 0; opinion < 200; ++opinion) {
    Model model = small_model();
    model.opinion = opinion;
    held += likely.in(model) == kTrue;
    apart += likely.in(model) != other.in(model);
    EXPECT_EQ(likely.in(model), likely.in(model));
  }
  EXPECT_GT(held, 60u);
  EXPECT_LT(held, 140u);
  EXPECT_GT(apart, 60u);
  const Statement undefined(claims::parse_claim("likely 1 / cost = 1", "test"), world);
  EXPECT_EQ(undefined.in(small_model()), kUndefined);
}

TEST(Calendar, WritesEveryDayAsItReadsIt) {
  for (std::int64_t day = -370'000; day < 2'900'000; day += 997) {
    const auto date = own_date(day);
    if (!date) continue;
    const auto part = [&](std::size_t begin, std::size_t length) {
      return std::stoll(date->substr(begin, length));
    };
    EXPECT_EQ(own_day(part(0, 4), part(5, 2), part(8, 2)), day) << *date;
  }
  EXPECT_EQ(own_date(0), "2000-01-01");
  EXPECT_FALSE(own_date(3'000'000));
}

}  // namespace
}  // namespace modus::soundness
