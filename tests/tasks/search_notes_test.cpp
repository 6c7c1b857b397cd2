#include "tasks/search_notes.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/random.h"
#include "claims/chain_text.h"
#include "tasks/generate.h"
#include "tasks/gold_chain.h"

namespace modus::tasks {
namespace {

std::vector<std::string> texts(const std::vector<SearchNote>& notes, std::size_t before) {
  std::vector<std::string> found;
  for (const SearchNote& note : notes)
    if (note.before == before) found.push_back(note.text);
  return found;
}

claims::Chain problem(const std::string& question) {
  return claims::parse_chain("logic directed\n" + question +
                                 "\ns1 given kind(ann)\ns2 given quiet(ann)\n"
                                 "s3 given kind(X) and quiet(X) -> patient(X)\n"
                                 "s4 given patient(X) and not rough(X) -> nice(X)\n",
                             "test");
}

TEST(SearchNotes, SayWhatWasLookedUpBeforeEachStep) {
  const auto noted = search_in_notes(problem("ask patient(ann)"));
  ASSERT_TRUE(noted);
  ASSERT_EQ(noted->chain.steps.size(), 7u);
  EXPECT_EQ(claims::print_step(noted->chain.steps[5]),
            "s5  have  patient(ann)  by modus_ponens s1 s2 s3");
  EXPECT_EQ(claims::print_step(noted->chain.steps[6]), "answer true  by s5");
  EXPECT_EQ(
      texts(noted->notes, 5),
      (std::vector<std::string>{"patient ann open", "not patient ann open", "s1 kind ann : s3",
                                "s1 s3 kind ann s1 quiet ann s2 -> patient ann open"}));
  EXPECT_EQ(noted->notes.size(), 4u);
}

TEST(SearchNotes, GoOnUntilNothingIsLeft) {
  const auto noted = search_in_notes(problem("ask nice(ann)"));
  ASSERT_TRUE(noted);
  EXPECT_EQ(noted->chain.steps.back().answer, claims::AnswerKind::kOpen);
  EXPECT_EQ(texts(noted->notes, 6),
            (std::vector<std::string>{
                "s2 quiet ann : s3", "s2 s3 kind ann s1 quiet ann s2 -> patient ann s5", "s3", "s4",
                "s5 patient ann : s4", "s5 s4 patient ann s5 not rough ann open"}));
}

TEST(SearchNotes, AnswerWhatIsGivenAtOnce) {
  const auto noted = search_in_notes(problem("ask not kind(ann)"));
  ASSERT_TRUE(noted);
  EXPECT_EQ(noted->chain.steps.size(), 6u);
  EXPECT_EQ(noted->chain.steps.back().answer, claims::AnswerKind::kFalse);
  EXPECT_EQ(texts(noted->notes, 5), (std::vector<std::string>{"not kind ann open", "kind ann s1"}));
}

TEST(SearchNotes, TryEverybodyWhereAConditionNamesNobody) {
  const auto noted =
      search_in_notes(claims::parse_chain("logic directed\nask glad(bo)\ns1 given sees(ann, bo)\n"
                                          "s2 given kind(ann)\ns3 given kind(bo)\n"
                                          "s4 given sees(ann, bo) and kind(X) -> glad(X)\n",
                                          "test"));
  ASSERT_TRUE(noted);
  EXPECT_EQ(texts(noted->notes, 5),
            (std::vector<std::string>{"glad bo open", "not glad bo open", "s1 sees ann bo : s4",
                                      "s1 s4 sees ann bo s1 kind ann s2 -> glad ann open"}));
  EXPECT_EQ(texts(noted->notes, 6),
            std::vector<std::string>{"s1 s4 sees ann bo s1 kind bo s3 -> glad bo open"});
}

TEST(SearchNotes, RefuseWhatIsNoRuleWorld) {
  const auto noted = search_in_notes(
      claims::parse_chain("ask kind(ann)\ns1 given kind(ann) or kind(bo)\n", "test"));
  EXPECT_FALSE(noted);
  EXPECT_FALSE(search_in_notes(problem("ask nice(ann)"), 4));
}

TEST(SearchNotes, ComeToTheAnswerOfTheClosure) {
  for (const Family family : {Family::kRuleWorld, Family::kTaxonomy}) {
    ProblemShape shape = whole_range(family, Split::kTrain);
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      RandomStream random(seed, 0);
      const GeneratedProblem made = generate_unchecked(shape, random);
      const auto noted = search_in_notes(made.chain);
      ASSERT_TRUE(noted) << made.text;
      EXPECT_EQ(noted->chain.answer()->answer, made.chain.answer()->answer) << made.text;
      EXPECT_TRUE(is_verified(noted->chain)) << made.text;
      EXPECT_TRUE(std::ranges::is_sorted(noted->notes, {}, &SearchNote::before));
    }
  }
}

}  // namespace
}  // namespace modus::tasks
