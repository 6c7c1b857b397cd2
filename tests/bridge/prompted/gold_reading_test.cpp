#include "bridge/prompted/gold_reading.h"

#include <set>

#include <gtest/gtest.h>

#include "base/random.h"

namespace modus::bridge {
namespace {

tasks::GeneratedProblem drawn(tasks::Family family, std::uint64_t seed) {
  RandomStream random(seed);
  return tasks::generate(tasks::whole_range(family, tasks::Split::kTrain), random);
}

TEST(GoldReading, EverySentenceIsAskedAsTheReadingAsksIt) {
  const tasks::GeneratedProblem problem = drawn(tasks::Family::kTaxonomy, 3);
  const std::vector<GoldReading> readings = gold_readings(problem);
  ASSERT_EQ(readings.size(), problem.chain.text.size() + 1);
  const auto examples = reading_examples(ReadingKind::kRules);
  for (std::size_t i = 0; i < readings.size(); ++i) {
    const GoldReading& reading = readings[i];
    EXPECT_EQ(reading.sentence,
              i < problem.chain.text.size() ? problem.chain.text[i] : problem.question);
    ASSERT_EQ(reading.messages.size(), examples.size() + 1);
    EXPECT_EQ(reading.messages.front().text, examples.front().text);
    EXPECT_TRUE(reading.messages.back().text.starts_with("Names: "));
    EXPECT_TRUE(reading.messages.back().text.ends_with("Sentence: " + reading.sentence));
    EXPECT_FALSE(reading.reply.empty());
  }
}

// The names of earlier sentences are offered to later ones.
TEST(GoldReading, NamesGrowAsTheTextIsRead) {
  std::size_t none = 0, some = 0;
  for (const GoldReading& reading : gold_readings(drawn(tasks::Family::kTaxonomy, 4)))
    ++(reading.messages.back().text.starts_with("Names: none") ? none : some);
  EXPECT_GT(none, 0u);
  EXPECT_GT(some, 1u);
}

TEST(GoldReading, AmountsOfWordProblemsAreNotAskedFor) {
  const tasks::GeneratedProblem problem = drawn(tasks::Family::kArithmetic, 5);
  EXPECT_EQ(reading_kind_of(problem), ReadingKind::kQuantities);
  EXPECT_TRUE(gold_readings(problem).empty());
}

// What the checker would refuse is nothing to learn from; of what the generators write little is
// refused.
TEST(GoldReading, MostOfEveryFamilyIsAccepted) {
  for (const tasks::Family family :
       {tasks::Family::kSentence, tasks::Family::kRuleWorld, tasks::Family::kTaxonomy,
        tasks::Family::kKinship, tasks::Family::kOrdering}) {
    std::size_t sentences = 0, accepted = 0;
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
      const tasks::GeneratedProblem problem = drawn(family, seed);
      sentences += problem.chain.text.size() + 1;
      accepted += gold_readings(problem).size();
    }
    EXPECT_GE(accepted * 10, sentences * 7)
        << tasks::to_string(family) << ": " << accepted << " of " << sentences;
  }
}

}  // namespace
}  // namespace modus::bridge
