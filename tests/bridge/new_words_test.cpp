#include "bridge/new_words.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace modus::bridge {
namespace {

struct Text {
  std::vector<std::string> sentences;
  bool readable;
};

class NewWords : public testing::TestWithParam<Text> {};

TEST_P(NewWords, AreTold) {
  const WordCount count = count_new_words(GetParam().sentences);
  EXPECT_EQ(count.readable(), GetParam().readable)
      << count.unknown << " of " << count.words << " in " << GetParam().sentences.front();
}

INSTANTIATE_TEST_SUITE_P(
    Readable, NewWords,
    testing::Values(Text{{"Ann is kind.", "All kind people are patient."}, true},
                    Text{{"Vorn plims the dask otherp.", "Mebul things are frish."}, true},
                    Text{{"Ann runs.", "Ann chases Bob.", "Is Ann tired?"}, true},
                    Text{{"Ann has 18 apples; they cost $3.50 (each)."}, true}));
INSTANTIATE_TEST_SUITE_P(
    NotReadable, NewWords,
    testing::Values(Text{{"Anna und Peter kommen heute.", "Alle netten Leute bleiben geduldig."},
                         false},
                    Text{{"\u0410\u043d\u043d\u0430 \u0434\u043e\u0431\u0440\u0430."}, false},
                    Text{{"\u5b89\u5f88\u5584\u826f\u3002"}, false},
                    Text{{"x += y[i] * z; return x;"}, false}));

TEST(NewWords, AreCounted) {
  const std::string sentences[] = {"Anna kommt heute nicht.", "Ann is kind."};
  const WordCount count = count_new_words(sentences);
  EXPECT_EQ(count.words, 7u);
  EXPECT_EQ(count.unknown, 4u);
}

}  // namespace
}  // namespace modus::bridge
