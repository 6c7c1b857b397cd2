#include "claims/comprehension.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/error.h"
#include "claims/abbreviations.h"
#include "claims/chain_json.h"
#include "claims/chain_text.h"
#include "claims/chain_tokens.h"
#include "claims/definedness.h"
#include "claims/evaluate.h"
#include "claims/parse.h"
#include "claims/print.h"
#include "tests/claims/sorted_claims.h"

namespace modus::claims {
namespace {

Claim parsed(std::string_view text) { return parse_claim(text, "test"); }
std::string ground(std::string_view text) { return to_string(evaluate_ground(parsed(text))); }

TEST(Comprehension, PrintsAsItIsWritten) {
  for (const char* text :
       {"{X in s: p(X)} = {a, b}", "card({X: kind(X) and not rough(X)}) = 2",
        "x in {X in union(a, b): X > 2 or X = 0}", "{X: X in s and p(X) and q(X)} = s",
        "{X in {Y in s: p(Y)}: exists Z: q(X, Z)} = s", "{X: X in s} = s",
        "card({X in integers(1, 20): divides(3, X)}) = 6"}) {
    EXPECT_EQ(print(parsed(text)), text);
    EXPECT_EQ(parsed(print(parsed(text))), parsed(text));
  }
  EXPECT_THROW(parsed("{X in {X}: p(X)} = s"), ParseError);
  EXPECT_THROW(parsed("{X in s: 5} = s"), ParseError);
  EXPECT_THROW(parsed("{X in 5 + 2: p(X)} = s"), ParseError);
  EXPECT_THROW(parsed("{X in s: p(X) = s"), ParseError);
}

TEST(Comprehension, AllFormsAreLossless) {
  const Chain chain = parse_chain(
      "s1 given card({X in {a, b}: likes(X, c) and kind(X)}) = 1 @1\n"
      "s2 given x in {X: X^2 = 4} and kind(a) @1\n",
      "test");
  EXPECT_EQ(print_chain(parse_chain(print_chain(chain), "test")), print_chain(chain));
  EXPECT_EQ(print_chain(chain_from_tokens(chain_to_tokens(chain), "test")), print_chain(chain));
  EXPECT_EQ(print_chain(chain_from_json(chain_to_json(chain), "test")), print_chain(chain));
}

TEST(Comprehension, BindsItsVariable) {
  EXPECT_TRUE(free_variables(parsed("card({X in s: p(X)}) = 1")).empty());
  EXPECT_TRUE(alpha_equal(parsed("{X in s: p(X)} = s"), parsed("{Y in s: p(Y)} = s")));
  const Replacement put[] = {{"Y", variable("X")}};
  EXPECT_EQ(print(substitute_variables(parsed("{X in s: q(X, Y)} = s"), put)),
            "{X1 in s: q(X1, X)} = s");
}

TEST(Comprehension, HasASort) {
  const auto sort = [](const char* text, const char* name) {
    return to_string(signature_of(parse_chain(text, "test")).find(name)->result);
  };
  EXPECT_EQ(sort("s1 given s = {X in t: X > 2}\n", "t"), "set[real]");
  EXPECT_EQ(sort("s1 given s = {X: kind(X)}\n", "s"), "set[entity]");
  EXPECT_EQ(sort("s1 given s = integers(1, 4)\n", "s"), "set[real]");
}

TEST(Comprehension, IsEvaluated) {
  const std::pair<const char*, const char*> kTable[] = {
      {"card({X in integers(1, 20): divides(3, X)})", "6"},
      {"sum({X in {1, 2, 3, 4}: X mod 2 = 0})", "6"},
      {"{X in {1, 2, 3}: X > 1} = {3, 2}", "true"},
      {"mean_of({X in integers(-2, 5): X^2 > 3})", "2.4"},
      {"max({X in {1, 2}: X > 5})", "undefined"},
      {"2 in {X in {1, 2}: 1 / (X - 1) = 1}", "undefined"},
      {"card({X in integers(1, 10): exists Y: Y = X})", "unknown (a quantifier over numbers)"},
      {"card({X: X > 0})", "unknown (a set of all numbers)"},
      {"card(integers(5, 1))", "0"},
      {"integers(1, 1 / 2) = {1}", "undefined"},
      {"card(integers(1, 10^9))", "unknown (too large to evaluate)"},
  };
  for (const auto& [text, value] : kTable) EXPECT_EQ(ground(text), value) << text;
}

TEST(Comprehension, IsWrittenOut) {
  const std::pair<const char*, const char*> kTable[] = {
      {"3 in {X: X^2 = 9}", "3^2 = 9"},
      {"{X: X^2 = 4} = {-2, 2}", "forall X: X^2 = 4 <-> X in {-2, 2}"},
      {"x in {X in s: p(X)}", "x in s and p(x)"},
      {"subset({X in s: p(X)}, t)", "forall X: X in s and p(X) -> X in t"},
      {"x in difference({X in s: p(X)}, t)", "x in s and p(x) and not x in t"},
      {"x in {X in {Y: q(Y)}: p(X)}", "q(x) and p(x)"},
      {"x in integers(1, 3)", "x in {1, 2, 3}"},
  };
  for (const auto& [text, core] : kTable) EXPECT_EQ(print(written_out(parsed(text))), core);
}

// Over {a, b} and {m, n}, with every condition drawn: what is written out means the same, and a value
// is missing exactly where the condition of definedness is false.
RC_GTEST_PROP(ComprehensionProperty, MeansWhatTheEvaluatorComputes, ()) {
  const Model model = *any_small_model();
  const Claim condition = *any_sorted_formula(2);
  const Replacement bind[] = {{"a", variable("X")}};
  const Claim of_things = comprehension("X", make(Op::kSet, "", {name("a"), name("b")}, {}),
                                        substitute_names(condition, bind), {});
  const Replacement bind_number[] = {{"m", variable("X")}};
  const std::vector<Claim> numbers = {name("m"), name("n"), number_term(1), number_term(-1)};
  const Claim of_numbers = comprehension("X", make(Op::kSet, "", numbers, {}),
                                         substitute_names(condition, bind_number), {});
  const Claim b_alone = make(Op::kSet, "", {name("b")}, {});
  const Claim claims[] = {
      binary(Op::kIn, name("b"), of_things),
      apply("subset", {of_things, b_alone}),
      binary(Op::kEqual, of_things, b_alone),
      binary(Op::kIn, name("a"), apply("difference", {of_things, b_alone})),
      binary(Op::kIn, name("n"), of_numbers),
      binary(Op::kEqual, apply("card", {of_numbers}), number_term(2)),
      binary(Op::kLess, apply("max", {of_numbers}), number_term(1)),
  };
  for (const Claim& claim : claims) {
    const Value own = evaluate(claim, model, 100'000);
    const Value core = evaluate(written_out(claim), model, 100'000);
    const Value defined = evaluate(definedness(claim, {}), model, 100'000);
    if (std::holds_alternative<Unknown>(own)) continue;
    if (!std::holds_alternative<Unknown>(defined))
      RC_ASSERT(defined == Value(!std::holds_alternative<Undefined>(own)));
    // Where a condition has no value for one member, the whole has none; written out it may.
    if (std::holds_alternative<Undefined>(own) || std::holds_alternative<Unknown>(core)) continue;
    RC_ASSERT(own == core);
  }
}

}  // namespace
}  // namespace modus::claims
