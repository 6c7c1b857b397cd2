#include "symbolic/consequences.h"

#include <set>

#include <gtest/gtest.h>

#include "claims/parse.h"
#include "claims/print.h"

namespace modus::symbolic {
namespace {

std::vector<claims::Claim> parsed(const std::vector<std::string>& texts) {
  std::vector<claims::Claim> claims;
  for (const std::string& text : texts) claims.push_back(claims::parse_claim(text, "premise"));
  return claims;
}

const std::vector<std::string> kNames = {"ann", "bob"};

std::set<std::string> literals(const std::vector<std::string>& premises) {
  const auto found = consequences(parsed(premises), kNames);
  std::set<std::string> printed;
  if (!found) return {"none"};
  if (found->contradictory) return {"false"};
  for (const claims::Claim& literal : found->literals) printed.insert(claims::print(literal));
  return printed;
}

TEST(Consequences, AreTheLiteralsThatHoldInEveryModel) {
  EXPECT_EQ(
      literals({"forall X: knight(X) xor knave(X)", "knight(ann) <-> knave(bob)", "knave(bob)"}),
      (std::set<std::string>{"knave(bob)", "knight(ann)", "not knave(ann)", "not knight(bob)"}));
  EXPECT_EQ(literals({"knight(ann) or knave(ann)"}), std::set<std::string>{});
  EXPECT_EQ(literals({"knight(ann) or knave(ann)", "not knave(ann)"}),
            (std::set<std::string>{"knight(ann)", "not knave(ann)"}));
  EXPECT_EQ(literals({"kind(X) -> calm(X)", "kind(bob)"}),
            (std::set<std::string>{"kind(bob)", "calm(bob)"}));
  EXPECT_EQ(literals({"knight(ann)", "not knight(ann)"}), std::set<std::string>{"false"});
  EXPECT_EQ(literals({"raining -> wet", "raining"}), (std::set<std::string>{"raining", "wet"}));
  EXPECT_EQ(literals({}), std::set<std::string>{});
}

TEST(Consequences, AreNotLookedForOutsideSmallLogic) {
  EXPECT_EQ(literals({"age(ann) = 3"}), std::set<std::string>{"none"});
  EXPECT_EQ(literals({"exists X: kind(X)"}), std::set<std::string>{"none"});
  std::vector<std::string> many;
  for (std::size_t i = 0; i <= kMaxTableAtoms; ++i) many.push_back("p" + std::to_string(i));
  EXPECT_EQ(literals(many), std::set<std::string>{"none"});
  many.pop_back();
  EXPECT_EQ(literals(many).size(), kMaxTableAtoms);
}

}  // namespace
}  // namespace modus::symbolic
