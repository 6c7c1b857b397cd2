// First wrong steps of traces, on traces of our own.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tasks/bbm.h"
#include "tasks/mistakes/order_puzzle.h"
#include "tasks/mistakes/ordering_trace.h"
#include "tasks/processbench.h"
#include "tasks/wilson.h"

namespace modus::tasks {
namespace {

// -1: no step is wrong.
int first(const std::string& input, const std::vector<std::string>& steps) {
  const auto mistake = first_mistake(input, steps);
  return mistake ? static_cast<int>(mistake->step) : -1;
}
using Steps = std::vector<std::string>;

Steps with(Steps steps, std::size_t index, const std::string& step) {
  steps.at(index) = step;
  return steps;
}

TEST(TraceKind, IsSeenFromTheInput) {
  EXPECT_EQ(trace_kind("((1 + 2) * 3) ="), TraceKind::kCalculation);
  EXPECT_EQ(trace_kind("( [ ] <"), TraceKind::kDyck);
  EXPECT_EQ(trace_kind("pear apple fig"), TraceKind::kSorting);
}

TEST(FirstMistake, OfADyckTrace) {
  const std::string input = "( < > [";
  const Steps right = {"We should process each input one by one.",
                       "stack: empty",
                       "( ; stack: (",
                       "< ; stack: ( <",
                       "> ; stack: (",
                       "[ ; stack: ( [",
                       "Now, we have reached the end. The final stack is \"( [\".",
                       "We will need to pop out \"[\", \"(\" one by one in that order.",
                       "So, we need \"]\", \")\". So the answer is ] )"};
  EXPECT_EQ(first(input, right), -1);
  EXPECT_EQ(first(input, with(right, 4, "> ; stack: empty")), 4);
  EXPECT_EQ(first(input, with(right, 3, "[ ; stack: ( [")), 3);
  EXPECT_EQ(first(input, with(right, 6, "The final stack is \"(\".")), 6);
  EXPECT_EQ(first(input, with(right, 7, "We will need to pop out \"(\", \"[\".")), 7);
  EXPECT_EQ(first(input, with(right, 8, "So, we need \"]\", \")\". So the answer is ) ]")), 8);
  EXPECT_EQ(first("( ]", {"(", "( ; stack: (", "] ; stack: empty"}), 2);
}

TEST(FirstMistake, OfASortingTrace) {
  const std::string input = "fig pear apple plum";
  const Steps right = {
      "I should start by looking at the first letter of the words in the list. The first letter: "
      "\"fig\": \"f\" (6). \"pear\": \"p\" (16). \"apple\": \"a\" (1). \"plum\": \"p\" (16).",
      "We now have: (1) \"apple\" < (6) \"fig\" < (16) [\"pear\" ? \"plum\"].",
      "Now let's sort this subpart [\"pear\" ? \"plum\"] by looking at their second letters. The "
      "second letter: \"pear\": \"e\" (5). \"plum\": \"l\" (12).",
      "We now have: (5) \"pear\" < (12) \"plum\" for the subpart. Hence, we have \"apple\" < "
      "\"fig\" < \"pear\" < \"plum\".",
      "I have now sorted all the words. The answer is apple fig pear plum"};
  EXPECT_EQ(first(input, right), -1);
  EXPECT_EQ(first(input, with(right, 1,
                              "We now have: (6) \"fig\" < (1) \"apple\" < (16) [\"pear\" "
                              "? \"plum\"].")),
            1);
  EXPECT_EQ(
      first(input, with(right, 1, "We now have: (1) \"apple\" < (16) [\"pear\" ? \"plum\"].")), 1);
  EXPECT_EQ(first(input, with(right, 2,
                              "Now let's sort this subpart [\"pear\" ? \"plum\"] by "
                              "looking at their third letters. The third letter: "
                              "\"pear\": \"a\" (1). \"plum\": \"u\" (21).")),
            2);
  EXPECT_EQ(first(input, with(right, 3,
                              "We now have: (5) \"pear\" < (12) \"plum\" for the subpart. "
                              "Hence, we have \"fig\" < \"apple\" < \"pear\" < \"plum\".")),
            3);
  EXPECT_EQ(first(input, with(right, 4,
                              "I have now sorted all the words. The answer is apple pear "
                              "fig plum")),
            4);
}

TEST(FirstMistake, OfATraceOfSwaps) {
  const std::string input =
      "Ann, Ben, and Cy are playing a game. At the start of the game, they are each holding a "
      "ball: "
      "Ann has a red ball, Ben has a blue ball, and Cy has a green ball.\nAs the game progresses, "
      "pairs of players trade balls. First, Ann and Ben swap balls. Finally, Cy and Ann swap "
      "balls. "
      "At the end of the game, Ann has the\nOptions:\n(A) red ball.\n(B) blue ball.\n(C) green "
      "ball.";
  const Steps right = {"At the start: Ann: red, Ben: blue, Cy: green.",
                       "Ann and Ben swap balls: Ann: blue, Ben: red, Cy: green.",
                       "Cy and Ann swap balls: Ann: green, Ben: red, Cy: blue.",
                       "At the end of the game, Ann has the green ball. So the answer is (C)"};
  EXPECT_EQ(first(input, right), -1);
  EXPECT_EQ(first(input, with(right, 1, "A B: A: blue, B: red")), -1);
  EXPECT_EQ(first(input, with(right, 1, "Ann: blue, Ben: red, Cy: green.")), -1);
  EXPECT_EQ(first(input, with(right, 1, "Ann and Ben swap balls: Ann: blue, Ben: blue.")), 1);
  EXPECT_EQ(first(input, with(right, 2, "Cy and Ben swap balls: Cy: red, Ben: green.")), 2);
  EXPECT_EQ(first(input, with(right, 3,
                              "At the end of the game, Ann has the green ball. So the "
                              "answer is (A)")),
            3);
}

constexpr const char* kBirds =
    "The following statements each describe a set of three objects arranged in a fixed order. The "
    "statements are logically consistent.\n- On a branch, there are three birds: a jay, an owl, "
    "and "
    "a wren.\n- The owl is the leftmost.\n- The jay is to the right of the wren.\nQ: Given the "
    "above statements, which of the following is correct?\nOptions:\n(A) The jay is the second "
    "from "
    "the left.\n(B) The owl is the second from the left.\n(C) The wren is the second from the "
    "left.";

TEST(OrderPuzzle, ReadsStatementsAndPlaces) {
  const auto puzzle = OrderPuzzle::read(kBirds);
  ASSERT_TRUE(puzzle);
  EXPECT_EQ(puzzle->objects(), (Steps{"jay", "owl", "wren"}));
  ASSERT_EQ(puzzle->statements().size(), 2u);
  EXPECT_EQ(puzzle->statements()[0], (OrderStatement{1, std::nullopt, 0}));
  EXPECT_EQ(puzzle->statements()[1], (OrderStatement{2, 0, 0}));
  EXPECT_EQ(puzzle->place("the second from the right"), 1u);
  EXPECT_EQ(puzzle->place("the newest"), 2u);
  EXPECT_EQ(puzzle->place("second-to-last"), 1u);
  EXPECT_EQ(puzzle->place("the seventh from the left"), std::nullopt);
  EXPECT_EQ(puzzle->option("C"), (OrderStatement{2, std::nullopt, 1}));
}

TEST(FirstMistake, OfATraceThatOrders) {
  const Steps right = {
      "To answer the question, I need to identify the positions of all three birds.",
      "The owl is the leftmost. So from left to right: first is the owl, then second and third can "
      "be any bird.",
      "The jay is to the right of the wren. So from left to right: first is the owl, then second "
      "is "
      "the wren, then third is the jay.",
      "According to this ordering, the wren is the second from the left. So the answer is (C)"};
  EXPECT_EQ(first(kBirds, right), -1);
  EXPECT_EQ(first(kBirds, with(right, 1,
                               "The owl is the leftmost. So from left to right: first is "
                               "the owl, then second is the wren, then third can be any "
                               "bird.")),
            1);  // true, but not shown yet
  EXPECT_EQ(first(kBirds, with(right, 2,
                               "So from left to right: first is the owl, then second is "
                               "the jay, then third is the wren, then fourth is the jay.")),
            2);
  EXPECT_EQ(first(kBirds, with(right, 3, "So the answer is (A)")), 3);
}

TEST(FirstMistake, GeneratedTracesAreCorrectAndTheSeedDecides) {
  for (std::uint64_t i = 0; i < 60; ++i) {
    const OrderingTrace trace = correct_ordering_trace(RandomStream(7).fork(i));
    const auto mistake = ordering_mistake(trace.input, trace.steps);
    EXPECT_FALSE(mistake) << trace.input << mistake->evaluation;
    EXPECT_EQ(trace.steps, correct_ordering_trace(RandomStream(7).fork(i)).steps);
    OrderingTrace wrong = trace;
    std::string& last = wrong.steps.back();
    const std::size_t letter = last.size() - 2;
    last[letter] = last[letter] == 'A' ? 'B' : 'A';
    const auto found = ordering_mistake(wrong.input, wrong.steps);
    ASSERT_TRUE(found) << wrong.input;
    EXPECT_EQ(found->step, wrong.steps.size() - 1);
  }
}

TEST(WilsonInterval, OfKnownShares) {
  const Interval some = wilson_interval(139, 150);
  EXPECT_NEAR(some.low, 0.8734, 1e-3);
  EXPECT_NEAR(some.high, 0.9586, 1e-3);
  EXPECT_NEAR(wilson_interval(0, 10).low, 0, 1e-12);
  EXPECT_NEAR(wilson_interval(10, 10).high, 1, 1e-12);
  EXPECT_EQ(wilson_interval(0, 0).high, 1);
}

TEST(FirstRefutedStep, IsTheFirstWithAFalseEquation) {
  const auto mistake =
      first_refuted_step("Add up.", {"We have $2 + 3 = 5$.", "Then $5 \\cdot 4 = 21$.", "So 21."});
  ASSERT_TRUE(mistake);
  EXPECT_EQ(mistake->step, 1u);
  EXPECT_FALSE(first_refuted_step("Add up.", {"We have $2 + 3 = 5$.", "Then $5 \\cdot 4 = 20$."}));
}

}  // namespace
}  // namespace modus::tasks
