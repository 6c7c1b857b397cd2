#include "bridge/guide/lexicon.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "claims/claim.h"
#include "tests/bridge/problems.h"

namespace modus::bridge {
namespace {

bool holds(const TokenTrie& trie, const std::string& text) {
  return std::any_of(trie.entries().begin(), trie.entries().end(),
                     [&](const TokenTrie::Entry& entry) { return entry.text == text; });
}

TEST(Lexicon, NamesAreWordsInARow) {
  const std::vector<std::string> sentences = {"The old otters chase Ann."};
  const Lexicon lexicon(test_tokenizer(), sentences, "Is Ann old?");
  const TokenTrie& names = lexicon.sentence(1).names;
  for (const char* name : {"old", "otter", "otters", "old_otter", "otter_chase", "ann"})
    EXPECT_TRUE(holds(names, name)) << name;
  for (const char* name : {"old_chase", "old_ann", "otter_ann", "the", "old_otter_chase_ann"})
    EXPECT_FALSE(holds(names, name)) << name;
}

TEST(Lexicon, WordsBesideANumberMayBeSkipped) {
  const std::vector<std::string> sentences = {"Yesterday Ann gave 12 red stamps to Bob."};
  const Lexicon lexicon(test_tokenizer(), sentences, "How many stamps does Ann have?");
  const TokenTrie& names = lexicon.sentence(1).names;
  for (const char* name : {"ann_stamp", "ann_gave_stamp_bob", "ann_red_stamp", "stamps"})
    EXPECT_TRUE(holds(names, name)) << name;
  for (const char* name : {"stamp_ann", "yesterday_ann_gave_stamp_bob", "ann_ann"})
    EXPECT_FALSE(holds(names, name)) << name;
  EXPECT_TRUE(holds(lexicon.sentence(1).numbers, "12"));
  EXPECT_TRUE(holds(lexicon.question().names, "stamp_ann"));
}

TEST(Lexicon, ALongSentenceOffersABoundedNumberOfNames) {
  std::string sentence = "There are 3";
  for (int i = 0; i < 400; ++i)
    sentence += " word" + std::string(1, static_cast<char>('a' + i % 26));
  const std::vector<std::string> sentences = {sentence + "."};
  EXPECT_LT(Lexicon(test_tokenizer(), sentences, "How many?").sentence(1).names.size(), 10000u);
}

TEST(Lexicon, EveryQuantityOfAGeneratedStoryIsSayable) {
  for (const GoldProblem& problem : generated_problems(tasks::Family::kArithmetic, 60)) {
    const Lexicon lexicon(test_tokenizer(), problem.sentences, problem.question);
    for (const claims::Step& step : problem.chain.steps) {
      if (step.kind == claims::StepKind::kLet) {
        EXPECT_TRUE(holds(lexicon.question().names, step.name))
            << step.name << ": " << problem.question;
      }
      if (step.kind != claims::StepKind::kGiven) continue;
      for (const std::string& name : claims::names_in(step.claim))
        EXPECT_TRUE(
            std::any_of(step.sentences.begin(), step.sentences.end(),
                        [&](std::size_t k) { return holds(lexicon.sentence(k).names, name); }))
            << name << ": " << problem.sentences[step.sentences.front() - 1];
    }
  }
}

}  // namespace
}  // namespace modus::bridge
