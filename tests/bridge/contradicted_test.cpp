#include "bridge/contradicted.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "claims/chain_text.h"
#include "claims/parse.h"

namespace modus::bridge {
namespace {

std::string judged(const claims::Chain& story, const std::string& formula,
                   std::string_view question) {
  return contradiction_with_text(story, claims::parse_claim(formula + " = 0", "formula").child(0),
                                 question);
}

std::string contradicted(const std::string& formula, std::string_view question) {
  const claims::Chain story = claims::parse_chain(R"(
@1 Nora has 12 red stamps.
@2 Nora lost 3 stamps.
@3 Tom gave Nora 5 stamps.
@4 Nora buys 13 erasers.
@5 Nora lost 2 more stamps than Tom.
@6 Of the blue and red ones 4 red and 6 blue are old.
s1 given nora_stamps = 12 @1
s2 given nora_lost_stamps = 3 @2
s3 given tom_gave_stamps = 5 @3
s4 given nora_erasers = 13 @4
s5 given nora_lost_more_stamps = 2 @5
s6 given ones_red = 4 @6
s7 given blue = 6 @6
)",
                                                  "story");
  return judged(story, formula, question);
}

constexpr std::string_view kLeft = "How many stamps does Nora have left?";

TEST(Contradicted, SignsFollowTheVerbs) {
  EXPECT_EQ(contradicted("nora_stamps - nora_lost_stamps + tom_gave_stamps", kLeft), "");
  EXPECT_EQ(contradicted("nora_stamps + nora_lost_stamps", kLeft),
            "sentence 2 takes away, `nora_lost_stamps` is added");
  EXPECT_EQ(contradicted("nora_stamps - (tom_gave_stamps - nora_lost_stamps)", kLeft),
            "sentence 3 brings more, `tom_gave_stamps` is taken away");
  EXPECT_EQ(contradicted("nora_lost_stamps", "How many stamps did Nora lose?"), "");
}

TEST(Contradicted, NothingIsMultipliedByItsOwnKind) {
  const std::string same = "`nora_lost_stamps` and `tom_gave_stamps` count the same: ";
  EXPECT_EQ(contradicted("nora_lost_stamps * tom_gave_stamps", kLeft),
            same + "multiplied they count something else");
  EXPECT_NE(contradicted("2 + nora_lost_stamps * tom_gave_stamps", "How many albums is that?"), "");
  EXPECT_EQ(contradicted("nora_lost_stamps * nora_erasers", kLeft), "");
  EXPECT_EQ(contradicted("nora_lost_stamps * tom_gave_stamps", "What is the area?"), "");
  EXPECT_EQ(contradicted("nora_lost_stamps / tom_gave_stamps", kLeft),
            same + "divided they count something else");
  EXPECT_EQ(contradicted("nora_lost_stamps / tom_gave_stamps", "How many stamp albums?"), "");
}

TEST(Contradicted, WhatHappensOnceIsCountedOnce) {
  const auto story = [](const std::string& more) {
    return claims::parse_chain(fmt::format(R"(# How many stamps does Nora have?
@1 Nora has 12 stamps.
@2 Nora finds 5 stamps.
@3 {}
ask X: total = X
s1 given nora_stamps = 12 @1
s2 given nora_finds_stamps = 5 @2
)",
                                           more),
                               "story");
  };
  const std::string once = "nora_stamps + nora_finds_stamps";
  const std::string twice = once + " + nora_finds_stamps";
  const std::string_view question = "How many stamps does Nora have?";
  EXPECT_EQ(judged(story("She is glad."), once, question), "");
  EXPECT_EQ(judged(story("She is glad."), twice, question),
            "sentence 2 happens once, `nora_finds_stamps` is counted twice");
  EXPECT_EQ(judged(story("The next day she does it again."), twice, question), "");
  EXPECT_EQ(judged(story("She is glad."), "nora_stamps + nora_stamps", question), "");
}

// "Double" counts nothing.
TEST(Contradicted, AMultipleOfTheKindMayMultiplyIt) {
  const auto story = claims::parse_chain(R"(# How many stamps does Ann have?
@1 Nora has 12 stamps.
@2 Ann has double the stamps of Nora.
ask X: total = X
s1 given nora_stamps = 12 @1
s2 given ann_stamps = 2 @2
)",
                                         "story");
  EXPECT_EQ(judged(story, "ann_stamps * nora_stamps", "How many stamps does Ann have?"), "");
}

TEST(Contradicted, ComparisonsAndManyNumbersSayNothingOfSigns) {
  EXPECT_EQ(contradicted("tom_gave_stamps + nora_lost_more_stamps", kLeft), "");
  EXPECT_EQ(contradicted("nora_stamps - ones_red", kLeft), "");
}

TEST(Contradicted, OneSumCountsOneKind) {
  EXPECT_EQ(contradicted("nora_stamps + nora_erasers", kLeft),
            "sentence 4 counts `erasers`, sentence 1 `red`: one sum has both");
  EXPECT_EQ(contradicted("2 * (nora_stamps - nora_erasers)", kLeft),
            "sentence 4 counts `erasers`, sentence 1 `red`: one sum has both");
  EXPECT_EQ(contradicted("nora_stamps * nora_erasers", kLeft), "");
  EXPECT_EQ(contradicted("nora_stamps + nora_erasers", "How many things does Nora have?"), "");
  EXPECT_EQ(contradicted("nora_stamps - ones_red", kLeft), "");  // red ones
}

TEST(Contradicted, ThingsAreNotCountedWithWhatIsInEachOfThem) {
  const claims::Chain story = claims::parse_chain(R"(
@1 Nora packs 9 crates and gives 2 to Tom.
@2 Each crate holds 6 jars.
s1 given nora_crates = 9 @1
s2 given gives_tom = 2 @1
s3 given crate_jars = 6 @2
)",
                                                  "story");
  const auto told = [&](const std::string& formula) {
    return judged(story, formula, "How many jars does Nora still have?");
  };
  EXPECT_EQ(told("nora_crates * crate_jars - gives_tom"),
            "`gives_tom` is of `crates`, of which sentence 2 says how many for each");
  EXPECT_EQ(told("(nora_crates - gives_tom) * crate_jars"), "");
}

TEST(Contradicted, APartIsSaidOfItsWhole) {
  const claims::Chain story = claims::parse_chain(R"(
@1 There is an 8% discount on all items.
@2 Ida paid 184 coins.
@3 Max keeps 50 hens, of which 40% are brown.
@4 Then 20% of his hens ran away.
@5 A lamp costs 30 coins.
@6 It is sold with 10% off.
s1 given discount = 8% @1
s2 given ida_paid_coins = 184 @2
s3 given max_keeps_hens = 50 @3
s4 given brown = 40% @3
s5 given hens_ran_away = 20% @4
s6 given lamp_costs_coins = 30 @5
s7 given sold_off = 10% @6
)",
                                                  "story");
  const auto told = [&](const std::string& formula) {
    return judged(story, formula, "How much is that?");
  };
  EXPECT_EQ(told("ida_paid_coins * discount"),
            "sentence 1 does not say that `discount` is a part of `ida_paid_coins`");
  EXPECT_EQ(told("max_keeps_hens * brown"), "");
  EXPECT_EQ(told("hens_ran_away * max_keeps_hens"), "");
  EXPECT_EQ(told("lamp_costs_coins - lamp_costs_coins * sold_off"), "");
}

}  // namespace
}  // namespace modus::bridge
