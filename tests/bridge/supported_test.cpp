#include "bridge/supported.h"

#include <gtest/gtest.h>

#include "claims/chain_text.h"
#include "tests/bridge/problems.h"

namespace modus::bridge {
namespace {

// Sentences and givens, then the definition of what is asked for.
std::string judged(const std::string& story, const std::string& definition,
                   std::string_view question) {
  return unsupported(claims::parse_chain(story + "\ns9 let asked := " + definition + "\n", "story"),
                     question);
}

constexpr const char* kStamps =
    "@1 Nora has 12 stamps.\n@2 Tom gave Nora 5 stamps.\n@3 Then Nora lost 3 stamps.\n"
    "ask X: asked = X\ns1 given nora_stamp = 12 @1\ns2 given tom_gave = 5 @2\n"
    "s3 given nora_lost = 3 @3";

TEST(Supported, VerbsCarryTheSigns) {
  constexpr std::string_view kLeft = "How many stamps does Nora have left?";
  EXPECT_EQ(judged(kStamps, "nora_stamp + tom_gave - nora_lost", kLeft), "");
  EXPECT_EQ(judged(kStamps, "nora_stamp - nora_lost", kLeft), "what sentence 2 says is left out");
  EXPECT_EQ(judged(kStamps, "nora_stamp - tom_gave - nora_lost", kLeft),
            "nothing says that `tom_gave` is taken away");
  EXPECT_EQ(judged(kStamps, "nora_stamp + 2", kLeft), "the definition has a number of its own");
  EXPECT_EQ(judged(kStamps, "nora_stamp + nora_stamp", kLeft), "`nora_stamp` is counted twice");
}

TEST(Supported, OnlyWhatTheQuestionCountsIsAdded) {
  constexpr const char* kStory =
      "@1 Nora has 4 shells.\n@2 Tom gives Nora 3 more.\n@3 Nora buys 7 pens.\n"
      "ask X: asked = X\ns1 given nora_shell = 4 @1\ns2 given tom_give = 3 @2\n"
      "s3 given nora_buy_pen = 7 @3";
  EXPECT_EQ(judged(kStory, "nora_shell + nora_buy_pen", "How many shells does Nora have in all?"),
            "sentence 3 counts something else");
}

TEST(Supported, AProductSaysHowManyForEach) {
  constexpr const char* kBoxes =
      "@1 Nora fills 4 boxes with stamps.\n@2 Each box holds 7 stamps.\n"
      "ask X: asked = X\ns1 given nora_box = 4 @1\ns2 given box_stamp = 7 @2";
  constexpr std::string_view kAll = "How many stamps are there in all?";
  EXPECT_EQ(judged(kBoxes, "nora_box * box_stamp", kAll), "");
  EXPECT_EQ(judged(kBoxes, "box_stamp * box_stamp", kAll), "`box_stamp` is counted twice");
  EXPECT_EQ(judged(kBoxes, "nora_box + box_stamp", kAll), "sentence 1 counts something else");
  EXPECT_EQ(judged(kBoxes, "nora_box * box_stamp", "How many boxes are there in all?"),
            "no sentence says how many there are for each");
}

TEST(Supported, WhatStandsForEachIsNamedThere) {
  constexpr const char* kCakes =
      "@1 Nora brought 20 cakes.\n@2 After an hour Tom came with 9 cakes.\n"
      "ask X: asked = X\ns1 given nora_cake = 20 @1\ns2 given tom_cake = 9 @2";
  EXPECT_EQ(judged(kCakes, "nora_cake * tom_cake", "How many cakes are there in all?"),
            "sentence 1 counts something else");
}

TEST(Supported, PronounsSayNothingOfWhoGains) {
  constexpr const char* kDimes =
      "@1 Sam had 9 dimes.\n@2 His dad gave him 7 dimes.\n"
      "ask X: asked = X\ns1 given sam_dime = 9 @1\ns2 given dad_gave = 7 @2";
  constexpr std::string_view kNow = "How many dimes does Sam have now?";
  EXPECT_EQ(judged(kDimes, "sam_dime + dad_gave", kNow), "");
  EXPECT_EQ(judged(kDimes, "sam_dime - dad_gave", kNow),
            "nothing says that `dad_gave` is taken away");
  EXPECT_EQ(judged(kDimes, "sam_dime + dad_gave", "How many more dimes does Sam need?"),
            "the question asks for a difference, `dad_gave` is added");
  EXPECT_EQ(judged(kDimes, "sam_dime", kNow), "what sentence 2 says is left out");
}

TEST(Supported, ComparisonsAndUnreadNumbers) {
  constexpr const char* kTall =
      "@1 Sam has 77 books.\n@2 This is 9 books more than Kim has.\n"
      "ask X: asked = X\ns1 given sam_book = 77 @1\ns2 given book_more = 9 @2";
  EXPECT_EQ(judged(kTall, "sam_book + book_more", "How many books does Kim have in total?"),
            "sentence 2 compares");
  constexpr const char* kTwo =
      "@1 There are 43 pens in the drawer and 19 pens on the desk.\n"
      "ask X: asked = X\ns1 given pen_drawer = 43 @1";
  EXPECT_EQ(judged(kTwo, "pen_drawer", "How many pens are there in total?"),
            "sentence 1 says nothing of `total`");
  EXPECT_EQ(judged(kTwo, "pen_drawer", "How many pens are there in the drawer?"),
            "sentence 1 has a number that was not read");
  EXPECT_EQ(judged(kStamps, "nora_stamp", "How many more stamps does Nora need to have 20?"),
            "the question has a number that was not read");
}

TEST(Supported, EachClauseSaysWhatHappensToItsNumber) {
  constexpr const char* kStory =
      "@1 Nora found 70 shells by the sea, she gave Tom 30 of the shells.\nask X: asked = X\n"
      "s1 given nora_found_shell = 30 @1\ns2 given nora_shell = 70 @1";
  constexpr const char* kNow = "How many shells does she now have?";
  EXPECT_EQ(judged(kStory, "nora_shell - nora_found_shell", kNow), "");
  EXPECT_EQ(judged(kStory, "nora_found_shell + nora_shell", kNow),
            "nothing says that `nora_found_shell` is added");
}

TEST(Supported, TheWholeCountsWhatOthersAreComparedWith) {
  constexpr const char* kStory =
      "@1 In May the harbour sells 40 hats.\n@2 In June the harbour sells 5 more hats than in "
      "May.\n"
      "ask X: asked = X\ns1 given may_hat = 40 @1\ns2 given june_hat = may_hat + 5 @2 @1";
  constexpr std::string_view kAll = "How many hats does the harbour sell in total?";
  EXPECT_EQ(judged(kStory, "may_hat + june_hat", kAll), "");
  EXPECT_EQ(judged(kStory, "june_hat", kAll), "what sentence 1 says is left out");
  EXPECT_EQ(judged(kStory, "may_hat", kAll), "sentence 1 says nothing of `total`");
}

TEST(Supported, AQuestionForNothingByNameIsNot) {
  EXPECT_EQ(unsupported(claims::parse_chain("@1 Nora has 12 stamps.\nask X: 12 = X\n"
                                            "s1 given nora_stamp = 12 @1\nanswer 12 by s1\n",
                                            "story"),
                        "How many stamps does Nora have?"),
            "`12 = X` asks for nothing by name");
}

// Two givens and a definition of `asked`.
std::string of_two(const std::string& first, const std::string& second,
                   const std::string& definition, std::string_view question) {
  return judged(
      "@1 " + first + "\n@2 " + second + "\nask X: asked = X\ns1 given a = 8 @1\ns2 given b = 4 @2",
      definition, question);
}

TEST(Supported, WhoeverGivesHasLess) {
  const std::string had = "The farmer had 8 apples.", gave = "The farmer gave 4 apples to Tom.";
  constexpr std::string_view kNow = "How many apples does the farmer have now?";
  EXPECT_EQ(of_two(had, gave, "a - b", kNow), "");
  EXPECT_EQ(of_two(had, gave, "a + b", kNow), "nothing says that `b` is added");
  const std::string in = "There are 8 crayons in the drawer.";
  const std::string out = "Mary took 4 crayons out of the drawer.";
  EXPECT_EQ(of_two(in, out, "a - b", "How many crayons are there now?"), "");
  EXPECT_NE(of_two(in, out, "a + b", "How many crayons are there now?"), "");
  EXPECT_NE(of_two("Fred had 8 dimes.", "His sister borrowed 4 dimes.", "a + b",
                   "How many dimes does Fred have now?"),
            "");
  EXPECT_EQ(of_two("Sam had 8 dimes.", "His dad gave him 4 more dimes.", "a + b",
                   "How many dimes does Sam have now?"),
            "");
}

TEST(Supported, ANumberWithoutNounCountsWhatTheOneBeforeDoes) {
  constexpr std::string_view kEnd = "How many bananas does Norma end with?";
  EXPECT_EQ(of_two("Norma has 8 bananas.", "Then Norma loses 4.", "a - b", kEnd), "");
  EXPECT_EQ(of_two("Norma has 8 bananas.", "Then Norma loses 4.", "a", kEnd),
            "sentence 1 says nothing of `end`");
  EXPECT_NE(of_two("Norma has 8 bananas.", "However, 4 were brown.", "a + b", kEnd), "");
}

TEST(Supported, AComparisonIsWithWhatItNames) {
  constexpr const char* kStory =
      "@1 Eric sells 22 hats in spring.\n@2 Eric sells 26 hats in summer.\n"
      "@3 In autumn Eric sells half as many hats as in summer.\nask X: asked = X\n"
      "s1 given spring = 22 @1\ns2 given summer = 26 @2\n";
  constexpr std::string_view kAll = "How many hats does Eric sell in total?";
  const std::string story(kStory);
  EXPECT_EQ(judged(story + "s3 given autumn = summer / 2 @3 @2", "spring + summer + autumn", kAll),
            "");
  EXPECT_EQ(judged(story + "s3 given autumn = spring / 2 @3 @1", "spring + summer + autumn", kAll),
            "sentence 3 compares with something else");
}

TEST(Supported, NobodyHasLessThanNothingOrHalfAThing) {
  constexpr std::string_view kMore = "How many more stamps does Nora have than Tom?";
  EXPECT_EQ(of_two("Tom has 8 stamps.", "Nora has 4 stamps.", "b - a", kMore),
            "it comes to less than nothing");
  EXPECT_EQ(judged("@1 Ann has 9 pens.\n@2 Each box holds 4 pens.\nask X: asked = X\n"
                   "s1 given a = 9 @1\ns2 given b = 4 @2",
                   "a / b", "How many boxes does Ann fill?"),
            "it comes to no whole number");
}

TEST(Supported, WhatIsForEachOfTheAskedDivides) {
  constexpr std::string_view kBoxes = "How many boxes does Ann fill?";
  EXPECT_EQ(of_two("Ann has 8 pens.", "Each box holds 4 pens.", "a / b", kBoxes), "");
  EXPECT_EQ(of_two("Ann has 8 pens.", "Each box holds 4 cups.", "a / b", kBoxes),
            "sentence 1 counts something else");
  EXPECT_EQ(
      of_two("Ann has 8 pens.", "There are 4 boxes.", "a / b", "How many pens go in each box?"),
      "");
}

TEST(Supported, TheStartIsWhatTheStoryUndoes) {
  const std::string gave = "Ida gave 8 noodles to Tom.", now = "Now Ida has 4 noodles.";
  constexpr std::string_view kStart = "How many noodles did Ida have to begin with?";
  EXPECT_EQ(of_two(gave, now, "b + a", kStart), "");
  EXPECT_NE(of_two(gave, now, "a - b", kStart), "");
}

// Whatever the generator writes is carried by its words.
TEST(Supported, GoldDefinitionsAre) {
  for (const GoldProblem& problem : generated_problems(tasks::Family::kArithmetic, 1000))
    EXPECT_EQ(unsupported(problem.chain, problem.question), "")
        << problem.question << "\n"
        << claims::print_chain(problem.chain);
}

std::string judged_pair(const char* first, const char* second, const std::string& definition,
                        std::string_view question) {
  return judged("@1 " + std::string(first) + "\n@2 " + second +
                    "\nask X: asked = X\ns1 given a = 12 @1\ns2 given b = 5 @2",
                definition, question);
}

TEST(Supported, WhatIsAskedForHasAPrice) {
  constexpr const char* kCaps = "Nora buys 12 caps.";
  constexpr std::string_view kCost = "How much did the caps cost?";
  EXPECT_EQ(judged_pair(kCaps, "Each cap costs $5.", "a * b", kCost), "");
  EXPECT_EQ(judged_pair(kCaps, "Each cap costs 5 dollars.", "a * b", kCost), "");
  EXPECT_EQ(judged_pair(kCaps, "Each cap weighs 5 grams.", "a * b", kCost),
            "no sentence says how many there are for each");
  EXPECT_EQ(judged_pair("Nora has 12 dollars.", "Nora buys a cap for 5 dollars.", "a + b",
                        "How much money did Nora spend?"),
            "sentence 1 counts something else");
  EXPECT_EQ(judged_pair("Nora bought a pen for 12 dollars.", "Nora bought a cap for 5 cents.",
                        "a + b", "How much did Nora spend in total?"),
            "sentence 1 counts something else");
  EXPECT_EQ(judged_pair("Nora bought pens for $12.", "Nora bought a car game for $5.", "a + b",
                        "How much did Nora spend on games?"),
            "sentence 1 counts something else");
}

TEST(Supported, WhatHappensBesidesIsNotLeftOut) {
  constexpr std::string_view kHas = "How many pens does Nora have?";
  EXPECT_EQ(judged_pair("Nora has 12 pens.", "Tom takes 5 away.", "a", kHas),
            "what sentence 2 says is left out");
  EXPECT_EQ(judged("@1 Nora has 12 pens.\n@2 If Tom gives all of his to Nora,\nask X: asked = X\n"
                   "s1 given a = 12 @1",
                   "a", kHas),
            "sentence 2 says what happens without a number");
  EXPECT_EQ(judged("@1 Last year, 12 boats landed.\n@2 Unfortunately, 5 boats landed late.\n"
                   "@3 In all,\nask X: asked = X\ns1 given a = 12 @1\ns2 given b = 5 @2",
                   "a", "How many boats landed last year?"),
            "what sentence 2 says is left out");
  EXPECT_EQ(judged_pair("Nora has 12 pens.", "Tom gave Nora 5 pens.", "a + b",
                        "How many pens does Nora have now? Assume that she loses some."),
            "the question says more than it asks");
}

TEST(Supported, SizesAndOthersAreNotAdded) {
  EXPECT_EQ(judged_pair("Nora swam 12 meters.", "The pool is 5 meters long.", "a + b",
                        "How many meters did Nora swim in all?"),
            "sentence 2 says how large something is");
  EXPECT_EQ(judged_pair("There are 12 oranges in a box.", "Tom takes 5 oranges.", "a + b",
                        "How many are left?"),
            "nothing says that `b` is added");
  EXPECT_EQ(judged_pair("Nora has 12 dolls.", "She traded in 5 dolls to buy a park.", "a + b",
                        "How many dolls does she have then?"),
            "nothing says that `b` is added");
  EXPECT_EQ(judged_pair("Nora had 12 sweets.", "Her box has 5 sweets each.", "a * b",
                        "How many sweets does Nora have in total?"),
            "sentence 1 counts something else");
}

std::string judged_three(const char* first, const char* second, const char* third,
                         const std::string& definition, std::string_view question) {
  return judged("@1 " + std::string(first) + "\n@2 " + second + "\n@3 " + third +
                    "\nask X: asked = X\ns1 given a = 12 @1\ns2 given b = 6 @2\ns3 given c = 2 @3",
                definition, question);
}

TEST(Supported, AQuotientWithinAProductIsOfWhatItMultiplies) {
  constexpr const char* kEach = "If Ida puts 2 candles on each cake, how many candles are there?";
  EXPECT_EQ(judged_three("Ida bakes 12 cakes.", "Then Ida gives away 6 cakes.", kEach, "a / b * c",
                         kEach),
            "no sentence says that anything is shared");
  constexpr const char* kPrice = "If a ribbon costs $2, how much does Ida pay for the ribbons?";
  EXPECT_EQ(judged_three("Ida wants 12 ribbons.", "The shop brings 6 ribbons for free.", kPrice,
                         "a * c / b", kPrice),
            "no sentence says that anything is shared");
  EXPECT_EQ(judged_pair("In a day Ida makes 12 cards.", "She works for 5 days.", "a / b",
                        "How many cards did Ida make every day?"),
            "sentence 1 says how many for each");
}

TEST(Supported, TheQuestionIsNoAnswer) {
  constexpr const char* kFlour = "If Ida needs 5 cups of flour, how many cups of flour are there?";
  EXPECT_EQ(judged_pair("Ida bakes 12 cakes.", kFlour, "b", kFlour), "the question says it itself");
  EXPECT_EQ(
      judged_pair("Ida has 12 pens.", "Tom bought 5 caps.", "a", "How many pens does Ida have?"),
      "what sentence 2 says is left out");
  EXPECT_EQ(judged_pair("Ida has 12 pens.", "Ida has 5 pens with a cap.", "a + b",
                        "How many pens without caps does Ida have in total?"),
            "the question leaves something out");
}

TEST(Supported, WhatComesBeforeIsInWhatIsThere) {
  EXPECT_EQ(judged_pair("Ida gets 12 bones.", "Later Ida has 5 bones.", "b + a",
                        "How many bones has Ida hidden?"),
            "`a` is said before what it is added to");
  EXPECT_EQ(judged_pair("There were 12 loaves in a shop.", "At noon 5 loaves were sold.", "a + b",
                        "How many loaves are there in the end?"),
            "nothing says that `b` is added");
  EXPECT_EQ(judged_pair("There are 12 bottles on a shelf.", "Ida buys 5 bottles.", "a + b",
                        "How many bottles are left on the shelf for Ida?"),
            "nothing is taken away from what is left");
  EXPECT_EQ(judged_pair("Ida had 12 cakes.", "Ida sold 5 cakes.", "a + b",
                        "How many cakes did Ida sell in all?"),
            "sentence 1 does not say what the question asks");
}

// "5 of them", "5 left", "9 more the next day": of what the number before counts.
TEST(Supported, ANumberOfThemCountsWhatTheOneBeforeDoes) {
  EXPECT_EQ(judged_pair("Ida had 12 figs.", "She ate 5 of them.", "a - b",
                        "How many figs does Ida have left?"),
            "");
  EXPECT_EQ(judged_pair("Ida has 12 books.", "She has read 5 of them.", "a + b",
                        "How many books are there in all?"),
            "nothing says that `b` is added");
  EXPECT_EQ(judged("@1 Ida picked 12 figs.\n@2 She lost 6 of them and picked 2 more the next day.\n"
                   "ask X: asked = X\ns1 given a = 12 @1\ns2 given b = 6 @2\ns3 given c = 2 @2",
                   "a - b", "How many figs would she have now?"),
            "what sentence 2 says is left out");
}

TEST(Supported, WhoBuysHasLessMoney) {
  constexpr std::string_view kLeft = "How much money does Ida have left?";
  EXPECT_EQ(judged_pair("Ida has $12.", "She buys a pen for $5.", "a - b", kLeft), "");
  EXPECT_EQ(judged_pair("Ida has $12.", "She buys a pen for $5.", "a + b", kLeft),
            "nothing says that `b` is added");
}

TEST(Supported, NumbersThatBelongTogetherAreNotLeftOut) {
  constexpr const char* kWant = "If Ida wants 12 plants, how many more plants does Ida need?";
  EXPECT_EQ(judged("@1 Ida has 6 ferns and 2 tall plants.\n@2 " + std::string(kWant) +
                       "\nask X: asked = X\ns1 given b = 6 @1\ns2 given c = 2 @1\n"
                       "s3 given a = 12 @2",
                   "a - c", kWant),
            "what sentence 1 says is left out");
  EXPECT_EQ(judged_three("A bird eats 12 berries a day.", "Ida has 6 birds.",
                         "The birds stay for 2 days.", "a * c",
                         "How many berries do the birds of Ida eat?"),
            "what sentence 2 says is left out");
  EXPECT_EQ(judged_three("12 stars are needed to fill a jar.", "Ida has made 6 stars.",
                         "There are 2 jars.", "a - b", "How many more stars does Ida need?"),
            "what sentence 3 says is left out");
}

}  // namespace
}  // namespace modus::bridge
