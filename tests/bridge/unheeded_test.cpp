#include "bridge/unheeded.h"

#include <gtest/gtest.h>

#include "claims/chain_text.h"
#include "claims/parse.h"

namespace modus::bridge {
namespace {

// Of two sentences with a number each; what the question says is the third.
std::string judged(const std::string& first, const std::string& second, const std::string& formula,
                   const std::string& question) {
  const claims::Chain story =
      claims::parse_chain("@1 " + first + "\n@2 " + second + "\n@3 " + question +
                              "\ns1 given figs = 12 @1\ns2 given others = 5 @2\n",
                          "story");
  return unheeded(claims::parse_claim(formula + " = 0", "formula").child(0),
                  WordProblem(story, question));
}

TEST(Unheeded, APeriodThatIsAskedFor) {
  const std::string week = "How many figs does Ida eat in a week?";
  const std::string morning = "Ida eats 12 figs in the morning.", noon = "Ida eats 5 figs at noon.";
  EXPECT_EQ(judged(morning, noon, "figs + others", week),
            "the question asks for a week, no number does");
  EXPECT_EQ(judged(morning, noon, "(figs + others) * 7", week), "");
  EXPECT_EQ(judged(morning, "Ida is there on 5 days of the week.", "figs * others", week), "");
  EXPECT_EQ(judged("Ida eats 12 figs.", "Ben eats 5 figs.", "figs + others", week), "");
  EXPECT_EQ(judged(morning, noon, "figs + others", "How many figs does Ida eat?"), "");
}

TEST(Unheeded, WhatTheRestIs) {
  const std::string sold = "Ida sells 5 figs and dries the remaining ones.";
  EXPECT_EQ(judged("Ida has 12 figs.", sold, "figs / others", "How many figs does she dry?"),
            "sentence 2 says `remaining`, nothing is taken away");
  EXPECT_EQ(judged("Ida has 12 figs.", sold, "figs - others", "How many figs does she dry?"), "");
  EXPECT_EQ(judged("Ida has 12 figs.", "Ben has 5 figs.", "figs + others",
                   "How many figs are remaining?"),
            "");
}

TEST(Unheeded, HowManyForEach) {
  const std::string boxes = "Ida has 12 boxes.", each = "Each box holds 5 figs.";
  EXPECT_EQ(judged(boxes, each, "figs + others", "How many figs are there?"),
            "sentence 2 says how many for each, nothing is multiplied");
  EXPECT_EQ(judged(boxes, each, "figs * others", "How many figs are there?"), "");
}

}  // namespace
}  // namespace modus::bridge
