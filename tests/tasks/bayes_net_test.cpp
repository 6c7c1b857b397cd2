#include "tasks/faults/bayes_net.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "claims/parse.h"
#include "tasks/faults/bif.h"

namespace modus::tasks {
namespace {

using claims::Rational;

constexpr const char* kRain = R"(network unknown { }
variable Rain { type discrete [ 2 ] { yes, no }; }
variable Sprinkler { type discrete [ 2 ] { on, off }; }
variable Wet { type discrete [ 2 ] { yes, no }; }
variable Day { type discrete [ 3 ] { sat, sun, other }; }
probability ( Rain ) { table 0.3, 0.7; }
probability ( Sprinkler | Rain ) { (yes) 0.1, 0.9; (no) 0.5, 0.5; }
probability ( Wet | Rain, Sprinkler ) {
  (yes, on) 0.95, 0.05; (yes, off) 0.8, 0.2; (no, on) 0.9, 0.1; (no, off) 0.0, 1.0;
}
probability ( Day ) { table 0.2, 0.2, 0.6; }
)";

// The part that ends in the last two-state variable: all three.
BayesNet rain() { return small_parts(read_bif(kRain, "rain.bif")).back(); }

Rational value(const char* term) {
  const auto found =
      value_in(rain(), claims::parse_claim(std::string(term) + " = 0", "t").child(0));
  EXPECT_TRUE(found.has_value()) << term;
  return found.value_or(Rational(-1));
}

TEST(BayesNet, ProbabilitiesAreThoseOfTheWrittenOutCases) {
  // 0.3 * (0.1 * 0.95 + 0.9 * 0.8) + 0.7 * 0.5 * 0.9
  EXPECT_EQ(claims::to_string(value("P(wet)")), "0.5595");
  EXPECT_EQ(claims::to_string(value("P(wet and rain)")), "0.2445");
  EXPECT_EQ(value("P(rain | wet) * P(wet)"), value("P(rain and wet)"));
  EXPECT_EQ(claims::to_string(value("P(day in {day_sat, day_sun} or not day = day_sat)")), "1");
}

TEST(BayesNet, SettingCutsTheCausesOff) {
  // 0.3 * 0.95 + 0.7 * 0.9, where seeing it tells of the rain as well
  EXPECT_EQ(claims::to_string(value("P(wet | do(sprinkler))")), "0.915");
  EXPECT_NE(value("P(wet | do(sprinkler))"), value("P(wet | sprinkler)"));
  EXPECT_EQ(claims::to_string(value("P(rain | do(sprinkler))")), "0.3");
}

TEST(BayesNet, EvidenceThatCannotHappenHasNoValue) {
  const auto term = claims::parse_claim("P(rain | wet and not sprinkler and not rain) = 0", "t");
  EXPECT_FALSE(value_in(rain(), term.child(0)).has_value());
}

TEST(BayesNet, SeparationIsThatOfTheGraph) {
  const BayesNet net = rain();
  const std::size_t cause = *net.find("rain"), other = *net.find("sprinkler"),
                    effect = *net.find("wet");
  EXPECT_TRUE(net.has_edge(cause, effect));
  EXPECT_TRUE(net.has_path(cause, effect, {}));
  EXPECT_FALSE(net.has_path(effect, cause, {}));
  EXPECT_TRUE(net.has_path(cause, effect, {other}));
  EXPECT_FALSE(net.has_path(effect, effect, {}));
  EXPECT_TRUE(connected(net, {other, effect, {cause}, {}}));
  // The back door from sprinkler over rain is open until rain is known.
  EXPECT_TRUE(connected(net, {other, effect, {}, other}));
  EXPECT_FALSE(connected(net, {other, effect, {cause}, other}));
}

TEST(BayesNet, KnowingACommonEffectConnectsItsCauses) {
  BayesNet net;
  net.nodes = {{"a", {}, {Rational(1, 2)}},
               {"b", {}, {Rational(1, 2)}},
               {"c", {0, 1}, {Rational(0), Rational(1), Rational(1), Rational(1)}},
               {"d", {2}, {Rational(1, 4), Rational(3, 4)}}};
  EXPECT_FALSE(connected(net, {0, 1, {}, {}}));
  EXPECT_TRUE(connected(net, {0, 1, {2}, {}}));
  EXPECT_TRUE(connected(net, {0, 1, {3}, {}}));
}

std::string error_of(std::string text) {
  try {
    read_bif(text, "x.bif");
  } catch (const ParseError& error) {
    return error.message();
  }
  return "";
}

TEST(Bif, WhatIsNoNetworkIsAnErrorInItsPlace) {
  const std::string good = kRain;
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    return text.replace(text.find(from), from.size(), to);
  };
  EXPECT_EQ(error_of(good), "");
  EXPECT_EQ(error_of(with("0.3, 0.7", "3.0e-01, 70E-2")), "");
  EXPECT_NE(error_of(with("0.3, 0.7", "0.3, 7e-")).find("no probability"), std::string::npos);
  EXPECT_NE(error_of(with("0.3, 0.7", "0.3, 0.6")).find("sum 1"), std::string::npos);
  EXPECT_NE(error_of(with("0.3, 0.7", "0.3")).find("a number a state"), std::string::npos);
  EXPECT_NE(error_of(with("(yes) 0.1, 0.9;", "")).find("a row is missing"), std::string::npos);
  EXPECT_NE(error_of(with("(no) 0.5", "(yes) 0.5")).find("a row stands twice"), std::string::npos);
  EXPECT_NE(error_of(with("| Rain )", "| Snow )")).find("Snow is no variable"), std::string::npos);
  EXPECT_NE(error_of(with("probability ( Rain ) { table 0.3, 0.7; }",
                          "probability ( Rain | Wet ) { (yes) 0.3, 0.7; (no) 0.5, 0.5; }"))
                .find("its own ancestor"),
            std::string::npos);
  EXPECT_NE(error_of(with("probability ( Day ) { table 0.2, 0.2, 0.6; }", "")).find("no table"),
            std::string::npos);
  for (std::size_t end = 0; end + 1 < good.size(); end += 7) error_of(good.substr(0, end));
}

}  // namespace
}  // namespace modus::tasks
