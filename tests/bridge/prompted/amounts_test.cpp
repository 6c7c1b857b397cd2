#include "bridge/prompted/amounts.h"

#include <gtest/gtest.h>

#include "bridge/prompted/amount_reading.h"
#include "claims/print.h"

namespace modus::bridge {
namespace {

std::string amounts(std::string_view sentence, const std::set<std::string>& taken = {}) {
  std::string all;
  for (const Amount& amount : amounts_in(sentence, taken))
    all += (all.empty() ? "" : "; ") + claims::print(amount.claim);
  return all;
}

TEST(Amounts, AreNamedByTheWordsAroundThem) {
  EXPECT_EQ(amounts("Vera has 12 stamps."), "vera_stamps = 12");
  EXPECT_EQ(amounts("3 cats sat."), "cats_sat = 3");
  EXPECT_EQ(amounts("In May she sowed 5 rows and in June 8 rows."),
            "may_sowed_rows = 5; june_rows = 8");
  EXPECT_EQ(amounts("Ben picks 3 times more plums than Ida."), "ben_picks_ida_times_more = 3");
}

TEST(Amounts, AreAsTheirHeaderSays) {
  EXPECT_EQ(amounts("In May Ida sowed 5 rows and in June 8."), "may_ida_sowed_rows = 5; june = 8");
  EXPECT_EQ(amounts("Ben has twice as many plums as Ida."), "ben_ida_many_plums = 2");
  EXPECT_EQ(amounts("It takes 15% of the 2 dozen eggs."), "takes = 15%; eggs = 2 * 12");
}

TEST(Amounts, OneNameIsOneAmount) {
  EXPECT_EQ(amounts("The red line is 3 inches long and the blue line is 1.2345678901234567 inches "
                    "long."),
            "line_inches_long = 3; blue_line_inches_long = 1.2345678901234567");
  EXPECT_EQ(amounts("Vera has 12 stamps.", {"vera_stamps"}), "vera_stamps_12 = 12");
}

TEST(Amounts, ShareWordsAndPercentages) {
  const auto found = amounts_in("It takes 15% of the 2 dozen eggs and half of the milk.", {});
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(claims::print(found[0].claim), "takes = 15%");
  EXPECT_EQ(found[0].values.front(), claims::Rational(3, 20));
  EXPECT_TRUE(found[0].is_part);
  EXPECT_EQ(found[1].values.front(), claims::Rational(24));
  EXPECT_FALSE(found[1].is_part);
  EXPECT_EQ(found[2].values.front(), claims::Rational(1, 2));
  EXPECT_EQ(found[2].values.back(), claims::Rational(2));
}

TEST(Amounts, WhatNoWordCanNameIsLeftOut) {
  EXPECT_EQ(amounts(""), "");
  EXPECT_EQ(amounts("How many?"), "");
  EXPECT_EQ(amounts("2.5"), "");
}

TEST(ReadAmounts, AreGivensOfTheirSentences) {
  const std::vector<std::string> text = {"Vera has 12 stamps.", "She likes them.",
                                         "She did not sell 3 of them."};
  Journal journal({});
  const TextReading read = read_amounts(text, {}, journal);
  ASSERT_EQ(read.sentences.size(), 2u);
  EXPECT_TRUE(read.sentences[0].grounded);
  EXPECT_EQ(read.sentences[0].steps[0].sentences, std::vector<std::size_t>{1});
  EXPECT_EQ(read.sentences[1].sentence, 3u);
  EXPECT_FALSE(read.sentences[1].grounded);
  EXPECT_NE(read.sentences[1].reason.find("not"), std::string::npos);
  EXPECT_EQ(read.amounts.size(), 2u);
}

}  // namespace
}  // namespace modus::bridge
