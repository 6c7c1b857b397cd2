#include "tasks/smuggled_givens.h"

#include <fstream>

#include <gtest/gtest.h>

#include "base/error.h"
#include "tests/temp_folder.h"

namespace modus::tasks {
namespace {

EvalOptions options_for(const std::string& rows, std::size_t limit, std::uint64_t seed) {
  const std::string path = in_temp("rows.jsonl");
  std::ofstream(path) << rows;
  EvalOptions options;
  options.files = {path};
  options.limit = limit;
  options.seed = seed;
  options.progress = Progress::Mode::kSilent;
  return options;
}

constexpr const char* kRow =
    R"({"id":"one","context":"Ann is kind. Bob is not rough. The cat chases Bob. If someone is kind )"
    R"(and they are not rough then they are nice. If someone is nice then they chase Bob. If Ann is nice then Bob is )"
    R"(kind.","question":"Is the following statement true, false, or unknown? Ann )"
    R"(is nice.","options":["A) True"],)"
    R"("answer":"A"})"
    "\n";

TEST(SmuggledGivens, EveryKindIsPlantedAndNoneIsTaken) {
  const EvalResult result = eval_smuggled_givens(options_for(kRow, 300, 1));
  EXPECT_EQ(result.n, 300u);
  EXPECT_EQ(result.figures.at("planted"), 300);
  for (const char* kind : {"negation", "predicate", "entity", "arguments", "condition", "converse",
                           "general", "fact", "sentence"})
    EXPECT_GT(result.figures.at(std::string("planted_") + kind), 0) << kind;
  EXPECT_EQ(result.figures.at("accepted"), 0);
  EXPECT_EQ(result.figures.at("accuracy"), 1);
  for (const EvalFailure& failure : result.failures) ADD_FAILURE() << failure.reason;
}

TEST(SmuggledGivens, AreDrawnFromTheSeed) {
  const auto figures = [](std::uint64_t seed) {
    return eval_smuggled_givens(options_for(kRow, 40, seed)).figures;
  };
  EXPECT_EQ(figures(1), figures(1));
  EXPECT_NE(figures(1), figures(2));
}

TEST(SmuggledGivens, WhatIsNoRuleWorldIsNotPlanted) {
  const EvalResult result = eval_smuggled_givens(options_for(
      R"({"context":"Colourless ideas, furiously.","question":"Why?","answer":"A"})", 5, 1));
  EXPECT_EQ(result.figures.at("planted"), 0);
  EXPECT_EQ(result.figures.at("accuracy"), 0);
}

}  // namespace
}  // namespace modus::tasks
