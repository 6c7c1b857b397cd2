#include "claims/chain.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "claims/chain_text.h"

namespace modus::claims {
namespace {

TEST(Chain, KindsAndRulesHaveTheirNames) {
  EXPECT_EQ(to_string(StepKind::kAsk), "ask");
  EXPECT_EQ(to_string(StepKind::kDischarge), "discharge");
  EXPECT_EQ(to_string(Rule::kModusTollens), "modus_tollens");
  EXPECT_EQ(to_string(Rule::kClosure), "closure");
  for (const std::string_view rule : rule_names()) EXPECT_EQ(to_string(*rule_named(rule)), rule);
  EXPECT_EQ(rule_names().size(), static_cast<std::size_t>(Rule::kClosure) + 1);
  EXPECT_EQ(step_kind_names().size(), static_cast<std::size_t>(StepKind::kAnswer) + 1);
  EXPECT_FALSE(rule_named("modus"));
}

TEST(Chain, EqualityLooksAtAllButTheSpans) {
  const Chain chain = parse_chain("s1 given p @1\n", "a");
  EXPECT_EQ(chain, parse_chain("\n\ns1   given p @1\n", "b"));
  EXPECT_NE(chain, parse_chain("s1 given p @2\n", "a"));
  EXPECT_NE(chain, parse_chain("s1 assume p\n", "a"));
  EXPECT_NE(chain, parse_chain("names unique\ns1 given p @1\n", "a"));
  EXPECT_NE(chain, parse_chain("@1 P.\ns1 given p @1\n", "a"));
}

TEST(Chain, FindsEveryStepAmongGaps) {
  const Chain chain = parse_chain("ask p\ns2 given p\ns5 have p by s2\nanswer true by s5\n", "t");
  EXPECT_EQ(chain.find(StepId{2}), &chain.steps[1]);
  EXPECT_EQ(chain.find(StepId{5}), &chain.steps[2]);
  for (const std::uint32_t missing : {0u, 1u, 3u, 6u})
    EXPECT_EQ(chain.find(StepId{missing}), nullptr);
  EXPECT_EQ(Chain().question(), nullptr);
  EXPECT_EQ(Chain().answer(), nullptr);
}

TEST(Chain, ConstantsAreTheCapitalsThatStepsBind) {
  const Chain chain = parse_chain(
      "s1 let A := 5\ns2 let b\ns3 fix C1\ns4 obtain D: p(D) by s1\ns5 given p(X) -> q(X)\n", "t");
  EXPECT_EQ(constants_of(chain), (std::vector<std::string>{"A", "C1", "D"}));
}

TEST(Chain, SignatureIsOfAllClaims) {
  const Chain chain = parse_chain(
      "domain {ann, carl}\n"
      "sort age(entity): int\n"
      "ask X: cost = X\n"
      "s1 given kind(bob)\n"
      "s2 let n: int\n"
      "s3 let cost := 3 usd\n"
      "s4 have age(bob) + n > 0\n"
      "answer 3 usd by s3\n",
      "t");
  const Signature signature = signature_of(chain);
  EXPECT_EQ(signature.entities(), (std::vector<std::string>{"ann", "bob", "carl"}));
  EXPECT_EQ(signature.find("age")->result.kind, SortKind::kInt);
  EXPECT_EQ(signature.find("n")->result.kind, SortKind::kInt);
  EXPECT_EQ(signature.find("kind")->result.kind, SortKind::kTruth);
  EXPECT_EQ(to_string(signature.find("cost")->result), "quantity[usd]");
}

TEST(Chain, SignatureErrorsPointIntoTheText) {
  const Chain chain = parse_chain("s1 given kind(ann)\ns2 given kind(ann, bob)\n", "t");
  try {
    signature_of(chain);
    FAIL();
  } catch (const ParseError& error) {
    EXPECT_EQ(error.position().line, 2u) << error.what();
  }
}

}  // namespace
}  // namespace modus::claims
