#include "bridge/prompted/worked.h"

#include <gtest/gtest.h>

#include "claims/print.h"

namespace modus::bridge {
namespace {

std::vector<Amount> amounts(std::string_view text) { return amounts_in(text, {}); }

std::string formula(const std::string& prose, const std::string& answer, std::string_view text) {
  const Worked worked = worked_out({prose, answer}, amounts(text), text);
  return worked.lets.empty() ? "lacking: " + worked.lacking : claims::print(worked.formula);
}

constexpr std::string_view kEggs = "Vera fills 4 boxes with 6 eggs and eats 5 pieces.";

TEST(Worked, NumbersStandForWhatTheTextSays) {
  const Worked worked =
      worked_out({"4 boxes of 6 are 4 * 6 = 24 eggs. 24 - 5 = 19.", "19"}, amounts(kEggs), kEggs);
  ASSERT_EQ(worked.lets.size(), 2u);
  EXPECT_EQ(worked.lets[0].name, "part_1");
  EXPECT_EQ(claims::print(*worked.lets[0].definition), "vera_fills_boxes * eggs");
  EXPECT_EQ(worked.lets[1].name, "asked");
  EXPECT_EQ(claims::print(*worked.lets[1].definition), "part_1 - eats_pieces");
  EXPECT_EQ(claims::print(worked.formula), "vera_fills_boxes * eggs - eats_pieces");
}

TEST(Worked, OnlyWhatLeadsToTheAnswer) {
  const Worked worked =
      worked_out({"6 - 5 = 1. 4 * 6 = 24 eggs. Answer: 24", "24"}, amounts(kEggs), kEggs);
  ASSERT_EQ(worked.lets.size(), 1u);
  EXPECT_EQ(claims::print(worked.formula), "vera_fills_boxes * eggs");
}

TEST(Worked, ChainsOfEqualities) {
  EXPECT_EQ(formula("4 * 6 - 5 = 24 - 5 = 19", "19", kEggs),
            "vera_fills_boxes * eggs - eats_pieces");
}

TEST(Worked, EveryNumberNeedsAWord) {
  EXPECT_EQ(formula("4 * 7 = 28", "28", kEggs),
            "lacking: the prose uses 7, which no sentence says");
  EXPECT_EQ(formula("She has some left.", "19", kEggs),
            "lacking: no calculation of the prose comes to 19");
  EXPECT_EQ(formula("Many.", "", kEggs), "lacking: the prose comes to no number");
}

TEST(Worked, SharesAndUnitsThatEverybodyKnows) {
  constexpr std::string_view kSale = "A coat of 80 coins is 15% off.";
  EXPECT_EQ(formula("15% of 80 is 0.15 * 80 = 12. 80 - 12 = 68", "68", kSale),
            "coat_coins - off * coat_coins");
  EXPECT_EQ(formula("80 * 15 / 100 = 12", "12", kSale), "coat_coins * (100 * off) / 100");
  EXPECT_EQ(formula("80 / 2 = 40", "40", "Half of the 80 coins."), "coins / (1 / half)");
  EXPECT_EQ(formula("3 * 60 = 180", "180", "He runs 3 hours, how many minutes is that?"),
            "runs_hours * 60");
  EXPECT_EQ(formula("3 * 60 = 180", "180", "He runs 3 hours, how long is that?"),
            "lacking: the prose uses 60, which no sentence says");
}

// Each line has the one before it four times: written out, the last would have 4^14 parts.
TEST(Worked, WhatGrowsWithoutEndIsNotWrittenOut) {
  std::string prose = "2 + 2 + 2 + 2 = 8. ";
  long value = 8;
  for (int i = 0; i < 13; ++i) {
    const std::string before = std::to_string(value);
    value *= 4;
    prose += before + " + " + before + " + " + before + " + " + before + " = " +
             std::to_string(value) + ". ";
  }
  EXPECT_TRUE(formula(prose, std::to_string(value), "Ann has 2 cats.").starts_with("lacking: "));
  EXPECT_EQ(formula("2 + 2 + 2 + 2 = 8", "8", "Ann has 2 cats."),
            "ann_cats + ann_cats + ann_cats + ann_cats");
}

TEST(Worked, FormulasAreTheSameWhateverTheAmounts) {
  const std::vector<Amount> known = amounts(kEggs);
  const auto of = [&](const std::string& prose, const std::string& answer) {
    return worked_out({prose, answer}, known, kEggs).formula;
  };
  EXPECT_TRUE(same_formula(of("4 * 6 = 24, 24 - 5 = 19", "19"), of("6 * 4 - 5 = 19", "19"), known));
  EXPECT_FALSE(same_formula(of("4 * 6 = 24", "24"), of("4 + 6 = 10", "10"), known));
  // 2 + 2 and 2 * 2 come to one number here only.
  const std::vector<Amount> twos = amounts("2 cats and 2 dogs.");
  const auto twos_of = [&](const std::string& prose) {
    return worked_out({prose, "4"}, twos, "").formula;
  };
  EXPECT_FALSE(same_formula(twos_of("2 + 2 = 4"), twos_of("2 * 2 = 4"), twos));
}

TEST(Worked, MostProsesAgree) {
  const std::vector<Prose> proses = {{"4 + 6 = 10", "10"},
                                     {"4 * 6 = 24", "24"},
                                     {"6 * 4 = 24", "24"},
                                     {"They are 24 eggs.", "24"},
                                     {"4 * 7 = 28", "28"}};
  const Agreed agreed = most_worked_out(proses, amounts(kEggs), kEggs);
  EXPECT_EQ(claims::print(agreed.worked.formula), "vera_fills_boxes * eggs");
  EXPECT_EQ(agreed.agreeing, 2u);
  EXPECT_EQ(agreed.by_answer, 1u);
  EXPECT_EQ(agreed.samples, 5u);
  EXPECT_TRUE(most_worked_out({}, {}, "").worked.lets.empty());
}

}  // namespace
}  // namespace modus::bridge
