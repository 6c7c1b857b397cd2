#include "bridge/guide/lexicon.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "claims/claim.h"
#include "symbolic/reading/words.h"
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

TEST(Lexicon, NumbersAreThoseOfTheText) {
  const std::vector<std::string> sentences = {"Yesterday Ann gave 12 red stamps to Bob."};
  const Lexicon lexicon(test_tokenizer(), sentences, "How many stamps does Ann have?");
  EXPECT_TRUE(holds(lexicon.sentence(1).numbers, "12"));
  EXPECT_EQ(lexicon.sentence(1).numbers.size(), 1u);
  EXPECT_TRUE(holds(lexicon.question().names, "stamp_ann"));
}

TEST(Lexicon, ALongSentenceOffersABoundedNumberOfNames) {
  std::string sentence = "There are 3";
  for (int i = 0; i < 400; ++i)
    sentence += " word" + std::string(1, static_cast<char>('a' + i % 26));
  const std::vector<std::string> sentences = {sentence + "."};
  EXPECT_LT(Lexicon(test_tokenizer(), sentences, "How many?").sentence(1).names.size(), 10000u);
}

// Also words that are joined by `_`, as the grammar joins them.
bool can_say(const TokenTrie& trie, const std::string& name) {
  if (holds(trie, name)) return true;
  for (const std::string& word : symbolic::reading::words_of_name(name))
    if (!holds(trie, word)) return false;
  return true;
}

TEST(Lexicon, EveryQuantityOfAGeneratedStoryIsSayable) {
  for (const GoldProblem& problem : generated_problems(tasks::Family::kArithmetic, 60)) {
    const Lexicon lexicon(test_tokenizer(), problem.sentences, problem.question);
    for (const claims::Step& step : problem.chain.steps) {
      if (step.kind == claims::StepKind::kLet) {
        EXPECT_TRUE(can_say(lexicon.question().names, step.name))
            << step.name << ": " << problem.question;
      }
      if (step.kind != claims::StepKind::kGiven) continue;
      for (const std::string& name : claims::names_in(step.claim))
        EXPECT_TRUE(
            std::any_of(step.sentences.begin(), step.sentences.end(),
                        [&](std::size_t k) { return can_say(lexicon.sentence(k).names, name); }))
            << name << ": " << problem.sentences[step.sentences.front() - 1];
    }
  }
}

}  // namespace
}  // namespace modus::bridge
