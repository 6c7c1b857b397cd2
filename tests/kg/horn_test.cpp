#include "kg/horn.h"

#include <gtest/gtest.h>

#include "claims/parse.h"
#include "claims/print.h"

namespace modus::kg {
namespace {

class HornTest : public testing::Test {
 protected:
  HornClauses read(std::string_view text) {
    auto result = to_horn(claims::parse_claim(text, "test"), symbols);
    if (const auto* failure = std::get_if<NotHorn>(&result)) {
      ADD_FAILURE() << text << ": " << failure->reason;
      return {};
    }
    return std::get<HornClauses>(std::move(result));
  }
  std::string refused(std::string_view text) {
    auto result = to_horn(claims::parse_claim(text, "test"), symbols);
    const auto* failure = std::get_if<NotHorn>(&result);
    return failure == nullptr ? "accepted" : failure->reason;
  }
  std::string shown(const Atom& atom) { return claims::print(to_claim(atom, symbols)); }

  SymbolTable symbols;
};

TEST_F(HornTest, RulesKeepBothPolaritiesAndTheOrderOfTheBody) {
  const HornClauses horn =
      read("kind(X) and not rough(X) and absent wet(X) and X != ann -> nice(X)");
  ASSERT_EQ(horn.rules.size(), 1u);
  const HornRule& rule = horn.rules[0];
  ASSERT_EQ(rule.body.size(), 3u);
  EXPECT_EQ(shown(rule.body[0]), "kind(X1)");
  EXPECT_EQ(shown(rule.body[1]), "not rough(X1)");
  EXPECT_EQ(shown(rule.body[2]), "absent wet(X1)");
  EXPECT_EQ(shown(rule.head), "nice(X1)");
  ASSERT_EQ(rule.distinct.size(), 1u);
  EXPECT_EQ(rule.distinct[0].second, Term::symbol(*symbols.find("ann")));
}

TEST_F(HornTest, QuantifiedRulesAreTheSameRules) {
  const HornClauses horn = read("forall X, Y: owns(X, Y) -> happy(X)");
  ASSERT_EQ(horn.rules.size(), 1u);
  EXPECT_EQ(shown(horn.rules[0].body[0]), "owns(X1, X2)");
  EXPECT_EQ(shown(horn.rules[0].head), "happy(X1)");
}

TEST_F(HornTest, ConjunctionsGiveSeveralFactsOrRules) {
  EXPECT_EQ(read("kind(ann) and not kind(bob) and raining").facts.size(), 3u);
  const HornClauses horn = read("dog(X) -> animal(X) and not cat(X)");
  ASSERT_EQ(horn.rules.size(), 2u);
  EXPECT_EQ(shown(horn.rules[1].head), "not cat(X1)");
  EXPECT_EQ(horn.rules[1].body, horn.rules[0].body);
}

TEST_F(HornTest, SaysWhatDoesNotFit) {
  EXPECT_EQ(refused("p(a) or p(b)"), "`or` in a fact");
  EXPECT_EQ(refused("p(X) -> q(X) or r(X)"), "`or` in a head");
  EXPECT_EQ(refused("p(X) or q(X) -> r(X)"), "`or` in a body");
  EXPECT_EQ(refused("p(X) -> exists Y: q(X, Y)"), "`exists` in a head");
  EXPECT_EQ(refused("p(X) -> X = a"), "equality in a head");
  EXPECT_EQ(refused("p(X) -> absent q(X)"), "`absent` in a head");
  EXPECT_EQ(refused("not (p(a) and q(a))"), "`not` of more than an atom in a fact");
  EXPECT_EQ(refused("p(X)"), "variable X is bound by no literal of the body");
  EXPECT_EQ(refused("p(X) -> q(X, Y)"), "variable Y is bound by no literal of the body");
  EXPECT_EQ(refused("absent p(X) -> q(a)"), "variable X is bound by no literal of the body");
  EXPECT_EQ(refused("p(mother(a))"), "an argument that is no name or variable");
}

TEST_F(HornTest, ANegativeBodyLiteralBinds) {
  EXPECT_EQ(read("not p(X) -> q(X)").rules.size(), 1u);
}

TEST_F(HornTest, GroundAtomsGoThereAndBack) {
  for (const char* text :
       {"kind(ann)", "not likes(ann, bob)", "absent wet(ann)", "raining", "not raining"}) {
    const auto atom = to_ground_atom(claims::parse_claim(text, "test"), symbols);
    ASSERT_TRUE(atom) << text;
    EXPECT_EQ(shown(*atom), text);
  }
  for (const char* text : {"kind(X)", "a = b", "p(a) and p(b)"})
    EXPECT_FALSE(to_ground_atom(claims::parse_claim(text, "test"), symbols)) << text;
}

}  // namespace
}  // namespace modus::kg
