#include "symbolic/proposals.h"

#include <gtest/gtest.h>

#include "claims/parse.h"

namespace modus::symbolic {
namespace {

claims::Claim claim(const std::string& text) { return claims::parse_claim(text, "test"); }

TEST(Proposals, AreJudgedLikeAnyClaim) {
  Proposals proposals("A dozen boxes of six make 72. Then six less make 65.", {});
  const SentenceVerdict right = proposals.judge(1, claim("12 * 6 = 72"));
  EXPECT_EQ(right.verdict, Verdict::kProved);
  EXPECT_EQ(right.quoted, "A dozen boxes of six make 72.");
  const SentenceVerdict wrong = proposals.judge(2, claim("72 - 6 = 65"));
  EXPECT_EQ(wrong.verdict, Verdict::kRefuted);
  EXPECT_EQ(wrong.detail, "72 - 6 = 66");
  EXPECT_EQ(wrong.sentence, 2u);
}

TEST(Proposals, ANameGetsItsValueFromItsFirstEquation) {
  Proposals proposals("She has 18 rolls. Twice the rolls are 38.", {});
  const SentenceVerdict early = proposals.judge(1, claim("2 * rolls = 36"));
  EXPECT_EQ(early.verdict, Verdict::kMalformed);
  EXPECT_EQ(early.detail, "nothing says what `rolls` is");
  const SentenceVerdict named = proposals.judge(1, claim("rolls = 18"));
  EXPECT_EQ(named.verdict, Verdict::kNone);
  EXPECT_EQ(named.claim, "rolls := 18");
  EXPECT_EQ(proposals.names_at(2), std::vector<std::string>{"rolls"});
  EXPECT_EQ(proposals.judge(2, claim("rolls = 19")).verdict, Verdict::kRefuted);
  EXPECT_EQ(proposals.judge(2, claim("2 * rolls = 38")).verdict, Verdict::kRefuted);
  EXPECT_EQ(proposals.judge(2, claim("2 * rolls = 36")).verdict, Verdict::kProved);
}

TEST(Proposals, ANameOfTheAnswerKeepsItsValue) {
  Proposals proposals("It makes six. Where A = (5 + 2). Then A and one make eight.", {});
  EXPECT_EQ(proposals.judge(1, claim("a = 6")).verdict, Verdict::kNone);
  EXPECT_TRUE(proposals.names_at(1) == std::vector<std::string>{"a"});
  Proposals named("Where A = (5 + 2). Then it and one make eight.", {});
  ASSERT_EQ(named.names_at(1).size(), 1u);
  const std::string name = named.names_at(1).front();
  const claims::Claim next =
      claims::binary(claims::Op::kEqual,
                     claims::binary(claims::Op::kAdd, claims::name(name), claims::number_term(1)),
                     claims::number_term(8));
  EXPECT_EQ(named.judge(2, next).verdict, Verdict::kProved);
}

}  // namespace
}  // namespace modus::symbolic
