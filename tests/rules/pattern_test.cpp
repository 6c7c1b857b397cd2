#include "rules/pattern.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "claims/parse.h"
#include "claims/print.h"
#include "rules/claim_pattern.h"

namespace modus::rules {
namespace {

BodyLiteral literal(RelationId relation, std::vector<Argument> arguments) {
  return {relation, false, std::move(arguments)};
}
Argument var(std::string name) { return {true, std::move(name)}; }
Argument word(std::string text) { return {false, std::move(text)}; }

std::string error_of(std::string_view match) {
  try {
    parse_body(match);
  } catch (const ParseError& error) {
    return error.message();
  }
  return "";
}

TEST(Pattern, ReadsLiteralsMarksAndConditions) {
  const Body body = parse_body(
      "have(S, P), by(S, modus_ponens), cites(S, R), proved(R), "
      "absent repeats(S, R), S != R");
  ASSERT_EQ(body.literals.size(), 5u);
  EXPECT_EQ(body.literals[1], literal(RelationId::kBy, {var("S"), word("modus_ponens")}));
  EXPECT_TRUE(body.literals[4].absent);
  EXPECT_EQ(body.distinct, (std::vector<std::pair<std::string, std::string>>{{"S", "R"}}));
  EXPECT_EQ(body.variables.at("P"), ArgumentSort::kClaim);
  EXPECT_EQ(body.variables.at("R"), ArgumentSort::kStep);
}

TEST(Pattern, ClaimPatternsBecomeNodes) {
  const Body body = parse_body("claim(R, not P -> Q)");
  ASSERT_EQ(body.literals.size(), 3u);
  const BodyLiteral& negation = body.literals[0];
  const BodyLiteral& implication = body.literals[1];
  EXPECT_EQ(negation.arguments[1], word("not"));
  EXPECT_EQ(negation.arguments[2], var("P"));
  EXPECT_EQ(implication.arguments[1], word("implies"));
  EXPECT_EQ(implication.arguments[2], negation.arguments[0]);
  EXPECT_EQ(implication.arguments[3], var("Q"));
  EXPECT_EQ(body.literals[2], literal(RelationId::kClaim, {var("R"), implication.arguments[0]}));
}

TEST(Pattern, NamesApplicationsAndNumbersInPatterns) {
  const Body body = parse_body("have(S, age(A) = B + 0)");
  std::vector<std::string> relations;
  for (const BodyLiteral& l : body.literals)
    relations.emplace_back(l.relation == RelationId::kNode ? l.arguments[1].text
                                                           : relation(l.relation).name);
  EXPECT_EQ(relations, (std::vector<std::string>{"apply", "literal", "add", "equal", "have"}));
  EXPECT_EQ(body.literals[0].arguments[2], word("age"));
  EXPECT_EQ(body.literals[1].arguments[1], word("0"));
}

TEST(Pattern, EqualPatternsShareOneNode) {
  const Body body = parse_body("claim(R, not P), claim(T, not P)");
  EXPECT_EQ(body.literals.size(), 3u);
}

TEST(Pattern, NodesSayTheirOperatorAndItsArguments) {
  const Body body = parse_body("have(S, P), node(P, forall, X, B), node(B, apply, N, C, D)");
  EXPECT_EQ(body.variables.at("X"), ArgumentSort::kWord);
  EXPECT_EQ(body.variables.at("D"), ArgumentSort::kClaim);
  EXPECT_NE(error_of("have(S, P), node(P, implys, A, B)").find("did you mean `implies`"),
            std::string::npos);
  EXPECT_NE(error_of("have(S, P), node(P, implies, A)").find("has 2 arguments, found 1"),
            std::string::npos);
}

TEST(Pattern, FaultsAreNamed) {
  EXPECT_NE(error_of("hav(S, P)").find("did you mean `have`?"), std::string::npos);
  EXPECT_NE(error_of("have(S)").find("has 2 arguments, found 1"), std::string::npos);
  EXPECT_NE(error_of("have(S, P), cites(P, S)").find("P stands for a step here and for a claim"),
            std::string::npos);
  EXPECT_NE(error_of("proved(S)").find("nothing binds S"), std::string::npos);
  EXPECT_NE(error_of("have(S, P), S != T").find("nothing binds T"), std::string::npos);
  EXPECT_NE(error_of("not have(S, P)").find("write `absent`"), std::string::npos);
  EXPECT_NE(error_of("step(S), absent claim(S, P -> Q)").find("bind it to a variable first"),
            std::string::npos);
  EXPECT_NE(error_of("have(S, P -> )").find("in the pattern `P ->`"), std::string::npos);
  EXPECT_NE(error_of("fact(S, P)").find("not yet supported"), std::string::npos);
  EXPECT_NE(error_of("have(S, P").find("is not closed"), std::string::npos);
  EXPECT_NE(error_of("have(S, P))").find("closes nothing"), std::string::npos);
  EXPECT_NE(error_of("").find("something is missing"), std::string::npos);
  EXPECT_NE(error_of("have(S, P),, given(R, Q)").find("something is missing"), std::string::npos);
  EXPECT_NE(error_of("by(S, \"a\\\"b\")").find("no quotes"), std::string::npos);
}

TEST(Pattern, LongAndDeepMatchesAreRefused) {
  EXPECT_NE(error_of(std::string(kMaxMatchBytes + 1, ' ')).find("at most"), std::string::npos);
  std::string many = "have(S, P)";
  for (int i = 0; i < 80; ++i) many += ", step(S)";
  EXPECT_NE(error_of(many).find("at most 64 literals"), std::string::npos);
  EXPECT_NE(error_of("have(S, " + std::string(1500, '(') + "P" + std::string(1500, ')') + ")"), "");
}

TEST(ClaimPattern, VariablesStandForWholeClaims) {
  Match match;
  match.bindings["P"].claim = claims::parse_claim("kind(ann) or shy(ann)", "t");
  match.bindings["Q"].claim = claims::parse_claim("nice(X)", "t");
  EXPECT_EQ(claims::print(instantiate(parse_claim_pattern("not P -> Q"), match)),
            "not (kind(ann) or shy(ann)) -> nice(X)");
  EXPECT_EQ(pattern_variables(parse_claim_pattern("E1 + 2 = A")),
            (std::vector<std::string>{"A", "E1"}));
}

TEST(ClaimPattern, ReservedNamesAreRefused) {
  EXPECT_THROW(parse_claim_pattern("meta_p -> Q"), ParseError);
}

}  // namespace
}  // namespace modus::rules
