#include "bridge/branches.h"

#include <gtest/gtest.h>

namespace modus::bridge {
namespace {

using Tokens = std::vector<neural::TokenId>;

void chose(Branches& branches, std::size_t boundary, const Tokens& path,
           const std::vector<Branches::Other>& others) {
  branches.chose(boundary, path, others);
}

TEST(Branches, TheMostProbableUntriedComesFirst) {
  Branches branches;
  chose(branches, 0, {1}, {{2, -3}, {3, -1}});
  chose(branches, 1, {4, 5}, {{6, -1}, {7, -2}});
  const auto first = branches.take_best();  // equal: the lower boundary
  EXPECT_EQ(first->boundary, 0u);
  EXPECT_EQ(first->tokens, Tokens{3});
  EXPECT_EQ(branches.take_best()->tokens, (Tokens{4, 6}));
  EXPECT_EQ(branches.take_best()->tokens, (Tokens{4, 7}));
  EXPECT_EQ(branches.take_best()->tokens, Tokens{2});
  EXPECT_FALSE(branches.take_best());
}

TEST(Branches, WhatWasTriedIsNotTriedAgain) {
  Branches branches;
  chose(branches, 0, {1}, {{2, -1}});
  EXPECT_EQ(branches.take_best()->tokens, Tokens{2});
  chose(branches, 0, {2}, {{1, -1}});
  EXPECT_FALSE(branches.take_best());
}

TEST(Branches, WaysBackForgetWhatWasBehind) {
  Branches branches;
  chose(branches, 0, {1}, {{2, -5}});
  chose(branches, 3, {1}, {{2, -1}});
  branches.rollback(1);
  EXPECT_EQ(branches.take_best()->boundary, 0u);
  EXPECT_FALSE(branches.take_best());
}

}  // namespace
}  // namespace modus::bridge
