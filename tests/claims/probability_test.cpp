#include "claims/probability.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "claims/chain_json.h"
#include "claims/chain_text.h"
#include "claims/chain_tokens.h"
#include "claims/definedness.h"
#include "claims/evaluate.h"
#include "claims/parse.h"
#include "claims/print.h"

namespace modus::claims {
namespace {

Claim parsed(std::string_view text) { return parse_claim(text, "test"); }
Claim term(std::string_view text) { return parsed(std::string(text) + " = 0").child(0); }

class ProbabilityPrint : public testing::TestWithParam<const char*> {};
TEST_P(ProbabilityPrint, IsCanonicalInBothForms) {
  const Claim claim = parsed(GetParam());
  EXPECT_EQ(print(claim), GetParam());
  const std::string tokens =
      chain_to_tokens(parse_chain("s1 given " + std::string(GetParam()), "c"));
  EXPECT_EQ(chain_to_tokens(chain_from_tokens(tokens, "t")), tokens);
}
INSTANTIATE_TEST_SUITE_P(
    All, ProbabilityPrint,
    testing::Values("P(a) = 0.3", "P(a and not b) <= P(a)", "P(a | b, c) = 0.25",
                    "P(cancer | do(smoking)) = 0.3", "P(y[x = 0] | x = 1) = 0.5",
                    "P(sick(ann) and old(ann) | do(x = 0, not z), w) = 1 / 3",
                    "P(a or b) = P(a) + P(b) - P(a and b)", "P(a) * P(b) = 0.3",
                    "independent(a, b)", "independent(x, y | z, do(w = 1))", "independent(kenya)",
                    "graph { smoking ~> tar ~> cancer, a <~> b }",
                    "graph { hidden u, u ~> x, u ~> y, lone }", "not P(a) = 1 -> b",
                    "P(weather = sunny) = 1 - P(weather in {rain, snow})",
                    "P(y[not x] = 2 and x = -1) = 0", "-P(a)^2 = 0"));

TEST(Probability, CapitalLettersOfAGraphAreConstantsInAllForms) {
  const std::string text = "s1  given      graph { X ~> Y }\ns2  given      P(Y | do(X)) = 0.3\n";
  const Chain chain = parse_chain(text, "c");
  EXPECT_EQ(chain.steps[1].claim.child(0).child(0).op(), Op::kName);
  EXPECT_EQ(print_chain(chain), text);
  EXPECT_EQ(chain_from_json(chain_to_json(chain), "j"), chain);
  EXPECT_EQ(chain_from_tokens(chain_to_tokens(chain), "t"), chain);
}

TEST(Probability, Sorts) {
  const Signature signature = signature_of(
      parse_chain("s1 given P(x = 1 and sick(ann)) = p\ns2 given graph { a ~> b }\n", "c"));
  EXPECT_EQ(to_string(signature.find("x")->result), "rv");
  EXPECT_EQ(to_string(signature.find("sick")->result), "truth");
  EXPECT_EQ(to_string(signature.find("p")->result), "real");
  EXPECT_EQ(to_string(signature.find("a")->result), "truth");
}

TEST(Probability, SortFaults) {
  const auto fault = [](const char* text) -> std::string {
    try {
      signature_of(parse_chain(text, "c"));
    } catch (const ParseError& error) {
      return error.message();
    }
    return "";
  };
  EXPECT_NE(fault("s1 given P(x = 1) = 1\ns2 given P(x) = 1\n").find("random variable"),
            std::string::npos);
  EXPECT_NE(fault("s1 given P(x > 1) = 1\n").find("without quantifiers"), std::string::npos);
  EXPECT_NE(fault("s1 given P(exists X: p(X)) = 1\n").find("without quantifiers"),
            std::string::npos);
  EXPECT_NE(fault("s1 given P(a) = 3 km\n").find("dimension"), std::string::npos);
  EXPECT_NE(fault("s1 given P(x = 1) = 1\ns2 given x = 1\n").find("random variable"),
            std::string::npos);
}

TEST(Probability, Regimes) {
  EXPECT_EQ(regime_of(term("P(y | z, do(x = 0))")), "x = 0");
  EXPECT_EQ(regime_of(term("P(y[x = 0])")), "x = 0");
  EXPECT_EQ(regime_of(term("P(y | z)")), "");
  EXPECT_EQ(regime_of(term("P(y[x = 0] | x = 1)")), " | x = 0");
  EXPECT_EQ(regime_of(term("P(y | do(z), do(x))")), regime_of(term("P(y | do(x, z))")));
  EXPECT_EQ(regime_of(term("P(y[x = 1] | do(x = 0))")), "x = 1");
}

TEST(Probability, Definedness) {
  const auto condition = [](const char* text) { return print(definedness(parsed(text), {})); };
  EXPECT_EQ(condition("P(a) = 0.3"), "true");
  EXPECT_EQ(condition("P(a | do(b)) = 0.3"), "true");
  EXPECT_EQ(condition("P(a | b, not c, do(x)) = 0.3"), "P(b and not c | do(x)) > 0");
  EXPECT_EQ(condition("P(b) = 0 or P(a | b) = 1"), "P(b) = 0 or P(b) > 0");
}

Model two_coins() {
  Model model;
  model.measures[""] = {{{{"a", "true"}, {"b", "true"}, {"x", "1"}}, Rational(1, 8)},
                        {{{"a", "true"}, {"b", "false"}, {"x", "2"}}, Rational(3, 8)},
                        {{{"a", "false"}, {"b", "true"}, {"x", "1"}}, Rational(1, 8)},
                        {{{"a", "false"}, {"b", "false"}, {"x", "3"}}, Rational(3, 8)}};
  return model;
}

TEST(Probability, Evaluates) {
  const Model model = two_coins();
  const auto value = [&](const char* text) {
    return to_string(evaluate(parsed(text), model, 1000));
  };
  EXPECT_EQ(value("P(a) = 1 / 2 and P(a and b) = 1 / 8 and P(a or b) = 5 / 8"), "true");
  EXPECT_EQ(value("P(x = 1 | a) = 1 / 4 and P(x in {2, 3}) = 3 / 4 and P(x != 2) = 5 / 8"), "true");
  EXPECT_EQ(value("independent(a, b)"), "true");
  EXPECT_EQ(value("independent(a, x)"), "false");
  EXPECT_EQ(value("independent(a, x | b)"), "false");
  EXPECT_EQ(value("independent(b, a | x)"), "true");
  EXPECT_EQ(value("P(a | x = 7) = 1"), "undefined");
  EXPECT_EQ(value("P(c) = 1").substr(0, 7), "unknown");
  EXPECT_EQ(value("P(a | do(b)) = 1").substr(0, 7), "unknown");
  EXPECT_EQ(value("graph { a ~> b }").substr(0, 7), "unknown");
  EXPECT_EQ(describe(model, 1), "P(a, b, x = 1) = 0.125, ...");
}

}  // namespace
}  // namespace modus::claims
