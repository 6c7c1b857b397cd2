#include "bridge/text_guide/words_of_claims.h"

#include <gtest/gtest.h>

#include "bridge/text_guide/stacks.h"
#include "claims/parse.h"
#include "claims/print.h"
#include "tasks/generate.h"

namespace modus::bridge {
namespace {

bool accepts(const TextGrammar& grammar, const std::string& text) {
  Stacks now, next;
  now.begin(grammar);
  for (const char byte : text) {
    next.advance(grammar, now, static_cast<std::uint8_t>(byte));
    std::swap(now, next);
  }
  return now.ends();
}

TEST(WordsOfClaims, NamesStandWhereTheyStood) {
  const std::vector<claims::Claim> claims = {
      claims::parse_claim("rains and kind(ann)", "one"),
      claims::parse_claim("forall X: kind(X) -> age(X, 2) > 3 km", "other"),
      claims::parse_claim("kind(ann, bob)", "third")};
  const TextLexicon words = words_of_claims(claims);
  ASSERT_EQ(words.predicates.size(), 3u);
  EXPECT_EQ(words.predicates[0].name, "rains");
  EXPECT_EQ(words.predicates[1].arity, 1u);
  EXPECT_EQ(words.predicates[2].arity, 2u);
  ASSERT_EQ(words.functions.size(), 1u);
  EXPECT_EQ(words.functions[0].name, "age");
  EXPECT_EQ(words.constants, (std::vector<std::string>{"ann", "bob"}));
  EXPECT_EQ(words.variables, std::vector<std::string>{"X"});
  EXPECT_EQ(words.numbers, (std::vector<std::string>{"2", "3"}));
  EXPECT_EQ(words.units, std::vector<std::string>{"km"});
  EXPECT_TRUE(words.connectives && words.conditional && words.quantifiers && words.comparison);
  EXPECT_FALSE(words.negation || words.arithmetic || words.sets || words.truths);
}

// The grammar of a problem's own words takes all that its gold chain says.
TEST(WordsOfClaims, GoldChainsAreInTheLanguageOfTheirWords) {
  RandomStream random(41);
  for (const tasks::Family family : tasks::families())
    for (int i = 0; i < 10; ++i) {
      const claims::Chain chain =
          tasks::generate_unchecked(tasks::whole_range(family, tasks::Split::kTrain), random).chain;
      std::vector<claims::Claim> claims;
      for (const claims::Step& step : chain.steps)
        if (step.kind == claims::StepKind::kGiven || step.kind == claims::StepKind::kHave)
          claims.push_back(step.claim);
      if (claims.empty()) continue;
      const auto grammar = claim_grammar(words_of_claims(claims));
      for (const claims::Claim& claim : claims)
        EXPECT_TRUE(accepts(*grammar, claims::print(claim) + "\n")) << claims::print(claim);
    }
}

}  // namespace
}  // namespace modus::bridge
