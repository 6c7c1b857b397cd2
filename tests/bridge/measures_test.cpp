#include "bridge/measures.h"

#include <gtest/gtest.h>

namespace modus::bridge {
namespace {

std::string first_unit(std::string_view question) {
  const auto units = units_asked_for(symbolic::reading::tokenise(question));
  return units.empty() ? "" : units.front();
}

TEST(Measures, WhatAQuestionCountsWithoutANoun) {
  EXPECT_EQ(first_unit("How much do 6 caps cost?"), "dollar");
  EXPECT_EQ(first_unit("How much do 5 pencils weigh?"), "gram");
  EXPECT_EQ(first_unit("How far can she drive?"), "mile");
  EXPECT_EQ(first_unit("How long does it take?"), "second");
  EXPECT_EQ(first_unit("How long is the rope?"), "");
  EXPECT_EQ(first_unit("How much water is there?"), "");
}

TEST(Measures, ADollarSignStandsBeforeTheNumber) {
  EXPECT_TRUE(is_in_dollars("A cap costs $ 2.", 2));
  EXPECT_TRUE(is_in_dollars("3 caps for $1,250", 1250));
  EXPECT_FALSE(is_in_dollars("3 caps for $2", 3));
  EXPECT_FALSE(is_in_dollars("no caps for $", 2));
}

}  // namespace
}  // namespace modus::bridge
