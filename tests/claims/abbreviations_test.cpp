#include "claims/abbreviations.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

#include "base/error.h"
#include "claims/chain_json.h"
#include "claims/chain_text.h"
#include "claims/chain_tokens.h"
#include "claims/evaluate.h"
#include "claims/parse.h"
#include "claims/print.h"
#include "tests/claims/sorted_claims.h"

namespace modus::claims {
namespace {

std::string ground(std::string_view text) {
  return to_string(evaluate_ground(parse_claim(text, "test")));
}

TEST(Abbreviations, AreWrittenOutInTheCore) {
  const std::pair<const char*, const char*> kTable[] = {
      {"percentage_points(a, b) = 5 pp", "(b - a) * 100 pp = 5 pp"},
      {"relative_change(a, b) > 25%", "(b - a) / a > 25%"},
      {"mean_of(a, b, mean_of(c, d)) = 1", "(a + b + (c + d) / 2) / 3 = 1"},
      {"forall X: mean_of(X, X) = X", "forall X: (X + X) / 2 = X"},
      {"median_of(a, b) = mean_of({a, b})", "median_of(a, b) = mean_of({a, b})"},
  };
  for (const auto& [text, core] : kTable)
    EXPECT_EQ(print(written_out(parse_claim(text, "test"))), core);
}

TEST(Abbreviations, PointsAreNoPerCent) {
  EXPECT_EQ(ground("percentage_points(20%, 25%)"), "5 pp");
  EXPECT_EQ(ground("relative_change(20%, 25%)"), "0.25");
  EXPECT_EQ(ground("percentage_points(20%, 25%) = 5 pp"), "true");
  EXPECT_EQ(ground("relative_change(20%, 25%) = 5%"), "false");
  EXPECT_EQ(ground("relative_change(80 usd, 60 usd) = -25%"), "true");
  EXPECT_EQ(ground("relative_change(0, 5)"), "undefined");
  const auto sorts = [](const char* text) { return signature_of(parse_chain(text, "test")); };
  EXPECT_THROW(sorts("s1 given percentage_points(a, b) = 5%\n"), ParseError);
  EXPECT_THROW(sorts("s1 given relative_change(a, b) = 5 pp\n"), ParseError);
  EXPECT_THROW(sorts("s1 given a = 5% + 5 pp\n"), ParseError);
  EXPECT_NO_THROW(sorts("s1 given percentage_points(a, b) = c + 5 pp\n"));
}

TEST(Abbreviations, NestedDeeplyTheyStayAsTheyAre) {
  std::string text = "x";
  for (int i = 0; i < 100; ++i) text = "relative_change(" + text + ", 2)";
  const Claim core = written_out(parse_claim(text + " = 1", "test"));
  EXPECT_LT(core.size(), 100'000u);
  EXPECT_TRUE(has_abbreviation(core));
}

TEST(Means, OfListsAndOfSets) {
  const std::pair<const char*, const char*> kTable[] = {
      {"mean_of(2, 2, 5)", "3"},
      {"mean_of({2, 2, 5})", "3.5"},
      {"median_of(2, 2, 5)", "2"},
      {"median_of({2, 2, 5})", "3.5"},
      {"median_of(9, 1, 4, 2)", "3"},
      {"min({4, 2, 3})", "2"},
      {"max(union({4, 2}, {7}))", "7"},
      {"mean_of(3 km, 5 km)", "4 km"},
      {"mean_of({})", "undefined"},
      {"max(difference({1}, {1}))", "undefined"},
      {"median_of(sqrt(2), 1, 2) = sqrt(2)", "true"},
      {"mean_of(sqrt(2), sqrt(8)) = 3 / sqrt(2)", "true"},
  };
  for (const auto& [text, value] : kTable) EXPECT_EQ(ground(text), value) << text;
  EXPECT_THROW(signature_of(parse_chain("s1 given mean_of(5) = 5\n", "test")), ParseError);
}

TEST(Abbreviations, AllFormsAreLossless) {
  const Chain chain = parse_chain(
      "s1 given percentage_points(20%, rate) = 5 pp @1\n"
      "s2 given mean_of(x, y) < median_of({x, y, 3}) or p(ann) @1\n",
      "test");
  EXPECT_EQ(print_chain(parse_chain(print_chain(chain), "test")), print_chain(chain));
  EXPECT_EQ(print_chain(chain_from_tokens(chain_to_tokens(chain), "test")), print_chain(chain));
  EXPECT_EQ(print_chain(chain_from_json(chain_to_json(chain), "test")), print_chain(chain));
}

// What is written out has the value that the evaluator finds by itself.
RC_GTEST_PROP(AbbreviationsProperty, MeanWhatTheEvaluatorComputes, ()) {
  const Claim claim = *any_sorted_formula(3);
  const Model model = *any_small_model();
  const Value own = evaluate(claim, model, 100'000);
  const Value core = evaluate(written_out(claim), model, 100'000);
  if (std::holds_alternative<Unknown>(own) || std::holds_alternative<Unknown>(core)) return;
  RC_ASSERT(own == core);
}

// Counting is the judge: half of the numbers lie on either side of a median.
RC_GTEST_PROP(MeansProperty, AgreeWithCounting, ()) {
  std::vector<int> drawn = *rc::gen::container<std::vector<int>>(rc::gen::inRange(-9, 10));
  if (drawn.size() < 2) drawn = {1, 2};
  std::vector<Claim> terms;
  for (const int n : drawn) terms.push_back(number_term(n));
  const auto value = [&](const std::string& function) {
    return std::get<Quantity>(evaluate_ground(claims::apply(function, terms))).value;
  };
  const Rational count(static_cast<unsigned long>(drawn.size()));
  RC_ASSERT(value("mean_of") * count == Rational(std::accumulate(drawn.begin(), drawn.end(), 0)));
  const Rational median = value("median_of");
  const auto below = std::count_if(drawn.begin(), drawn.end(), [&](int n) { return n < median; });
  const auto above = std::count_if(drawn.begin(), drawn.end(), [&](int n) { return n > median; });
  RC_ASSERT(2 * static_cast<std::size_t>(std::max(below, above)) <= drawn.size());
}

}  // namespace
}  // namespace modus::claims
