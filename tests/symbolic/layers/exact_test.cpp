#include "symbolic/layers/exact.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "claims/evaluate.h"
#include "claims/print.h"
#include "tests/symbolic/queries.h"

namespace modus::symbolic {
namespace {

constexpr const char* kReals = "sort x: real\nsort y: real\nsort z: real";
constexpr const char* kWhole = "sort n: int\nsort m: int";

std::string exact_in(std::string_view header, const std::vector<std::string>& premises,
                     std::string_view goal) {
  Asked query = asked(header, premises, goal);
  query.query.premises_satisfiable = true;
  const auto decision = decide_exact(query.theory, query.query, Wanted::kEvidence);
  if (!decision) return "not here";
  EXPECT_EQ(to_string(decision->layer), "exact");
  return told(*decision);
}
std::string exact(const std::vector<std::string>& premises, std::string_view goal) {
  return exact_in(kReals, premises, goal);
}
std::string whole(const std::vector<std::string>& premises, std::string_view goal) {
  return exact_in(kWhole, premises, goal);
}

TEST(Exact, Identities) {
  EXPECT_EQ(exact({}, "forall X: (X + 1)^2 = X^2 + 2*X + 1"), "entailed");
  EXPECT_EQ(exact({}, "(x + y)^3 = x^3 + 3*x^2*y + 3*x*y^2 + y^3"), "entailed");
  EXPECT_EQ(exact({}, "forall X: forall Y: (X + Y)*(X - Y) = X^2 - Y^2"), "entailed");
  EXPECT_EQ(exact({}, "(x + y)^2 = x^2 + y^2"), "not here");
  EXPECT_EQ(exact({}, "forall X: (X + 1)^2 = X^2 + 1"), "refuted");
  EXPECT_EQ(exact({}, "x + 1 = x"), "refuted");
}

// Names that are met first inside a term are unknowns beside it, whatever the order.
TEST(Exact, ATermIsNoneOfItsArguments) {
  constexpr const char* kFunction = "sort x: real\nsort f(real): real\nsort g(real, real): real";
  EXPECT_EQ(exact_in(kFunction, {}, "f(x) = x"), "not here");
  EXPECT_EQ(exact_in(kFunction, {}, "f(x) > x"), "not here");
  EXPECT_EQ(exact_in(kFunction, {}, "g(f(x), x) = f(x)"), "not here");
  EXPECT_EQ(exact_in(kFunction, {}, "f(x) - f(x + 0) = 0"), "entailed");
  EXPECT_EQ(exact({}, "x mod 4 = x"), "not here");
  EXPECT_EQ(whole({}, "n mod 4 - (n - 0) = 0"), "not here");
  EXPECT_EQ(whole({}, "n div m = n"), "not here");
}

// To know n in it the fact asked for what is known of n, and so came back to itself.
TEST(Exact, AGeneralFactWithANameInIt) {
  const std::vector<std::string> facts = {"n > 0", "forall K: K > 0 or n > 5"};
  EXPECT_EQ(whole(facts, "n > 3"), "not here");
  EXPECT_EQ(whole(facts, "n > -1"), "entailed 0");
  EXPECT_EQ(whole({"n > 6", "forall K: K > 0 or n > 5"}, "n > 3"), "entailed 0");
}

TEST(Exact, DivisorsMustBeKnownNotToBeZero) {
  EXPECT_EQ(exact({}, "x / x = 1"), "not here");
  EXPECT_EQ(exact({"x != 0"}, "x / x = 1"), "entailed 0");
  EXPECT_EQ(exact({"x > 2"}, "(x^2 - 1) / (x - 1) = x + 1"), "entailed 0");
  EXPECT_EQ(exact({}, "(x^4 - 1) / (x^2 + 1) = x^2 - 1"), "entailed");
  EXPECT_EQ(exact({}, "x / (y^2 + 1) - x / (y^2 + 1) = 0"), "entailed");
  EXPECT_EQ(exact({}, "1 / 0 = 1 / 0"), "not here");
  EXPECT_EQ(exact({}, "x^0 = 1"), "not here");
  EXPECT_EQ(exact({"x != 0"}, "x^0 = 1 and x^-1 * x = 1"), "entailed 0");
  EXPECT_EQ(exact({}, "forall X: X != 0 -> X / X = 1"), "entailed");
  EXPECT_EQ(exact({}, "x = 0 or x / x = 1"), "entailed");
  EXPECT_EQ(exact({"y = 2"}, "x / y * y = x"), "entailed 0");
  EXPECT_EQ(exact({"x / y = 2"}, "x = 2 * y"), "not here");
  EXPECT_EQ(exact({"y != 0 and x / y = 2"}, "x = 2 * y"), "entailed 0");
  EXPECT_EQ(exact_in(kWhole, {}, "n div m = n div m"), "not here");
  EXPECT_EQ(exact_in(kWhole, {"m > 0"}, "n div m + 1 = 1 + n div m"), "entailed 0");
}

TEST(Exact, EquationsArePutIn) {
  EXPECT_EQ(exact({"z = 7", "x = y + 1"}, "x^2 = y^2 + 2*y + 1"), "entailed 1");
  EXPECT_EQ(exact({"x * y = 6", "x = 2"}, "y = 3"), "entailed 0 1");
  EXPECT_EQ(exact({"x * y = 6", "x = 2"}, "y = 4"), "refuted 0 1");
  EXPECT_EQ(exact({"x = y"}, "x = z"), "not here");
  EXPECT_EQ(exact_in("sort age(entity): real\nsort x: real", {"age(ann) = 2 * x"},
                     "age(ann)^2 = 4 * x^2"),
            "entailed 0");
}

TEST(Exact, OneUnknownIsDecidedByItsRoots) {
  EXPECT_EQ(exact({}, "forall X: X^2 + 1 > 0"), "entailed");
  EXPECT_EQ(exact({}, "forall X: X^2 > 0"), "refuted");
  EXPECT_EQ(exact({}, "forall X: X^4 - 3*X + 3 > 0"), "entailed");
  EXPECT_EQ(exact({"x > 0", "x^2 = 9"}, "x = 3"), "entailed 0 1");
  EXPECT_EQ(exact({"x^2 = 9"}, "x = 3"), "not here");
  EXPECT_EQ(exact({"x^2 = 9"}, "x = 3 or x = -3"), "entailed 0");
  EXPECT_EQ(exact({"x^2 = 2", "x > 0"}, "1.41421 < x and x < 1.41422"), "entailed 0 1");
  EXPECT_EQ(exact({"x^2 = 2", "x > 0"}, "x ~= 1.41"), "entailed 0 1");
  EXPECT_EQ(exact({"x^2 = 2"}, "x = 7"), "refuted 0");
  EXPECT_EQ(exact({"x = 3 or x = -3"}, "x^2 = 9"), "entailed 0");
  EXPECT_EQ(exact({"x in {1, 2, 3}"}, "x^2 < 10"), "entailed 0");
  EXPECT_EQ(exact({}, "forall X: X^2 = 9 -> X = 3 or X = -3"), "entailed");
  EXPECT_EQ(exact({}, "forall X: X^2 = 9 -> X = 3"), "refuted");
}

TEST(Exact, WholeNumbersLieInGaps) {
  EXPECT_EQ(whole({}, "forall N: N = n or N != n"), "not here");
  EXPECT_EQ(whole({}, "n^2 >= n"), "entailed");
  EXPECT_EQ(exact({}, "x^2 >= x"), "not here");
  EXPECT_EQ(whole({}, "n^2 != 2"), "entailed");
  EXPECT_EQ(whole({"n > 1", "n < 3"}, "n = 2"), "entailed 0 1");
  EXPECT_EQ(whole({"n * m = 6", "2 * n = 4"}, "m = 3"), "entailed 0 1");
}

TEST(Exact, Signs) {
  EXPECT_EQ(exact({}, "x^2 + y^2 >= 0"), "entailed");
  EXPECT_EQ(exact({}, "x^2 + y^2 + 1 > 0"), "entailed");
  EXPECT_EQ(exact({"x > 0", "y > 0"}, "x * y > 0"), "entailed 0 1");
  EXPECT_EQ(exact({"x > 0", "y < 0"}, "x * y > 0"), "refuted 0 1");
  EXPECT_EQ(exact({"x > 0", "y > 0"}, "x * y > 1"), "not here");
  EXPECT_EQ(exact({"x > y"}, "2*y < 2*x"), "entailed 0");
  EXPECT_EQ(exact({}, "x^3 + y^2 >= 0"), "not here");
  EXPECT_EQ(exact({"x < 0", "y < 0"}, "x^3 * y > 0"), "entailed 0 1");
  EXPECT_EQ(exact({"x < 0", "y < 0"}, "x^2 * y > 0"), "refuted 1");
}

TEST(Exact, Existentials) {
  EXPECT_EQ(exact({}, "exists X: X^2 = 2"), "entailed");
  EXPECT_EQ(exact({}, "exists X: X^2 = -1"), "refuted");
  EXPECT_EQ(exact_in(kWhole, {}, "exists N: N = n"), "entailed");
  EXPECT_EQ(exact({"x^2 + y = 7"}, "exists X: X^2 + y = 7"), "entailed 0");
  EXPECT_EQ(exact({}, "exists Y: Y = 1 / 0"), "not here");
}

TEST(Exact, Induction) {
  constexpr const char* header = "sort s(int): int";
  EXPECT_EQ(exact_in(header, {"s(0) = 0", "forall N: N >= 0 -> s(N + 1) = s(N) + N + 1"},
                     "forall N: N >= 0 -> 2 * s(N) = N * (N + 1)"),
            "entailed 0 1");
  EXPECT_EQ(exact_in(header, {"s(1) = 1", "forall N: N > 1 -> s(N) = s(N - 1) + 2*N - 1"},
                     "forall N: N >= 1 -> s(N) = N^2"),
            "entailed 0 1");
  EXPECT_EQ(exact_in(header, {"s(0) = 1", "forall N: N >= 0 -> s(N + 1) = s(N) + N + 1"},
                     "forall N: N >= 0 -> 2 * s(N) = N * (N + 1)"),
            "not here");
  EXPECT_EQ(exact_in(header, {"s(0) = 0"}, "forall N: N >= 0 -> s(N) = 0"), "not here");
  EXPECT_EQ(exact_in("sort s(real): real", {"s(0) = 0", "forall N: N >= 0 -> s(N + 1) = s(N)"},
                     "forall N: N >= 0 -> s(N) = 0"),
            "not here");
}

TEST(Exact, PremisesMustHaveAModel) {
  for (const char* goal : {"x = 3", "x > 0", "x^2 >= 0"}) {
    const Asked query = asked(kReals, {"x^2 = -1"}, goal);
    EXPECT_FALSE(decide_exact(query.theory, query.query, Wanted::kVerdict)) << goal;
  }
  const Asked clash = asked(kReals, {"x * y > z", "z > x * y + 1"}, "x^2 >= 0");
  EXPECT_FALSE(decide_exact(clash.theory, clash.query, Wanted::kVerdict));
  const Asked query = asked(kReals, {"x^2 = 9", "x > 0", "y = x + 1"}, "y = 4");
  const auto decision = decide_exact(query.theory, query.query, Wanted::kVerdict);
  ASSERT_TRUE(decision.has_value());
  EXPECT_EQ(decision->outcome, Outcome::kEntailed);
  EXPECT_FALSE(satisfiable_exactly(query.theory,
                                   asked(kReals, {"x = 1", "kind(ann)"}, "x = 1").query.premises));
  EXPECT_FALSE(satisfiable_exactly(asked(kWhole, {}, "n = 1").theory,
                                   asked(kWhole, {"2 * n = 1"}, "n = 1").query.premises));
}

TEST(Exact, UnitsAndOtherSortsAreNotDecidedHere) {
  EXPECT_EQ(exact_in("", {"t = 2 h"}, "2 * t = 4 h"), "not here");
  EXPECT_EQ(exact_in("sort ann: entity\nsort bob: entity", {"ann = bob"}, "bob = ann"), "not here");
  EXPECT_EQ(exact({"kind(ann)"}, "x = x or kind(ann)"), "entailed");
}

// Random facts that hold in a random model never prove what is false in it.
using claims::Claim;
using claims::Op;

Claim any_term(int depth) {
  if (depth == 0 || *rc::gen::inRange(0, 4) == 0) {
    const int leaf = *rc::gen::inRange(0, 5);
    if (leaf < 3) return claims::name(std::string(1, static_cast<char>('x' + leaf)));
    return claims::number_term(*rc::gen::inRange(-4, 5));
  }
  const Op ops[] = {Op::kAdd,    Op::kSubtract,      Op::kMultiply, Op::kMultiply,
                    Op::kDivide, Op::kIntegerDivide, Op::kModulo};
  const Op op = ops[*rc::gen::inRange(0, 7)];
  if (*rc::gen::inRange(0, 6) == 0)
    return claims::binary(Op::kPower, any_term(depth - 1),
                          claims::number_term(*rc::gen::inRange(-2, 4)));
  return claims::binary(op, any_term(depth - 1), any_term(depth - 1));
}

Claim any_atom(int depth) {
  const Op ops[] = {Op::kEqual,     Op::kEqual,   Op::kNotEqual,    Op::kLess,
                    Op::kLessEqual, Op::kGreater, Op::kGreaterEqual};
  return claims::binary(ops[*rc::gen::inRange(0, 7)], any_term(depth), any_term(depth));
}

Claim any_formula(int depth) {
  if (depth == 0) return any_atom(2);
  switch (*rc::gen::inRange(0, 6)) {
    case 0:
      return claims::unary(Op::kNot, any_formula(depth - 1));
    case 1:
      return claims::binary(Op::kAnd, any_formula(depth - 1), any_formula(depth - 1));
    case 2:
      return claims::binary(Op::kOr, any_formula(depth - 1), any_formula(depth - 1));
    case 3:
      return claims::binary(Op::kImplies, any_formula(depth - 1), any_formula(depth - 1));
    case 4:
      return claims::binary(Op::kIff, any_formula(depth - 1), any_formula(depth - 1));
    default:
      return any_atom(2);
  }
}

void never_disagrees_with_a_model(claims::SortKind kind) {
  Theory theory;
  claims::Model model;
  for (const char* name : {"x", "y", "z"}) {
    theory.signature.add(name, {{}, {kind, {}, {}}});
    claims::Rational value(*rc::gen::inRange(-3, 4),
                           kind == claims::SortKind::kInt ? 1 : *rc::gen::inRange(1, 3));
    value.canonicalize();
    model.constants.emplace(name, claims::Quantity{value, {}});
  }
  Query query;
  query.premises_satisfiable = true;
  for (int n = *rc::gen::inRange(0, 5); n > 0; --n) {
    const Claim fact =
        *rc::gen::inRange(0, 3) == 0
            ? claims::binary(Op::kEqual,
                             claims::name(std::string(1, static_cast<char>('x' + n % 3))),
                             any_term(1))
            : any_formula(*rc::gen::inRange(0, 2));
    const claims::Value value = claims::evaluate(fact, model, 10'000);
    const bool* holds = std::get_if<bool>(&value);
    if (holds == nullptr) continue;
    query.premises.push_back({claims::StepId{1}, *holds ? fact : claims::unary(Op::kNot, fact)});
  }
  query.goal = any_formula(*rc::gen::inRange(0, 3));
  const auto decision = decide_exact(theory, query, Wanted::kVerdict);
  RC_CLASSIFY(decision.has_value());
  if (!decision) return;
  const claims::Value value = claims::evaluate(query.goal, model, 10'000);
  const bool* holds = std::get_if<bool>(&value);
  if (holds == nullptr) return;  // the kernel asks for a value on its own
  for (const Premise& premise : query.premises) RC_LOG() << claims::print(premise.claim) << '\n';
  RC_LOG() << "|- " << claims::print(query.goal) << '\n';
  RC_ASSERT(*holds == (decision->outcome == Outcome::kEntailed));
}

RC_GTEST_PROP(ExactProperty, NeverDisagreesWithARealModel, ()) {
  for (int i = 0; i < 20; ++i) never_disagrees_with_a_model(claims::SortKind::kReal);
}
RC_GTEST_PROP(ExactProperty, NeverDisagreesWithAModelOfWholeNumbers, ()) {
  for (int i = 0; i < 20; ++i) never_disagrees_with_a_model(claims::SortKind::kInt);
}

}  // namespace
}  // namespace modus::symbolic
