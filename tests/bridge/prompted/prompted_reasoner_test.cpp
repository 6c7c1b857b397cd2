#include "bridge/prompted/prompted_reasoner.h"

#include <map>

#include <gtest/gtest.h>

#include "bridge/prompted/scripted_model.h"
#include "claims/chain_text.h"

namespace modus::bridge {
namespace {

using symbolic::ChainVerdict;

// Replies by the sentence, statement or question that a request ends with. Several replies to one
// are given one after the other, the last again and again.
using Replies = std::map<std::string, std::vector<std::string>>;
class Reader {
 public:
  explicit Reader(Replies replies) : replies_(std::move(replies)) {}

  std::string operator()(const TextRequest& request) {
    for (auto message = request.messages.rbegin(); message != request.messages.rend(); ++message)
      for (auto& [ending, replies] : replies_) {
        if (message->role != neural::ChatRole::kUser || !message->text.ends_with(ending)) continue;
        const std::string reply = replies.front();
        if (replies.size() > 1) replies.erase(replies.begin());
        return reply;
      }
    return "?";
  }

 private:
  Replies replies_;
};

const Problem kMuseum = {
    {"Ann is kind.", "All kind people are patient.", "Patient people are calm."}, "Is Ann calm?"};
std::map<std::string, std::vector<std::string>> museum_replies() {
  return {{"Sentence: Ann is kind.", {"kind(ann)"}},
          {"Sentence: All kind people are patient.", {"kind(X) -> patient(X)"}},
          {"Sentence: Patient people are calm.", {"patient(X) -> calm(X)"}},
          {"Sentence: Is Ann calm?", {"calm(ann)"}}};
}

PromptedOptions directed() {
  PromptedOptions options;
  options.kind = ReadingKind::kRules;
  return options;
}

std::string steps_of(const PromptedOutcome& outcome) {
  std::string text;
  for (const claims::Step& step : outcome.outcome.chain.steps)
    text += claims::print_step(step) + "\n";
  return text;
}

std::size_t asked_for(const ScriptedModel& model, const std::string& ending) {
  std::size_t count = 0;
  for (const TextRequest& request : model.requests())
    for (const neural::ChatMessage& message : request.messages)
      count += message.role == neural::ChatRole::kUser && message.text.ends_with(ending);
  return count;
}

TEST(PromptedReasoner, ReadsEachSentenceAndProvesTheAnswer) {
  ScriptedModel model((Reader(museum_replies())));
  const PromptedOutcome outcome = solve_prompted(model, kMuseum, directed());
  EXPECT_EQ(outcome.outcome.result.verdict, ChainVerdict::kVerified) << steps_of(outcome);
  EXPECT_EQ(outcome.outcome.result.answer, "true");
  EXPECT_TRUE(outcome.found_by_model);
  EXPECT_EQ(steps_of(outcome),
            "ask calm(ann)\n"
            "s1  given  kind(ann)  @1\n"
            "s2  given  kind(X) -> patient(X)  @2\n"
            "s3  given  patient(X) -> calm(X)  @3\n"
            "s4  have  patient(ann)  by modus_ponens s1 s2\n"
            "s5  have  calm(ann)  by modus_ponens s3 s4\n"
            "answer true  by s5\n");
  EXPECT_EQ(model.requests().size(), 4u);  // no step was to be chosen
  EXPECT_TRUE(outcome.unread.empty());
}

TEST(PromptedReasoner, TheReasonOfARefusalGoesBackToTheModel) {
  auto replies = museum_replies();
  replies["Sentence: All kind people are patient."] = {"kind(X) -> tall(X)"};
  replies["write the claims of the sentence again."] = {"patient(X) -> kind(X)",
                                                        "kind(X) -> patient(X)"};
  ScriptedModel model((Reader(replies)));
  const PromptedOutcome outcome = solve_prompted(model, kMuseum, directed());
  EXPECT_EQ(outcome.outcome.result.verdict, ChainVerdict::kVerified) << steps_of(outcome);
  ASSERT_EQ(outcome.outcome.refusals.size(), 2u);
  EXPECT_EQ(outcome.outcome.refusals[0].step, "kind(X) -> tall(X)");
  EXPECT_NE(outcome.outcome.refusals[0].reason.find("tall"), std::string::npos);
  EXPECT_EQ(outcome.outcome.refusals[0].verdict, symbolic::Verdict::kUngrounded);
  EXPECT_EQ(asked_for(model, "write the claims of the sentence again."),
            3u);  // the third try has two
}

const Problem kBear = {{"The bear likes the cow."}, "The bear likes the cow."};

TEST(PromptedReasoner, IsAskedWhetherItMeansTheOtherOrder) {
  ScriptedModel model([&](const TextRequest& request) -> std::string {
    const std::string& text = request.messages.back().text;
    if (text.starts_with("Names:")) return "likes(cow, bear)";
    return text.find("Is it `likes(bear, cow)`?") != std::string::npos ? "likes(bear, cow)" : "?";
  });
  const PromptedOutcome outcome = solve_prompted(model, kBear, directed());
  ASSERT_FALSE(outcome.outcome.refusals.empty());
  EXPECT_EQ(outcome.outcome.refusals[0].step, "likes(cow, bear)");
  EXPECT_NE(steps_of(outcome).find("s1  given  likes(bear, cow)  @1"), std::string::npos)
      << steps_of(outcome);
}

TEST(PromptedReasoner, WhatItIsAskedAboutAndDoesNotWriteIsPutRight) {
  ScriptedModel model([&](const TextRequest& request) -> std::string {
    const bool first = request.messages.back().text.starts_with("Names:");
    return first ? "likes(cow, bear)" : "likes(bear, bear)";
  });
  const PromptedOutcome outcome = solve_prompted(model, kBear, directed());
  EXPECT_NE(steps_of(outcome).find("s1  given  likes(bear, cow)  @1"), std::string::npos)
      << steps_of(outcome);
  EXPECT_GT(outcome.outcome.refusals.size(), 1u);
}

TEST(PromptedReasoner, SomebodyIsCalledByAllOfTheName) {
  const Problem problem = {{"The bald eagle likes the cow."}, "The bald eagle likes the cow."};
  ScriptedModel model([](const TextRequest&) { return "likes(eagle, cow)"; });
  const PromptedOutcome outcome = solve_prompted(model, problem, directed());
  ASSERT_FALSE(outcome.outcome.refusals.empty());
  EXPECT_EQ(outcome.outcome.refusals[0].reason, "`bald` is not used");
  EXPECT_NE(steps_of(outcome).find("s1  given  likes(bald_eagle, cow)  @1"), std::string::npos)
      << steps_of(outcome);
}

// The first replies cannot be put right, one drawn at a temperature can.
TEST(PromptedReasoner, WhatIsDrawnIsPutRightToo) {
  ScriptedModel model([](const TextRequest& request) -> std::string {
    return request.temperature > 0 ? "likes(cow, bear)" : "likes(cow)";
  });
  const PromptedOutcome outcome = solve_prompted(model, kBear, directed());
  EXPECT_NE(steps_of(outcome).find("s1  given  likes(bear, cow)  @1"), std::string::npos)
      << steps_of(outcome);
}

TEST(PromptedReasoner, ProseAnswersWhereOpenIsNoAnswer) {
  const Problem problem = {{"Ann is kind."}, "Ann is calm."};
  const Replies replies = {{"Sentence: Ann is kind.", {"kind(ann)"}},
                           {"Sentence: Ann is calm.", {"calm(ann)"}},
                           {"Statement: Ann is calm.", {"Kind people are calm.\nAnswer: true"}}};
  ScriptedModel open((Reader(replies)));
  EXPECT_EQ(solve_prompted(open, problem, directed()).best_answer(), "open");
  PromptedOptions options = directed();
  options.else_prose = AnswerForm::kTrueFalse;
  ScriptedModel model((Reader(replies)));
  const PromptedOutcome outcome = solve_prompted(model, problem, options);
  EXPECT_EQ(outcome.outcome.result.answer, "open");
  EXPECT_EQ(outcome.said, "true");
  EXPECT_EQ(outcome.calls, 3u);
}

TEST(PromptedReasoner, APronounOfARuleMeansNobodyBefore) {
  const Problem problem = {
      {"Ann is kind.", "If someone is kind then they are calm.", "She is calm."}, "Ann is calm."};
  ScriptedModel model([](const TextRequest&) { return "?"; });
  solve_prompted(model, problem, directed());
  std::size_t before = 0;
  for (const TextRequest& request : model.requests()) {
    const std::string& text = request.messages.back().text;
    if (!text.starts_with("Names:") || text.find("Before:") == std::string::npos) continue;
    ++before;
    EXPECT_TRUE(text.ends_with("Sentence: She is calm.")) << text;
  }
  EXPECT_GT(before, 0u);
}

TEST(PromptedReasoner, WhatCannotBeReadIsReportedAndNotVerified) {
  auto replies = museum_replies();
  replies["Sentence: All kind people are patient."] = {"kind(X) -> tall(X)"};
  ScriptedModel model((Reader(replies)));
  const PromptedOutcome outcome = solve_prompted(model, kMuseum, directed());
  EXPECT_NE(outcome.outcome.result.verdict, ChainVerdict::kVerified) << steps_of(outcome);
  ASSERT_EQ(outcome.unread.size(), 1u);
  EXPECT_EQ(outcome.unread[0].sentence, 2u);
}

TEST(PromptedReasoner, WhatASentenceHasLeftOverIsRefused) {
  const Problem problem = {{"Ann is kind and Bob is not tall."}, "Is Bob tall?"};
  ScriptedModel model(Reader({{"Sentence: Ann is kind and Bob is not tall.", {"kind(ann)"}},
                              {"sentence again.", {"kind(ann)\nnot tall(bob)"}},
                              {"Sentence: Is Bob tall?", {"tall(bob)"}}}));
  const PromptedOutcome outcome = solve_prompted(model, problem, directed());
  EXPECT_EQ(outcome.outcome.result.verdict, ChainVerdict::kVerified) << steps_of(outcome);
  EXPECT_EQ(outcome.outcome.result.answer, "false");
  ASSERT_EQ(outcome.outcome.refusals.size(), 1u);
}

TEST(PromptedReasoner, AMisreadQuestionIsRefused) {
  auto replies = museum_replies();
  replies["Sentence: Is Ann calm?"] = {"kind(ann)"};
  ScriptedModel model((Reader(replies)));
  const PromptedOutcome outcome = solve_prompted(model, kMuseum, directed());
  EXPECT_EQ(outcome.outcome.result.answer, "true");
  EXPECT_EQ(outcome.outcome.result.verdict, ChainVerdict::kUngrounded);
  EXPECT_TRUE(outcome.outcome.result.reason.starts_with("the question: "))
      << outcome.outcome.result.reason;
}

TEST(PromptedReasoner, AnswersOpenWhereNothingFollows) {
  const Problem problem = {{"Ann is kind.", "Patient people are calm."}, "Is Ann calm?"};
  ScriptedModel model((Reader(museum_replies())));
  const PromptedOutcome outcome = solve_prompted(model, problem, directed());
  EXPECT_EQ(outcome.outcome.result.answer, "open") << steps_of(outcome);
  EXPECT_EQ(outcome.outcome.result.verdict, ChainVerdict::kVerified);
}

TEST(PromptedReasoner, TheModelChoosesAmongStepsThatLeadOn) {
  const Problem problem = {
      {"Ann is kind.", "Ann is tall.", "Kind people are patient.", "Tall people are calm.",
       "If someone is patient and calm then they are nice."},
      "Is Ann nice?"};
  const auto script = [](const std::string& choice) {
    return Reader({{"Sentence: Ann is kind.", {"kind(ann)"}},
                   {"Sentence: Ann is tall.", {"tall(ann)"}},
                   {"Sentence: Kind people are patient.", {"kind(X) -> patient(X)"}},
                   {"Sentence: Tall people are calm.", {"tall(X) -> calm(X)"}},
                   {"they are nice.", {"patient(X) and calm(X) -> nice(X)"}},
                   {"Sentence: Is Ann nice?", {"nice(ann)"}},
                   {"Number:", {choice}}});
  };
  ScriptedModel second(script("2"));
  const PromptedOutcome chosen = solve_prompted(second, problem, directed());
  EXPECT_EQ(chosen.outcome.result.verdict, ChainVerdict::kVerified);
  EXPECT_NE(steps_of(chosen).find("s6  have  calm(ann)"), std::string::npos) << steps_of(chosen);
  EXPECT_EQ(chosen.fallbacks, 0u);
  ScriptedModel none(script("the first one"));
  const PromptedOutcome fallback = solve_prompted(none, problem, directed());
  EXPECT_EQ(fallback.outcome.result.verdict, ChainVerdict::kVerified);
  EXPECT_NE(steps_of(fallback).find("s6  have  patient(ann)"), std::string::npos)
      << steps_of(fallback);
  EXPECT_EQ(fallback.fallbacks, 1u);
}

TEST(PromptedReasoner, ReadingsThatDisagreeAreNotVerified) {
  auto replies = museum_replies();
  // Two readings that the check accepts, of a sentence whose pronoun may be either.
  const Problem problem = {{"Ann is kind.", "Bob is tall.", "He is calm."}, "Is Bob calm?"};
  replies = {{"Sentence: Ann is kind.", {"kind(ann)"}},
             {"Sentence: Bob is tall.", {"tall(bob)"}},
             {"Sentence: He is calm.", {"calm(bob)", "calm(ann)", "calm(bob)", "calm(ann)"}},
             {"Sentence: Is Bob calm?", {"calm(bob)"}}};
  PromptedOptions options = directed();
  options.samples = 4;
  ScriptedModel model((Reader(replies)));
  const PromptedOutcome outcome = solve_prompted(model, problem, options);
  EXPECT_EQ(outcome.outcome.result.answer, "true") << steps_of(outcome);
  EXPECT_EQ(outcome.outcome.result.verdict, ChainVerdict::kUngrounded);
  EXPECT_EQ(outcome.outcome.result.reason, "only 2 of 4 readings of sentence 3 agree");
  EXPECT_EQ(model.requests().size(), 16u);
}

TEST(PromptedReasoner, ProposedStepsAreCheckedAndTheSearchEndsIt) {
  const Problem problem = {
      {"Ann is a baker or a painter.", "Ann is not a baker.", "All painters are happy."},
      "Is Ann happy?"};
  Reader script({{"Sentence: Ann is a baker or a painter.", {"baker(ann) or painter(ann)"}},
                 {"Sentence: Ann is not a baker.", {"not baker(ann)"}},
                 {"Sentence: All painters are happy.", {"painter(X) -> happy(X)"}},
                 {"Sentence: Is Ann happy?", {"happy(ann)"}},
                 {"Question: happy(ann) ?", {"painter(ann) by s1 s2", "baker(ann) by s1"}},
                 {"Propose another step.", {"happy(ann) by s3 s4"}}});
  PromptedOptions options;
  options.proposals = 4;
  ScriptedModel model(script);
  const PromptedOutcome outcome = solve_prompted(model, problem, options);
  EXPECT_EQ(outcome.outcome.result.verdict, ChainVerdict::kVerified) << steps_of(outcome);
  EXPECT_EQ(outcome.outcome.result.answer, "true");
  EXPECT_TRUE(outcome.found_by_model);
  ASSERT_EQ(outcome.outcome.refusals.size(), 1u);
  EXPECT_EQ(outcome.outcome.refusals[0].step, "baker(ann) by s1");

  ScriptedModel silent([&, script](const TextRequest& request) mutable {
    const bool proposes = request.messages.back().text.ends_with("happy(ann) ?") &&
                          !request.messages.back().text.starts_with("Names:");
    return proposes ? std::string("no idea") : script(request);
  });
  const PromptedOutcome searched = solve_prompted(silent, problem, options);
  EXPECT_EQ(searched.outcome.result.verdict, ChainVerdict::kVerified) << steps_of(searched);
  EXPECT_FALSE(searched.found_by_model);
}

PromptedOptions one_sample() {
  PromptedOptions options;
  options.samples = 1;
  return options;
}

const Problem kStamps = {{"Nora has 12 stamps.", "Nora loses 3 stamps."},
                         "How many stamps does Nora have left?"};

TEST(PromptedReasoner, AWordProblemIsDefinedAsTheProseCalculates) {
  ScriptedModel model(Reader(
      Replies{{"Question: How many stamps does Nora have left?", {"12 - 3 = 9. Answer: 9"}}}));
  const PromptedOutcome outcome = solve_prompted(model, kStamps, one_sample());
  EXPECT_EQ(outcome.kind, ReadingKind::kQuantities);
  EXPECT_EQ(outcome.outcome.result.answer, "9") << steps_of(outcome);
  EXPECT_EQ(outcome.outcome.result.verdict, ChainVerdict::kVerified)
      << outcome.outcome.result.reason << steps_of(outcome);
  EXPECT_EQ(outcome.said, "9");
  EXPECT_EQ(outcome.calls, 1u);
  EXPECT_TRUE(outcome.outcome.refusals.empty()) << steps_of(outcome);
}

TEST(PromptedReasoner, WhereNothingIsCalculatedTheModelDefines) {
  ScriptedModel model(
      Reader({{"Question: How many stamps does Nora have left?", {"Nine. Answer: 9"}},
              {"Solution: Nine. Answer: 9", {"let left := nora_stamps + nora_loses_stamps"}},
              {"Write the lines again.", {"let left := nora_stamps - nora_loses_stamps"}}}));
  const PromptedOutcome outcome = solve_prompted(model, kStamps, {});
  EXPECT_EQ(outcome.outcome.result.answer, "9") << steps_of(outcome);
  EXPECT_EQ(outcome.outcome.result.verdict, ChainVerdict::kVerified)
      << outcome.outcome.result.reason << steps_of(outcome);
  ASSERT_EQ(outcome.outcome.refusals.size(), 1u) << steps_of(outcome);
  EXPECT_NE(outcome.outcome.refusals[0].reason.find("takes away"), std::string::npos);
}

TEST(PromptedReasoner, AProseThatComesToSomethingElseIsNotVerified) {
  ScriptedModel model(
      Reader({{"Question: How many stamps does Nora have left?", {"Answer: 8"}},
              {"Solution: Answer: 8", {"let left := nora_stamps - nora_loses_stamps"}}}));
  const PromptedOutcome outcome = solve_prompted(model, kStamps, {});
  EXPECT_EQ(outcome.outcome.result.verdict, ChainVerdict::kUngrounded) << steps_of(outcome);
  EXPECT_EQ(outcome.outcome.result.reason, "the prose came to 8");
  EXPECT_EQ(outcome.best_answer(), "8");
}

// No word of the text says that what is asked for is a product.
const Problem kBricks = {{"One brick weighs 28 grams."}, "How much do 5 bricks weigh?"};

TEST(PromptedReasoner, WhatNoWordCarriesNeedsProsesThatAgree) {
  const std::string ending = "Question: How much do 5 bricks weigh?";
  ScriptedModel once(Reader(Replies{{ending, {"5 * 28 = 140. Answer: 140"}}}));
  EXPECT_EQ(solve_prompted(once, kBricks, one_sample()).outcome.result.verdict,
            ChainVerdict::kUngrounded);
  const PromptedOptions five;  // by default
  ScriptedModel agreed(Reader(Replies{{ending,
                                       {"5 * 28 = 140. Answer: 140", "28 * 5 = 140", "28 + 5 = 33",
                                        "5 * 28 = 140", "They weigh 140 grams."}}}));
  const PromptedOutcome outcome = solve_prompted(agreed, kBricks, five);
  EXPECT_EQ(outcome.outcome.result.verdict, ChainVerdict::kVerified)
      << outcome.outcome.result.reason << steps_of(outcome);
  EXPECT_EQ(outcome.outcome.result.answer, "140");
  ASSERT_EQ(outcome.agreement.size(), 1u);
  EXPECT_EQ(outcome.agreement[0].agreeing, 4u);
  ScriptedModel split(Reader(Replies{{ending,
                                      {"5 * 28 = 140. Answer: 140", "28 * 5 = 140", "28 + 5 = 33",
                                       "5 * 28 = 140", "28 - 5 = 23"}}}));
  EXPECT_EQ(solve_prompted(split, kBricks, five).outcome.result.verdict, ChainVerdict::kUngrounded);
}

TEST(PromptedReasoner, ProsesThatAgreeAgainstTheTextAreNotVerified) {
  ScriptedModel model(Reader(
      Replies{{"Question: How many stamps does Nora have left?", {"12 + 3 = 15. Answer: 15"}}}));
  const PromptedOutcome outcome = solve_prompted(model, kStamps, {});
  EXPECT_EQ(outcome.outcome.result.verdict, ChainVerdict::kUngrounded) << steps_of(outcome);
  EXPECT_NE(outcome.outcome.result.reason.find("takes away"), std::string::npos)
      << outcome.outcome.result.reason;
}

symbolic::ChainResult solved(const Problem& problem, const std::string& prose) {
  ScriptedModel model(Reader(Replies{{"Question: " + problem.question, {prose}}}));
  return solve_prompted(model, problem, {}).outcome.result;
}

// The words carry 60 - 8; whether the shelves matter, the question says.
TEST(PromptedReasoner, WhatTheQuestionSpeaksOfIsNotLeftOver) {
  const std::vector<std::string> text = {"A bookcase with 4 shelves has 60 books.",
                                         "8 books are taken away."};
  const auto aside = solved({text, "How many books are left?"}, "60 - 8 = 52. Answer: 52");
  EXPECT_EQ(aside.verdict, ChainVerdict::kVerified) << aside.reason;
  const auto asked =
      solved({text, "How many books are left on each shelf?"}, "60 - 8 = 52. Answer: 52");
  EXPECT_EQ(asked.answer, "52");
  EXPECT_EQ(asked.verdict, ChainVerdict::kUngrounded);
  EXPECT_EQ(asked.reason, "what is asked for: `bookcase_shelves` is left over");
}

TEST(PromptedReasoner, ASentenceWithoutANumberMayChangeTheStory) {
  const std::string question = "How many stamps does Nora have left?";
  const std::string prose = "12 - 3 = 9. Answer: 9";
  const auto idle =
      solved({{"Nora has 12 stamps.", "Nora loses 3 stamps.", "She is sad."}, question}, prose);
  EXPECT_EQ(idle.verdict, ChainVerdict::kVerified) << idle.reason;
  const auto found = solved(
      {{"Nora has 12 stamps.", "Nora loses 3 stamps.", "She finds them all again."}, question},
      prose);
  EXPECT_EQ(found.verdict, ChainVerdict::kUngrounded);
  EXPECT_EQ(found.reason, "what is asked for: sentence 3 says `all`, and has no number");
}

TEST(PromptedReasoner, EndsWhereTheTokensAreUsedUp) {
  PromptedOptions options = directed();
  options.max_tokens = 3;
  ScriptedModel model((Reader(museum_replies())));
  const PromptedOutcome outcome = solve_prompted(model, kMuseum, options);
  EXPECT_EQ(outcome.outcome.result.verdict, ChainVerdict::kUndecided);
  EXPECT_EQ(outcome.outcome.result.reason, "effort: the tokens are used up");
  EXPECT_LE(outcome.outcome.tokens, 6u);
}

TEST(PromptedReasoner, TellsWhatHappensInOrder) {
  std::vector<std::string> told;
  PromptedOptions options = directed();
  options.watch = [&](const Happening& happening) {
    if (happening.step != nullptr) told.push_back(claims::print_step(*happening.step));
  };
  ScriptedModel model((Reader(museum_replies())));
  solve_prompted(model, kMuseum, options);
  ASSERT_EQ(told.size(), 7u);
  EXPECT_EQ(told[0], "s1  given  kind(ann)  @1");
  EXPECT_EQ(told[3], "ask calm(ann)");
  EXPECT_EQ(told[6], "answer true  by s5");
}

TEST(PromptedReasoner, TakesAProblemForWhatItsQuestionAsks) {
  EXPECT_EQ(kind_of_problem(kMuseum), ReadingKind::kFormulas);
  EXPECT_EQ(kind_of_problem({{"Ann has 3 cats."}, "How many cats has Ann?"}),
            ReadingKind::kQuantities);
  EXPECT_EQ(kind_of_problem({{"Ann has 3 cats."}, "Does Ann have cats?"}), ReadingKind::kFormulas);
}

}  // namespace
}  // namespace modus::bridge
