#include "tasks/question.h"

#include <gtest/gtest.h>

namespace modus::tasks {
namespace {

TEST(PlainQuestion, DropsTheRequestBeforeAStatement) {
  EXPECT_EQ(plain_question("Is the following statement true or false? Milo is shy."),
            "Milo is shy.");
  EXPECT_EQ(plain_question("Given all this, is this statement true, false, or unknown?  The otter "
                           "is not calm. "),
            "The otter is not calm.");
  EXPECT_EQ(plain_question("True or false: Milo is shy."), "Milo is shy.");
  EXPECT_EQ(plain_question("True or false? Is Milo shy?"), "Is Milo shy?");
}

TEST(PlainQuestion, LeavesWhatIsPlain) {
  EXPECT_EQ(plain_question(" Is Milo shy?\n"), "Is Milo shy?");
  EXPECT_EQ(plain_question("Milo is shy."), "Milo is shy.");
  EXPECT_EQ(plain_question("How many are there? Say it in digits."),
            "How many are there? Say it in digits.");
  EXPECT_EQ(plain_question("Is it true or false?"), "Is it true or false?");
  EXPECT_EQ(plain_question(""), "");
}

TEST(AsksTrueOrFalse, NeedsBothWordsAndTheSign) {
  EXPECT_TRUE(asks_true_or_false("Is this True or False?"));
  EXPECT_FALSE(asks_true_or_false("Is this true?"));
  EXPECT_FALSE(asks_true_or_false("This is true or false."));
  EXPECT_FALSE(asks_true_or_false("Is the falsehood truest?"));
}

}  // namespace
}  // namespace modus::tasks
