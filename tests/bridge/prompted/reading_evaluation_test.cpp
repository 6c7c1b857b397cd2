#include "bridge/prompted/reading_evaluation.h"

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/random.h"
#include "bridge/prompted/gold_reading.h"
#include "bridge/prompted/scripted_model.h"
#include "symbolic/reading/words.h"

namespace modus::bridge {
namespace {

constexpr tasks::Family kFamily = tasks::Family::kTaxonomy;

// The gold replies of the problems that the evaluation draws, by what is asked.
std::map<std::string, std::string> gold_replies(std::size_t problems) {
  std::map<std::string, std::string> replies;
  for (std::size_t i = 0; i < problems; ++i) {
    RandomStream random(1, i);
    for (const GoldReading& reading : gold_readings(
             tasks::generate(tasks::whole_range(kFamily, tasks::Split::kHeldOut), random)))
      replies[reading.messages.back().text] = reading.reply;
  }
  return replies;
}

tasks::EvalOptions three_problems() {
  tasks::EvalOptions options;
  options.limit = 3;
  options.seed = 1;
  options.progress = Progress::Mode::kSilent;
  return options;
}

TEST(ReadingEvaluation, GoldRepliesAreAllExact) {
  const auto replies = gold_replies(3);
  ScriptedModel model([&](const TextRequest& request) {
    const auto found = replies.find(request.messages.back().text);
    return found == replies.end() ? "" : found->second;
  });
  const tasks::EvalResult result = evaluate_reading(kFamily, three_problems(), model, nullptr);
  ASSERT_EQ(result.modes.size(), 2u);
  for (const auto& [mode, figures] : result.modes) EXPECT_EQ(figures.accuracy, 1) << mode;
  EXPECT_EQ(result.modes.at("guided").verified, result.n);
  EXPECT_EQ(result.modes.at("guided").verified_wrong, 0u);
  EXPECT_TRUE(result.failures.empty());
}

// "lorpuses" for lorpus is the same reading.
TEST(ReadingEvaluation, OtherFormsOfAWordAreExact) {
  const auto replies = gold_replies(3);
  std::size_t changed = 0;
  ScriptedModel model([&](const TextRequest& request) {
    std::string reply = replies.at(request.messages.back().text);
    const std::size_t begin = reply.starts_with("not ") ? 4 : 0, end = reply.find('(');
    const std::string name = reply.substr(begin, end - begin);
    if (!symbolic::reading::same_name(name, name + "s")) return reply;
    ++changed;
    return reply.replace(begin, name.size(), name + "s");
  });
  tasks::EvalOptions options = three_problems();
  options.modes = {"plain"};
  EXPECT_EQ(evaluate_reading(kFamily, options, model, nullptr).modes.at("plain").accuracy, 1);
  EXPECT_GT(changed, 0u);
}

TEST(ReadingEvaluation, OtherRepliesAreNot) {
  ScriptedModel model([](const TextRequest&) { return "calm(vera)"; });
  tasks::EvalOptions options = three_problems();
  options.modes = {"plain"};
  const tasks::EvalResult result = evaluate_reading(kFamily, options, model, nullptr);
  EXPECT_EQ(result.modes.at("plain").accuracy, 0);
  EXPECT_EQ(result.failures.size(), result.n);
  EXPECT_THAT(result.failures.front().reason, testing::HasSubstr("plain: `calm(vera)`, gold `"));
}

TEST(ReadingEvaluation, StoppedItCountsWhatIsDone) {
  std::atomic<bool> stop = false;
  ScriptedModel model([&](const TextRequest&) {
    stop = true;
    return "calm(vera)";
  });
  const tasks::EvalResult result = evaluate_reading(kFamily, three_problems(), model, &stop);
  EXPECT_EQ(result.n, 0u);
  EXPECT_TRUE(result.failures.empty());
}

TEST(ReadingEvaluation, WhatItCannotDoIsRefused) {
  ScriptedModel model([](const TextRequest&) { return ""; });
  tasks::EvalOptions options = three_problems();
  options.modes = {"neural"};
  EXPECT_THROW(evaluate_reading(kFamily, options, model, nullptr), ConfigError);
  options = three_problems();
  options.files = {"rows.json"};
  EXPECT_THROW(evaluate_reading(kFamily, options, model, nullptr), ConfigError);
  EXPECT_THROW(evaluate_reading(tasks::Family::kArithmetic, three_problems(), model, nullptr),
               ConfigError);
}

}  // namespace
}  // namespace modus::bridge
