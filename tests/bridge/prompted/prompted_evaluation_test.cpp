#include "bridge/prompted/prompted_evaluation.h"

#include <barrier>
#include <map>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "bridge/prompted/evaluated_rows.h"
#include "bridge/prompted/gold_prose.h"
#include "bridge/prompted/scripted_model.h"
#include "tasks/generate.h"
#include "tests/temp_folder.h"

namespace modus::bridge {
namespace {

constexpr const char* kRows =
    R"([{"id":"a","context":"Ann is kind. Kind people are calm.","question":"Ann is calm.",
         "options":["A) True","B) False","C) Unknown"],"answer":"A"},
        {"id":"b","context":"Ann is kind. Kind people are calm.","question":"Ann is tall.",
         "options":["A) True","B) False","C) Unknown"],"answer":"C"}])";

std::string reply_to(const TextRequest& request) {
  const std::string& text = request.messages.back().text;
  if (text.ends_with("Sentence: Ann is kind.")) return "kind(ann)";
  if (text.ends_with("Sentence: Kind people are calm.")) return "kind(X) -> calm(X)";
  if (text.ends_with("Sentence: Ann is calm.")) return "calm(ann)";
  if (text.ends_with("Sentence: Ann is tall.")) return "tall(ann)";
  return "Answer: true";
}

class EvaluatePrompted : public testing::Test {
 protected:
  EvaluatePrompted() {
    write_file(file("rows.json"), kRows);
    options_.files = {file("rows.json")};
    options_.progress = Progress::Mode::kSilent;
  }

  std::string file(const std::string& name) const { return folder_.path() / name; }

  TempFolder folder_;
  tasks::EvalOptions options_;
};

TEST_F(EvaluatePrompted, PlainIsBelievedAndGuidedIsChecked) {
  ScriptedModel model(reply_to);
  const tasks::EvalResult result = evaluate_prompted("proofwriter", options_, model, {});
  EXPECT_EQ(result.n, 2u);
  ASSERT_EQ(result.modes.size(), 2u);
  EXPECT_EQ(result.modes.at("plain").accuracy, 0.5);
  EXPECT_EQ(result.modes.at("plain").verified, 0u);
  EXPECT_EQ(result.modes.at("guided").accuracy, 1.0);
  EXPECT_EQ(result.modes.at("guided").verified, 2u);
  EXPECT_EQ(result.modes.at("guided").verified_wrong, 0u);
  EXPECT_EQ(result.modes.at("guided").more.at("coverage"), 1.0);
  ASSERT_EQ(result.failures.size(), 1u);
  EXPECT_EQ(result.failures[0].reason, "plain: label open, answer true");
}

// Answers when as many are asking as it takes.
class CrowdModel : public TextModel {
 public:
  explicit CrowdModel(std::size_t crowd)
      : crowd_(crowd), all_ask_(static_cast<std::ptrdiff_t>(crowd)) {}
  std::string name() const override { return "crowd"; }
  std::size_t at_once() const override { return crowd_; }
  TextReply write(const TextRequest& request) override {
    all_ask_.arrive_and_wait();
    return {reply_to(request), 1, 0};
  }

 private:
  const std::size_t crowd_;
  std::barrier<> all_ask_;
};

TEST_F(EvaluatePrompted, RowsAreAskedAtOnceWhereTheModelTakesThem) {
  ScriptedModel alone(reply_to);
  const tasks::EvalResult expected = evaluate_prompted("proofwriter", options_, alone, {});
  CrowdModel crowd(2);  // two rows of as many requests
  const tasks::EvalResult result = evaluate_prompted("proofwriter", options_, crowd, {});
  EXPECT_EQ(result.n, expected.n);
  for (const std::string mode : {"plain", "guided"}) {
    EXPECT_EQ(result.modes.at(mode).accuracy, expected.modes.at(mode).accuracy);
    EXPECT_EQ(result.modes.at(mode).verified, expected.modes.at(mode).verified);
  }
  ASSERT_EQ(result.failures.size(), 1u);
  EXPECT_EQ(result.failures[0].id, expected.failures[0].id);
}

TEST_F(EvaluatePrompted, WhatFailsInOneRowIsThrown) {
  ScriptedModel failing([](const TextRequest& request) -> std::string {
    if (request.messages.back().text.find("tall") != std::string::npos) throw IoError("no more");
    return reply_to(request);
  });
  EXPECT_THROW(evaluate_prompted("proofwriter", options_, failing, {}), IoError);
}

TEST_F(EvaluatePrompted, RowsThatAreDoneAreNotAskedAgain) {
  PromptedEvaluation evaluation;
  std::string kept;
  evaluation.keep = [&](const std::string& rows) { kept = rows; };
  options_.limit = 1;
  ScriptedModel first(reply_to);
  evaluate_prompted("proofwriter", options_, first, evaluation);
  options_.limit = 2;
  evaluation.done = kept;
  ScriptedModel second(reply_to);
  const tasks::EvalResult result = evaluate_prompted("proofwriter", options_, second, evaluation);
  EXPECT_EQ(result.n, 2u);
  EXPECT_EQ(result.modes.at("guided").accuracy, 1.0);
  EXPECT_EQ(second.requests().size(), 4u);  // one in prose, two sentences and a question
  evaluation.done = kept;
  ScriptedModel none([](const TextRequest&) -> std::string { throw IoError("asked again"); });
  EXPECT_EQ(evaluate_prompted("proofwriter", options_, none, evaluation).n, 2u);
}

TEST_F(EvaluatePrompted, RowsOfAnotherEvaluationAreRefused) {
  PromptedEvaluation evaluation;
  evaluation.keep = [&](const std::string& rows) { evaluation.done = rows; };
  ScriptedModel model(reply_to);
  evaluate_prompted("proofwriter", options_, model, evaluation);
  evaluation.done_name = "rows.done";
  options_.seed = 7;
  try {
    evaluate_prompted("proofwriter", options_, model, evaluation);
    FAIL() << "took them";
  } catch (const ConfigError& error) {
    EXPECT_STREQ(error.what(),
                 "rows.done is of another evaluation: seed is 7, there it was 0; give another file "
                 "to --resume");
  }
  for (const char* wrong : {"[]", "{", "{\"format\":\"x\"}", "null"}) {
    evaluation.done = wrong;
    EXPECT_THROW(evaluate_prompted("proofwriter", options_, model, evaluation), IoError) << wrong;
  }
}

TEST_F(EvaluatePrompted, SkipsRowsAndStops) {
  options_.skip = 1;
  ScriptedModel model(reply_to);
  EXPECT_EQ(evaluate_prompted("proofwriter", options_, model, {}).n, 1u);
  const std::atomic<bool> stop = true;
  PromptedEvaluation evaluation;
  evaluation.guided.stop = &stop;
  EXPECT_EQ(evaluate_prompted("proofwriter", options_, model, evaluation).n, 0u);
}

TEST_F(EvaluatePrompted, OtherDataSetsAndModesAreRefused) {
  ScriptedModel model(reply_to);
  EXPECT_THROW(evaluate_prompted("knights", options_, model, {}), ConfigError);
  options_.modes = {"neural"};
  EXPECT_THROW(evaluate_prompted("proofwriter", options_, model, {}), ConfigError);
}

TEST_F(EvaluatePrompted, ReadsProblemsOfFormulasAndOfNumbers) {
  write_file(file("folio.jsonl"),
             R"({"premises":["Ann is kind.","Kind people are calm."],"premises-FOL":[],)"
             R"("conclusion":"Ann is calm.","conclusion-FOL":"","label":"True"})");
  options_.files = {file("folio.jsonl")};
  options_.modes = {"guided"};
  ScriptedModel reader(reply_to);
  EXPECT_EQ(evaluate_prompted("folio", options_, reader, {}).modes.at("guided").verified, 1u);

  write_file(file("gsm.jsonl"),
             R"({"question":"Nora has 12 stamps. How many stamps does Nora have?",)"
             R"("answer":"She has 12.\n#### 12"})");
  options_.files = {file("gsm.jsonl")};
  ScriptedModel counter([](const TextRequest& request) -> std::string {
    const std::string& text = request.messages.back().text;
    if (text.find("Quantities:") != std::string::npos) return "let total := nora_stamps";
    return text.starts_with("Names:") ? "nora_stamps = 12" : "Answer: 12";
  });
  const tasks::EvalResult result = evaluate_prompted("gsm8k", options_, counter, {});
  EXPECT_EQ(result.modes.at("guided").accuracy, 1.0);
  EXPECT_EQ(result.modes.at("guided").verified, 1u);
}

// Problems by seed, each thought through as the gold chain does.
class SolvedAsGold : public testing::TestWithParam<tasks::Family> {};

TEST_P(SolvedAsGold, IsRightAndVerified) {
  constexpr std::size_t kProblems = 40;
  std::map<std::string, std::string> replies;  // by the end of the request
  for (std::size_t i = 0; i < kProblems; ++i) {
    RandomStream random(0, i);
    const auto problem =
        tasks::generate(tasks::whole_range(GetParam(), tasks::Split::kHeldOut), random);
    const GoldReading gold = gold_prose(problem);
    replies[gold.messages.back().text] = gold.reply;
  }
  ScriptedModel model([&](const TextRequest& request) -> std::string {
    const auto found = replies.find(request.messages.back().text);
    return found == replies.end() ? "" : found->second;
  });
  tasks::EvalOptions options;
  options.limit = kProblems;
  options.progress = Progress::Mode::kSilent;
  std::string rows;
  PromptedEvaluation evaluation;
  evaluation.keep = [&](const std::string& kept) { rows = kept; };
  const tasks::EvalResult result =
      evaluate_prompted(tasks::to_string(GetParam()), options, model, evaluation);
  EXPECT_EQ(result.modes.at("plain").accuracy, 1.0);
  EXPECT_EQ(result.modes.at("guided").accuracy, 1.0);
  EXPECT_EQ(result.modes.at("guided").verified, kProblems) << rows;
  for (const tasks::EvalFailure& failure : result.failures) ADD_FAILURE() << failure.reason;
}

INSTANTIATE_TEST_SUITE_P(Families, SolvedAsGold,
                         testing::Values(tasks::Family::kArithmetic, tasks::Family::kTally));

}  // namespace
}  // namespace modus::bridge
