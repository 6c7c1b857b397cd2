#include "claims/chain_tokens.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "claims/chain_text.h"

namespace modus::claims {
namespace {

struct Forms {
  const char* printed;
  const char* tokens;
};

class ChainTokens : public testing::TestWithParam<Forms> {};

TEST_P(ChainTokens, SayTheSameAsThePrintedForm) {
  const Chain chain = parse_chain(GetParam().printed, "test");
  EXPECT_EQ(chain_to_tokens(chain), GetParam().tokens);
  EXPECT_EQ(chain_from_tokens(GetParam().tokens, "test"), chain);
}

INSTANTIATE_TEST_SUITE_P(
    Table, ChainTokens,
    testing::Values(
        Forms{"", ""},
        Forms{"logic directed\nask nice(anne)\ns1 given kind(anne) @1\n"
              "s2 given kind(X) and quiet(X) -> nice(X) @2 @1\n"
              "s3 have nice(anne) by modus_ponens s1 s2\nanswer true by s3\n",
              "logic directed ; ask nice anne ; s1 given @1 kind anne ; "
              "s2 given @2 @1 kind X and quiet X -> nice X ; "
              "s3 have modus_ponens s1 s2 nice anne ; answer s3 true ;"},
        Forms{"closed p/1\nnames unique\ndomain {a, b}\nsort f(entity): int\nsort n: int\n",
              "closed p/1 ; names unique ; domain {a, b} ; sort f(entity): int ; sort n: int ;"},
        Forms{"ask A: p(a); B: not p(a)\nanswer B by s2\n",
              "ask A: p a ; B: not p a ; answer s2 B ;"},
        Forms{"ask all X: p(X)\nanswer {a, b} by s2\n", "ask all X: p X ; answer s2 {a, b} ;"},
        Forms{"s1 let x := age(ann) / 2\ns2 let n: int\ns3 fix c\ns4 obtain d: r(c, d) by witness "
              "s2\n",
              "s1 let x := age(ann) / 2 ; s2 let n: int ; s3 fix c ; "
              "s4 obtain witness s2 d: r c d ;"},
        Forms{"s1 assume p\ns2 case p of s1\ns3 have false\ns4 discharge s1 s2: p by s1 s3\n",
              "s1 assume p ; s2 case s1 p ; s3 have step false ; "
              "s4 discharge s1 s2 by step s1 s3 p ;"},
        Forms{"s1 have score(ann, 5) by s1\ns2 have age(ann) = 5 km/h\ns3 have p(5, m)\n",
              "s1 have step s1 score ann 5 ; s2 have step age(ann) = 5 km/h ; "
              "s3 have step p(5, m) ;"},
        Forms{"ask A = 5\ns1 let A := 5\ns2 have p(A)\n",
              "ask A = 5 ; s1 let A := 5 ; s2 have step p A ;"},
        Forms{"ask p(E)\ns2 obtain E: p(E) by s1\n", "ask p E ; s2 obtain step s1 E: p E ;"}));

TEST(ChainTokens, TextIsNotPartOfThem) {
  Chain chain = parse_chain("@1 Ann is kind.\ns1 given kind(ann) @1\n", "test");
  Chain back = chain_from_tokens(chain_to_tokens(chain), "test");
  EXPECT_TRUE(back.text.empty());
  back.text = chain.text;
  EXPECT_EQ(back, chain);
}

struct Mistake {
  const char* text;
  std::size_t column;
  const char* message;
};

class TokensMistake : public testing::TestWithParam<Mistake> {};

TEST_P(TokensMistake, IsToldWithPlaceAndRemedy) {
  try {
    chain_from_tokens(GetParam().text, "test");
    FAIL() << GetParam().text;
  } catch (const ParseError& error) {
    EXPECT_NE(error.message().find(GetParam().message), std::string::npos) << error.what();
    EXPECT_EQ(error.position().column, GetParam().column) << error.what();
  }
}

TEST(ChainTokens, AGraphInACommentOrAStringBindsNoLetter) {
  const Chain plain = chain_from_tokens("s1 given p X -> q X ;", "test");
  EXPECT_EQ(chain_from_tokens("s1 given p X # graph { X }\n -> q X ;", "test"), plain);
  const Chain text = chain_from_tokens("s1 given X = \"graph { X }\" -> q X ;", "test");
  EXPECT_EQ(free_variables(text.steps.front().claim), std::vector<std::string>{"X"});
  EXPECT_EQ(parse_chain(print_chain(text), "printed"), text);
}

INSTANTIATE_TEST_SUITE_P(
    Table, TokensMistake,
    testing::Values(Mistake{"s1 given p", 11, "expected `;`"},
                    Mistake{"s1 have s2 p ;", 9, "is no rule"},
                    Mistake{"s1 have magic s2 p ;", 9, "is no rule"},
                    Mistake{"s1 case p ;", 9, "disjunction's step"},
                    Mistake{"s1 discharge s2 step s3 p ;", 17, "expected `by`"},
                    Mistake{"s1 given p) ;", 11, "closes nothing"},
                    Mistake{"s2 given p ; s1 given p ;", 14, "step ids ascend"},
                    Mistake{"s1 given p ; names unique ;", 14, "above all steps"},
                    Mistake{"ask p a ; ask p b ;", 11, "one `ask`"},
                    Mistake{"s1 given kind Anne ;", 15, "write anne"}));

}  // namespace
}  // namespace modus::claims
