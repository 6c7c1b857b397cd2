#include "bridge/text_guide/text_grammar.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "bridge/text_guide/stacks.h"

namespace modus::bridge {
namespace {

const Expression kX = bytes("x");

bool accepts(const TextGrammar& grammar, std::string_view text) {
  Stacks now, next;
  now.begin(grammar);
  for (const char byte : text) {
    next.advance(grammar, now, static_cast<std::uint8_t>(byte));
    std::swap(now, next);
  }
  return now.ends();
}

bool begins(const TextGrammar& grammar, std::string_view text) {
  Stacks now, next;
  now.begin(grammar);
  for (const char byte : text) {
    next.advance(grammar, now, static_cast<std::uint8_t>(byte));
    std::swap(now, next);
  }
  return now.alive();
}

TEST(TextGrammar, CountsWhatNests) {
  const std::vector<TextRule> rules = {
      {"value", choice({kX, use(RuleId{1}, Nesting::kDeeper)})},
      {"brackets", sequence({bytes("("), use(RuleId{0}, Nesting::kFlat), bytes(")")})}};
  const TextGrammar grammar(rules, {.max_bytes = 100, .max_nesting = 3});
  EXPECT_TRUE(accepts(grammar, "x"));
  EXPECT_TRUE(accepts(grammar, "(((x)))"));
  EXPECT_FALSE(accepts(grammar, "((x)"));
  EXPECT_FALSE(begins(grammar, "(((("));
  EXPECT_FALSE(begins(grammar, "(x))"));
}

TEST(TextGrammar, KeepsEveryReadingOfWhatIsAmbiguous) {
  // Brackets of two kinds that only their ends tell apart.
  const std::vector<TextRule> rules = {
      {"line", choice({sequence({use(RuleId{1}, Nesting::kFlat), bytes("!")}),
                       sequence({use(RuleId{2}, Nesting::kFlat), bytes("?")})})},
      {"one", choice({bytes("a"), use(RuleId{3}, Nesting::kDeeper)})},
      {"other", choice({bytes("a"), bytes("b"), use(RuleId{4}, Nesting::kDeeper)})},
      {"one in brackets", sequence({bytes("("), use(RuleId{1}, Nesting::kFlat), bytes(")")})},
      {"other in brackets", sequence({bytes("("), use(RuleId{2}, Nesting::kFlat), bytes(")")})}};
  const TextGrammar grammar(rules, {.max_bytes = 100, .max_nesting = 8});
  for (const char* text : {"a!", "a?", "b?", "((a))!", "((a))?", "((b))?"})
    EXPECT_TRUE(accepts(grammar, text)) << text;
  for (const char* text : {"b!", "((b))!", "((a)!", "((a)))?"})
    EXPECT_FALSE(begins(grammar, text)) << text;
}

TEST(TextGrammar, LeavesOutWhatCanNeverBeEnded) {
  const std::vector<TextRule> rules = {
      {"line", choice({bytes("x"), sequence({bytes("xy"), use(RuleId{1}, Nesting::kFlat)})})},
      {"never", sequence({bytes("z"), choice({})})}};
  const TextGrammar grammar(rules, {});
  EXPECT_TRUE(accepts(grammar, "x"));
  EXPECT_FALSE(begins(grammar, "xy"));
}

TEST(TextGrammar, RepeatsAsOftenAsItSays) {
  ByteSet digits;
  for (char digit = '0'; digit <= '9'; ++digit) digits.set(static_cast<std::uint8_t>(digit));
  const std::vector<TextRule> rules = {
      {"number",
       sequence({repeat(one_of(digits), 2, 4), optional(kX), repeat(bytes("!"), 1, kAnyNumber)})}};
  const TextGrammar grammar(rules, {});
  for (const char* text : {"12!", "1234x!!!", "123!"}) EXPECT_TRUE(accepts(grammar, text)) << text;
  for (const char* text : {"1!", "12345", "12xx", "!"}) EXPECT_FALSE(begins(grammar, text)) << text;
}

TEST(TextGrammar, RefusesWhatItCannotCompile) {
  const auto refused = [](const std::vector<TextRule>& rules, const TextLimits& limits) {
    EXPECT_THROW(TextGrammar(rules, limits), ConfigError);
  };
  refused({}, {});
  refused({{"empty", bytes("")}}, {});
  refused({{"maybe", optional(kX)}}, {});
  refused({{"nothing", choice({})}}, {});
  refused({{"unknown", use(RuleId{7}, Nesting::kFlat)}}, {});
  refused({{"left", choice({kX, sequence({use(RuleId{0}, Nesting::kFlat), bytes("+")})})}}, {});
  refused({{"only deeper", sequence({kX, use(RuleId{1}, Nesting::kDeeper)})}, {"x", kX}}, {});
  refused({{"copies", repeat(kX, 1, 1u << 30)}}, {});
  refused({{"long", kX}}, {.max_bytes = std::size_t{1} << 40});
  refused({{"deep", kX}}, {.max_nesting = std::size_t{1} << 40});
  Expression deep = kX;
  for (int i = 0; i < 5000; ++i) deep = optional(sequence({deep, kX}));
  refused({{"deep", sequence({kX, deep})}}, {});
}

}  // namespace
}  // namespace modus::bridge
