#include "app/answer_drawing.h"

#include <gtest/gtest.h>

#include "claims/print.h"

namespace modus::app {
namespace {

using symbolic::Verdict;

symbolic::SentenceVerdict read(std::size_t sentence, const char* claim, Verdict verdict) {
  symbolic::SentenceVerdict one;
  one.sentence = sentence;
  one.claim = claim;
  one.quoted = std::string("so ") + claim;
  one.verdict = verdict;
  return one;
}

TEST(AnswerDrawing, KeepsTheVerdictsAndShowsWhatRestsOnWhat) {
  symbolic::AnswerCheck check;
  check.verdict = symbolic::ChainVerdict::kRefuted;
  check.sentences = 5;
  check.first_mistake = 4;
  check.claims = {read(3, "2 * 18 = 36", Verdict::kProved), read(4, "18 = 18", Verdict::kProved),
                  read(4, "18 + 36 = 44", Verdict::kRefuted),
                  read(5, "44 / 2 = 22", Verdict::kUnproved)};
  check.claims[3].rests_on = {4};
  const AnswerDrawing drawing = drawing_of(check);
  ASSERT_EQ(drawing.chain.steps.size(), 4u);
  EXPECT_EQ(drawing.result.first_mistake, 2u);
  EXPECT_EQ(drawing.result.steps[3].verdict, Verdict::kUnproved);
  EXPECT_EQ(drawing.chain.steps[3].cites, std::vector<claims::StepId>{claims::StepId{3}});
  EXPECT_EQ(claims::print(drawing.chain.steps[2].claim), "18 + 36 = 44");
  EXPECT_EQ(drawing.chain.text[3], "so 18 = 18 ... so 18 + 36 = 44");
}

TEST(AnswerDrawing, OfNothingReadIsEmpty) {
  symbolic::AnswerCheck check;
  check.sentences = 2;
  EXPECT_TRUE(drawing_of(check).chain.steps.empty());
}

}  // namespace
}  // namespace modus::app
