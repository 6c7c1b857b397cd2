#include "bridge/prompted/quantity_form.h"

#include <gtest/gtest.h>

#include "claims/chain_text.h"
#include "claims/parse.h"
#include "claims/print.h"

namespace modus::bridge {
namespace {

std::string fault(const std::string& claim) {
  static const claims::Chain kChain =
      claims::parse_chain("@1 There are 139 erasers.\ns1 given erasers = 139 @1\n", "test");
  return quantity_fault(claims::parse_claim(claim, "test"), kChain);
}

TEST(QuantityForm, IsANameAndANumberOrAFormulaWithOne) {
  EXPECT_EQ(fault("stamps = 12"), "");
  EXPECT_EQ(fault("red_stamps = stamps / 3"), "");
  EXPECT_EQ(fault("erasers = 139"), "");
  EXPECT_EQ(fault("12 = stamps"),
            "`12 = stamps` is not `NAME = ` and a number or a formula with one");
  EXPECT_NE(fault("jenna = road_trip"), "");
  EXPECT_NE(fault("60 * mph = drives"), "");
  EXPECT_NE(fault("stamps > 3"), "");
  EXPECT_NE(fault("kind(ann)"), "");
}

TEST(QuantityForm, AQuantityHasOneValueAndNoneFromItself) {
  EXPECT_EQ(fault("stamps = stamps - 2"), "`stamps` stands on both sides");
  EXPECT_EQ(fault("erasers = 131"),
            "`erasers = 139` is another quantity already: add a word of this sentence to the name");
}

TEST(QuantityForm, OfASentenceWithOneNumberIsGuessed) {
  const auto guess = [](const std::string& sentence) {
    const auto claim = plain_quantity(sentence);
    return claim ? claims::print(*claim) : "";
  };
  EXPECT_EQ(guess("Jason placed 131 erasers in the drawer."), "jason_erasers = 131");
  EXPECT_EQ(guess("She buys 3 more stamps."), "buys_stamps = 3");
  EXPECT_EQ(guess("Jason placed 3 erasers and 4 pens."), "");
  EXPECT_EQ(guess("Jason has some."), "");
  EXPECT_EQ(guess("3 are red."), "");
}

}  // namespace
}  // namespace modus::bridge
