#include "bridge/clauses.h"

#include <gtest/gtest.h>

namespace modus::bridge {
namespace {

std::vector<std::string> parted(std::string_view sentence) {
  std::vector<std::string> texts;
  for (const SentenceTokens& clause : clauses_of(symbolic::reading::tokenise(sentence))) {
    std::string& text = texts.emplace_back();
    for (const symbolic::reading::Token& token : clause)
      text += (text.empty() ? "" : " ") + token.text;
  }
  return texts;
}

using Texts = std::vector<std::string>;

TEST(Clauses, OneWithoutSubjectHasThatOfTheFirst) {
  EXPECT_EQ(parted("Mia sold 6 of them and then bought 27 more."),
            (Texts{"mia sold 6 of them", "mia bought 27 more"}));
  EXPECT_EQ(parted("If she gave away 7 of them, but then bought 35 more,"),
            (Texts{"if she gave away 7 of them", "if she bought 35 more ,"}));
}

TEST(Clauses, OneWithASubjectStandsAlone) {
  EXPECT_EQ(parted("Ann has 3 pens and Ben has 4."), (Texts{"ann has 3 pens", "ben has 4"}));
  EXPECT_EQ(parted("Mia found 79 shells on the beach, she gave Tom 63."),
            (Texts{"mia found 79 shells on the beach", "she gave tom 63"}));
}

TEST(Clauses, AListIsOne) {
  for (const char* list : {"Ann has 3 red pens, 4 blue ones and 5 books.",
                           "There were 58 cats and 37 dogs in the yard.", "Ann has no pen."})
    EXPECT_EQ(parted(list).size(), 1u) << list;
}

TEST(Clauses, ASubjectWithANumberIsNotRepeated) {
  EXPECT_EQ(parted("The 3 boys sold 6 maps and bought 7 pens.").size(), 1u);
}

}  // namespace
}  // namespace modus::bridge
