#include "symbolic/reading/change_words.h"

#include <gtest/gtest.h>

namespace modus::symbolic::reading {
namespace {

struct Case {
  std::string_view sentence;
  std::vector<std::string> asked;
  StoryChange change;
};
class Changes : public testing::TestWithParam<Case> {};

TEST_P(Changes, AreOfWhomTheQuestionAsksAbout) {
  const Case& one = GetParam();
  EXPECT_EQ(change_of(tokenise(one.sentence), one.asked), one.change) << one.sentence;
}

INSTANTIATE_TEST_SUITE_P(
    Stories, Changes,
    testing::Values(Case{"Nora buys 3 more stamps.", {"nora"}, StoryChange::kGain},
                    Case{"Tom gave Nora 3 stamps.", {"nora"}, StoryChange::kGain},
                    Case{"Tom gave Nora 3 stamps.", {"tom"}, StoryChange::kLoss},
                    Case{"Keith bought 22 of Fred's cards.", {"fred"}, StoryChange::kLoss},
                    Case{"Keith bought 22 of Fred's cards.", {"keith"}, StoryChange::kGain},
                    Case{"Keith bought Fred 22 cards.", {"fred"}, StoryChange::kGain},
                    Case{"Tom took 2 stamps from Nora.", {"nora"}, StoryChange::kLoss},
                    Case{"Albert takes 5 away.", {"nora"}, StoryChange::kLoss},
                    Case{"Nora takes 5 away from Albert.", {"nora"}, StoryChange::kNone},
                    Case{"Her father gave him 7 more stamps.", {"nora"}, StoryChange::kNone},
                    Case{"Nora likes 3 stamps.", {"nora"}, StoryChange::kNone}));

}  // namespace
}  // namespace modus::symbolic::reading
