#include "bridge/prompted/reply_claims.h"

#include <gtest/gtest.h>

#include "claims/chain_text.h"
#include "claims/print.h"

namespace modus::bridge {
namespace {

using claims::Logic;

claims::Signature names_of(const std::string& givens) {
  return claims::signature_of(claims::parse_chain("logic directed\n" + givens, "names"));
}

// The claims as a reader sees them, "; " between; or "refused: " and why.
std::string read(const std::string& reply, Logic logic, const claims::Signature& known) {
  const ReplyClaims claims = reply_claims(reply, logic, known);
  if (!claims.reason.empty()) return "refused: " + claims.line;
  std::string text;
  for (const claims::Claim& claim : claims.claims)
    text += (text.empty() ? "" : "; ") + claims::print(claim);
  return text;
}
std::string read(const std::string& reply) { return read(reply, Logic::kDirected, {}); }

TEST(ReplyClaims, ForgivesMarksAndCapitals) {
  EXPECT_EQ(read("kind(ann)"), "kind(ann)");
  EXPECT_EQ(read("- `Kind(Ann)`."), "kind(ann)");
  EXPECT_EQ(read("```\nkind(ann)\n```"), "kind(ann)");
  EXPECT_EQ(read("1. kind(ann)\n2) s4 given not Tall(Bob) @2"), "kind(ann); not tall(bob)");
  EXPECT_EQ(read("Claim: kind(the_old_goat)"), "kind(old_goat)");
  EXPECT_EQ(read("kind(x) \xE2\x88\xA7 \xC2\xACtall(x) \xE2\x86\x92 nice(x)"),
            "kind(X) and not tall(X) -> nice(X)");
  EXPECT_EQ(read("forall X: kind(X) -> nice(X)"), "kind(X) -> nice(X)");
}

TEST(ReplyClaims, PartsWhatDirectedLogicParts) {
  EXPECT_EQ(read("kind(ann) and tall(ann)"), "kind(ann); tall(ann)");
  EXPECT_EQ(read("kind(X) -> nice(X) and calm(X)"), "kind(X) -> nice(X); kind(X) -> calm(X)");
  EXPECT_EQ(read("kind(ann) and tall(ann)", Logic::kClassical, {}), "kind(ann) and tall(ann)");
  EXPECT_EQ(read("kind(X) xor evil(X)", Logic::kClassical, {}), "forall X: kind(X) xor evil(X)");
}

TEST(ReplyClaims, TakesUpTheNamesOfTheChain) {
  const claims::Signature known =
      names_of("s1 given chases(old_goat, vera)\ns2 given zandip(vera)\n");
  EXPECT_EQ(read("chase(the_old_goats, Vera)", Logic::kDirected, known), "chases(old_goat, vera)");
  EXPECT_EQ(read("zandips(X) -> chased(X, vera)", Logic::kDirected, known),
            "zandip(X) -> chases(X, vera)");
  EXPECT_EQ(read("chase(vera)", Logic::kDirected, known), "chase(vera)");
}

TEST(ReplyClaims, ReadsEquations) {
  EXPECT_EQ(read("vera_stamps = 1,200\ncosts = $8", Logic::kClassical, {}),
            "vera_stamps = 1200; costs = 8");
}

TEST(ReplyClaims, SaysWhatIsNoClaim) {
  EXPECT_EQ(read("Ann is kind."), "refused: Ann is kind.");
  EXPECT_EQ(read("kind(ann)\nkind(("), "refused: kind((");
  EXPECT_EQ(read("5"), "refused: 5");
  EXPECT_EQ(reply_claims("\n \n", Logic::kDirected, {}).reason, "there is no claim in it");
  EXPECT_FALSE(reply_claims(std::string(100000, '('), Logic::kDirected, {}).reason.empty());
}

TEST(ReplyClaims, EndsAtABlankLine) {
  EXPECT_EQ(read("kind(ann)\n\nThis says that Ann is kind."), "kind(ann)");
}

}  // namespace
}  // namespace modus::bridge
