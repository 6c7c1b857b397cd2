#include "app/prompt_text.h"

#include <gtest/gtest.h>

#include "app/answer_input.h"
#include "claims/chain_text.h"
#include "rules/library.h"
#include "symbolic/checker.h"

namespace modus::app {
namespace {

class PromptExample : public testing::TestWithParam<std::string_view> {};

// What we show as an example must be what we ask for.
TEST_P(PromptExample, Verifies) {
  const rules::Library library = rules::Library::shipped();
  const claims::Chain chain = claims::parse_chain(GetParam(), "example");
  symbolic::CheckOptions options;
  options.library = &library;
  const symbolic::ChainResult result = symbolic::check_chain(chain, options);
  std::string told;
  for (const symbolic::StepResult& step : result.steps)
    told += std::string(symbolic::to_string(step.verdict)) + " " + step.reason + "\n";
  EXPECT_EQ(result.verdict, symbolic::ChainVerdict::kVerified) << told;
}
INSTANTIATE_TEST_SUITE_P(Both, PromptExample, testing::Values(logic_example(), number_example()));

TEST(Prompt, NumbersTheSentencesAndKeepsTheQuestionApart) {
  const std::string prompt = prompt_for("Ann is kind. Kind people are patient. Is Ann patient?");
  EXPECT_NE(
      prompt.find("@1 Ann is kind.\n@2 Kind people are patient.\nQuestion: Is Ann patient?\n"),
      std::string::npos);
}

TEST(Prompt, AnswerInItsFormIsFoundBetweenTheFences) {
  const std::string answer = "Sure!\n```\n" + std::string(number_example()) + "```\n";
  EXPECT_EQ(detect_form(only_the_chain(answer)), Form::kChain);
  EXPECT_EQ(claims::parse_chain(only_the_chain(answer), "a"),
            claims::parse_chain(number_example(), "b"));
}

}  // namespace
}  // namespace modus::app
