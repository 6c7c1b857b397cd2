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
                    Case{"Vera bought 9 of Ben's maps.", {"ben"}, StoryChange::kLoss},
                    Case{"Vera bought 9 of Ben's maps.", {"vera"}, StoryChange::kGain},
                    Case{"Vera bought Ben 9 maps.", {"ben"}, StoryChange::kGain},
                    Case{"Tom took 2 stamps from Nora.", {"nora"}, StoryChange::kLoss},
                    Case{"Tom takes 5 away.", {"nora"}, StoryChange::kLoss},
                    Case{"Nora takes 5 away from Tom.", {"nora"}, StoryChange::kNone},
                    Case{"Her father gave him 7 more stamps.", {"nora"}, StoryChange::kNone},
                    Case{"At noon 3 people got off the bus.", {}, StoryChange::kLoss},
                    Case{"Nora got off the bus with 3 bags.", {"nora"}, StoryChange::kNone},
                    Case{"Fred's sister borrowed 3.", {"fred"}, StoryChange::kNone},
                    Case{"His sister borrowed 3.", {"fred"}, StoryChange::kNone},
                    Case{"Dan gave his brother 3.", {"fred"}, StoryChange::kNone},
                    Case{"Her dad gave her 5 more.", {"nora"}, StoryChange::kNone},
                    Case{"Wayne's father gives Wayne 6.", {"wayne"}, StoryChange::kGain},
                    Case{"Ruth shares 5 with Peter.", {"ruth"}, StoryChange::kLoss},
                    Case{"Ruth shares 5 with Peter.", {"peter"}, StoryChange::kGain},
                    Case{"Mary took 3 out of the drawer.", {"drawer"}, StoryChange::kLoss},
                    Case{"Then 2 more players joined.", {}, StoryChange::kGain},
                    Case{"During the year 4 students left.", {}, StoryChange::kLoss},
                    Case{"Nora likes 3 stamps.", {"nora"}, StoryChange::kNone}));

}  // namespace
}  // namespace modus::symbolic::reading
