#include "neural/scripted_decoder.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/error.h"

namespace modus::neural {
namespace {

ScriptedDecoder decoder() {
  return ScriptedDecoder({.vocabulary = 10, .context = 6, .otherwise = 9},
                         {{{1, 2}, {3, 4}}, {{1, 2}, {5}}, {{7}, {8}}});
}

std::vector<float> appended(ScriptedDecoder& decoder, SequenceId sequence,
                            std::vector<TokenId> tokens) {
  std::vector<float> logits(10);
  const Append batch[] = {{sequence, tokens}};
  decoder.append(batch, logits);
  return logits;
}

std::ptrdiff_t best(const std::vector<float>& logits) {
  return std::max_element(logits.begin(), logits.end()) - logits.begin();
}

TEST(ScriptedDecoder, PlaysTheFirstScriptAndKnowsTheNext) {
  ScriptedDecoder fake = decoder();
  const SequenceId a = fake.open();
  const std::vector<float> logits = appended(fake, a, {1, 2});
  EXPECT_EQ(best(logits), 3);
  EXPECT_GT(logits[3], logits[5]);
  EXPECT_GT(logits[5], logits[9]);
  EXPECT_GT(logits[9], logits[4]);
  EXPECT_EQ(best(appended(fake, a, {3})), 4);
  EXPECT_EQ(best(appended(fake, a, {4})), 9);
}

TEST(ScriptedDecoder, RollbackAndForkAreThoseOfItsTokens) {
  ScriptedDecoder fake = decoder();
  const SequenceId a = fake.open();
  appended(fake, a, {1, 2, 3});
  const SequenceId b = fake.fork(a);
  fake.rollback(a, 0);
  EXPECT_EQ(best(appended(fake, a, {7})), 8);
  EXPECT_EQ(fake.tokens(b), (std::vector<TokenId>{1, 2, 3}));
  fake.rollback(b, 1);
  EXPECT_EQ(best(appended(fake, b, {2})), 3);
  EXPECT_EQ(fake.appended(), 5u);
  fake.close(a);
  EXPECT_THROW(fake.length(a), InternalError);
}

TEST(ScriptedDecoder, TheContextIsKept) {
  ScriptedDecoder fake = decoder();
  const SequenceId a = fake.open();
  EXPECT_THROW(appended(fake, a, {1, 2, 3, 4, 5, 6, 7}), ShapeError);
  EXPECT_EQ(fake.length(a), 0u);
  EXPECT_THROW(appended(fake, a, {}), ShapeError);
}

}  // namespace
}  // namespace modus::neural
