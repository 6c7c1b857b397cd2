#include "bridge/prompted/sentence_lexicon.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "claims/chain_text.h"

namespace modus::bridge {
namespace {

bool has(const std::vector<std::string>& list, const std::string& word) {
  return std::ranges::find(list, word) != list.end();
}
bool has(const std::vector<NameWithArity>& list, const std::string& name, std::size_t arity) {
  return std::ranges::any_of(
      list, [&](const NameWithArity& entry) { return entry.name == name && entry.arity == arity; });
}

claims::Signature known_from(const std::string& chain) {
  return claims::signature_of(claims::parse_chain(chain, "known"));
}

TEST(SentenceLexicon, HoldsTheWordsOfTheSentence) {
  const TextLexicon lexicon =
      sentence_lexicon(ReadingKind::kRules, "The old goat does not follow Vera.", "", {});
  EXPECT_TRUE(has(lexicon.constants, "old_goat"));
  EXPECT_TRUE(has(lexicon.constants, "vera"));
  EXPECT_TRUE(has(lexicon.predicates, "follow", 2));
  EXPECT_TRUE(lexicon.negation);
  EXPECT_FALSE(lexicon.conditional);
  EXPECT_TRUE(lexicon.variables.empty());
  EXPECT_FALSE(has(lexicon.constants, "not"));
  EXPECT_FALSE(has(lexicon.constants, "the"));
}

TEST(SentenceLexicon, PrefersTheNamesOfTheChain) {
  const claims::Signature known =
      known_from("s1 given follows(old_goat, vera)\ns2 given tall(bob)\n");
  const TextLexicon lexicon =
      sentence_lexicon(ReadingKind::kRules, "If Vera follows someone then Vera is old.", "", known);
  EXPECT_TRUE(has(lexicon.predicates, "follows", 2));
  EXPECT_FALSE(has(lexicon.predicates, "follows", 1));
  EXPECT_FALSE(has(lexicon.predicates, "tall", 1));
  EXPECT_FALSE(has(lexicon.constants, "follows_someone"));
  EXPECT_FALSE(has(lexicon.constants, "vera_old"));
  EXPECT_TRUE(lexicon.conditional);
  EXPECT_FALSE(lexicon.negation);
  EXPECT_EQ(lexicon.variables, (std::vector<std::string>{"X"}));
}

TEST(SentenceLexicon, MakesNoPredicateOfSomebody) {
  const claims::Signature known = known_from("s1 given sees(lion, bald_eagle)\n");
  const TextLexicon lexicon =
      sentence_lexicon(ReadingKind::kRules, "The lion needs the bald eagle.", "", known);
  EXPECT_TRUE(has(lexicon.predicates, "needs", 2));
  EXPECT_FALSE(has(lexicon.predicates, "needs_bald_eagle", 1));
  EXPECT_FALSE(has(lexicon.predicates, "lion_needs", 1));
  EXPECT_TRUE(has(lexicon.constants, "lion"));
}

TEST(SentenceLexicon, JoinsWhatOneNameSays) {
  const TextLexicon lexicon = sentence_lexicon(
      ReadingKind::kFormulas, "Everyone in the choir is a member of the club.", "", {});
  EXPECT_TRUE(has(lexicon.predicates, "member_of_club", 1));
  EXPECT_TRUE(lexicon.quantifiers);
}

TEST(SentenceLexicon, APredicateNeedsAllItsWords) {
  const claims::Signature known =
      known_from("s1 given sold_in_boston(old_goat)\ns2 given shipped_to_rome(old_goat)\n");
  EXPECT_EQ(names_that_may_be_meant(known, "The goat is sold in Rome."),
            (std::vector<std::string>{"old_goat"}));
  EXPECT_EQ(names_that_may_be_meant(known, "Goats are shipped to Rome."),
            (std::vector<std::string>{"old_goat", "shipped_to_rome"}));
  const TextLexicon lexicon =
      sentence_lexicon(ReadingKind::kFormulas, "The goat is sold in Rome.", "", known);
  EXPECT_TRUE(has(lexicon.predicates, "sold_in_rome", 1));
  EXPECT_FALSE(has(lexicon.predicates, "sold_in_boston", 1));
}

TEST(SentenceLexicon, SomebodyMayBeCalledByAPartOfTheName) {
  const claims::Signature known = known_from("s1 given likes(harry_potter, new_haven)\n");
  EXPECT_EQ(names_that_may_be_meant(known, "Harry is tall."),
            (std::vector<std::string>{"harry_potter"}));
  EXPECT_EQ(names_that_may_be_meant(known, "Mr Potter is tall."),
            (std::vector<std::string>{"harry_potter"}));
  EXPECT_TRUE(names_that_may_be_meant(known, "It is sold in New York.").empty());
}

TEST(SentenceLexicon, HoldsTheNumbersOfASentence) {
  const TextLexicon lexicon =
      sentence_lexicon(ReadingKind::kQuantities, "She buys twenty-one red stamps for $2.5 each.",
                       "Vera has none.", {});
  EXPECT_TRUE(has(lexicon.numbers, "21"));
  EXPECT_TRUE(has(lexicon.numbers, "2.5"));
  EXPECT_TRUE(has(lexicon.constants, "red_stamps"));
  EXPECT_TRUE(has(lexicon.constants, "vera"));
  EXPECT_TRUE(lexicon.arithmetic && lexicon.comparison);
}

TEST(SentenceLexicon, CompilesWhateverTheSentence) {
  for (const ReadingKind kind :
       {ReadingKind::kRules, ReadingKind::kFormulas, ReadingKind::kQuantities})
    for (const char* sentence :
         {"", "?", "The.", "1/3 of 1,200", "forall forall", "e x a P E s3",
          "caf\xC3\xA9 d\xC3\xA9j\xC3\xA0", "let x be given by the answer",
          "Likely the min and max of an independent sqrt", "The average count, sum and mean of P"})
      EXPECT_NO_THROW(claim_grammar(sentence_lexicon(kind, sentence, "", {}))) << sentence;
}

}  // namespace
}  // namespace modus::bridge
