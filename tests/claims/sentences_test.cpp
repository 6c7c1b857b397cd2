#include "claims/sentences.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>

namespace modus::claims {
namespace {

// The sentences, divided by "|".
std::string split(std::string_view text) {
  std::string shown;
  for (const Span span : split_sentences(text)) {
    if (!shown.empty()) shown += "|";
    shown += text.substr(span.begin, span.end - span.begin);
  }
  return shown;
}

TEST(Sentences, EndAtPunctuationAndLineEnds) {
  EXPECT_EQ(split("Ann is kind. All kind people are patient. Is Ann patient?"),
            "Ann is kind.|All kind people are patient.|Is Ann patient?");
  EXPECT_EQ(split("  18 rolls\r\nand 36 more  \n\n so 54"), "18 rolls|and 36 more|so 54");
  EXPECT_EQ(split("Stop! Now"), "Stop!|Now");
  EXPECT_EQ(split("really?! yes"), "really?!|yes");
  EXPECT_EQ(split(""), "");
  EXPECT_EQ(split(" \n\t\n"), "");
}

TEST(Sentences, DecimalsAndListNumbersDoNotEnd) {
  EXPECT_EQ(split("It costs 2.50 a piece. So 5.0 for two."),
            "It costs 2.50 a piece.|So 5.0 for two.");
  EXPECT_EQ(split("1. First add.\n2. Then halve."), "1. First add.|2. Then halve.");
  EXPECT_EQ(split("A. Paris\nb. Rome"), "A. Paris|b. Rome");
  EXPECT_EQ(split("She has 12. He has 3."), "She has 12.|He has 3.");
  EXPECT_EQ(split("x = 3.Then y = 4"), "x = 3.Then y = 4");
}

TEST(Sentences, AbbreviationsDoNotEnd) {
  EXPECT_EQ(split("Mr. Hill met Dr. Ude. They left."), "Mr. Hill met Dr. Ude.|They left.");
  EXPECT_EQ(split("Use fruit, e.g. Apples, vs. Pears."), "Use fruit, e.g. Apples, vs. Pears.");
  EXPECT_EQ(split("Pens, ink etc. cost 5. See no. 7."), "Pens, ink etc. cost 5.|See no. 7.");
  EXPECT_EQ(split("Bring pens etc. Then go."), "Bring pens etc.|Then go.");
  EXPECT_EQ(split("Is he in? No. He left at 5 p.m. on Monday."),
            "Is he in?|No.|He left at 5 p.m. on Monday.");
}

TEST(Sentences, InitialsDoNotEnd) {
  EXPECT_EQ(split("J. Hart met Eva B. Lund. Both ran."), "J. Hart met Eva B. Lund.|Both ran.");
  EXPECT_EQ(split("Dr. J. R. Hart left."), "Dr. J. R. Hart left.");
  EXPECT_EQ(split("The answer is B. Then stop."), "The answer is B.|Then stop.");
  EXPECT_EQ(split("So x = A. Bob wins."), "So x = A.|Bob wins.");
  EXPECT_EQ(split("Team A. The rest lost."), "Team A.|The rest lost.");
}

TEST(Sentences, EllipsesAndFactorialsDoNotEnd) {
  EXPECT_EQ(split("Wait... what is 1, 2, ... 9? Fine."), "Wait... what is 1, 2, ... 9?|Fine.");
  EXPECT_EQ(split("So 5! = 120 and 4! is 24. Done!"), "So 5! = 120 and 4! is 24.|Done!");
}

TEST(Sentences, ClosingQuotesBelongToTheSentence) {
  EXPECT_EQ(split("He said \"no.\" She left (early). Fine."),
            "He said \"no.\"|She left (early).|Fine.");
  EXPECT_EQ(split("\u201cGo.\u201d He went."), "\u201cGo.\u201d|He went.");
}

TEST(Sentences, SpansAreInOrderTrimmedAndLoseOnlyWhiteSpace) {
  EXPECT_TRUE(rc::check("spans cover the text", [] {
    const auto letters =
        rc::gen::element('.', '.', ' ', '\n', '!', '?', '"', ')', 'A', 'b', 'J', '1');
    const std::string text = *rc::gen::container<std::string>(letters);
    std::size_t end = 0;
    for (const Span span : split_sentences(text)) {
      RC_ASSERT(span.begin >= end);
      RC_ASSERT(span.begin < span.end);
      RC_ASSERT(text.substr(end, span.begin - end).find_first_not_of(" \n") == std::string::npos);
      RC_ASSERT(text[span.begin] > ' ' && text[span.end - 1] > ' ');
      end = span.end;
    }
    RC_ASSERT(text.substr(end).find_first_not_of(" \n") == std::string::npos);
  }));
}

TEST(Sentences, LongTextsAreSplitInLinearTime) {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "A. ) J.R. x.";
  EXPECT_FALSE(split_sentences(text).empty());
  EXPECT_EQ(split_sentences(std::string(2'000'000, '.')).size(), 1u);
}

}  // namespace
}  // namespace modus::claims
