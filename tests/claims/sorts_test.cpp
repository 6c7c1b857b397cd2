#include "claims/sorts.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/error.h"
#include "claims/parse.h"
#include "claims/print.h"
#include "tests/claims/generators.h"
#include "tests/claims/sorted_claims.h"

namespace modus::claims {
namespace {

const Sort kEntitySort{SortKind::kEntity, {}, SortKind::kEntity};

Sort sort(SortKind kind) { return Sort{kind, {}, SortKind::kEntity}; }

// One formula a line; `x := t` is a definition, `= t` a term, `? X: c` a query for X.
Signature infer(const std::string& text, std::vector<SortDeclaration> declarations = {}) {
  SortProblem problem;
  problem.source = "test";
  problem.text = text;
  problem.declarations = std::move(declarations);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = text.substr(begin, end - begin);
    SortedClaim sorted;
    std::vector<std::string> asked;
    std::size_t skip = 0;
    if (const std::size_t defines = line.find(" := "); defines != std::string::npos) {
      sorted.name = line.substr(0, defines);
      sorted.is_term = true;
      skip = defines + 4;
    } else if (line.starts_with("= ")) {
      sorted.is_term = true;
      skip = 2;
    } else if (line.starts_with("? ")) {
      asked.push_back(line.substr(2, line.find(':') - 2));
      skip = line.find(':') + 1;
    }
    sorted.claim = parse_claim(Source{"test", text, begin + skip, end, {}});
    problem.claims.push_back(std::move(sorted));
    problem.asked.push_back(std::move(asked));
    begin = end + 1;
  }
  return infer_sorts(problem);
}

// "age(entity): real, ann: entity"
std::string sorts(const std::string& text, std::vector<SortDeclaration> declarations = {}) {
  std::string shown;
  const Signature signature = infer(text, std::move(declarations));
  for (const auto& [name, symbol] : signature.symbols()) {
    shown += (shown.empty() ? "" : ", ") + name;
    for (std::size_t i = 0; i < symbol.arguments.size(); ++i)
      shown += (i == 0 ? "(" : " ") + to_string(symbol.arguments[i]);
    shown += (symbol.arguments.empty() ? ": " : "): ") + to_string(symbol.result);
  }
  return shown;
}

// The message, and the column of the caret.
std::string fault(const std::string& text, std::vector<SortDeclaration> declarations = {}) {
  try {
    return "no fault: " + sorts(text, std::move(declarations));
  } catch (const ParseError& error) {
    return std::to_string(error.position().line) + ":" + std::to_string(error.position().column) +
           " " + error.message();
  }
}

TEST(Sorts, ArgumentsAreEntitiesByDefault) {
  EXPECT_EQ(sorts("kind(ann)"), "ann: entity, kind(entity): truth");
  EXPECT_EQ(sorts("kind(X) and not rough(X) -> nice(X)"),
            "kind(entity): truth, nice(entity): truth, rough(entity): truth");
  EXPECT_EQ(sorts("raining -> forall X: exists Y: likes(X, Y)"),
            "likes(entity entity): truth, raining: truth");
  EXPECT_EQ(sorts("kind(father(ann))"), "ann: entity, father(entity): entity, kind(entity): truth");
}

TEST(Sorts, UsesFixNumbers) {
  EXPECT_EQ(sorts("rolls = 24 / 2"), "rolls: real");
  EXPECT_EQ(sorts("age(ann) > age(bob)"), "age(entity): real, ann: entity, bob: entity");
  EXPECT_EQ(sorts("even(4)\neven(n)"), "even(real): truth, n: real");
  EXPECT_EQ(sorts("a = b\nb = 3"), "a: real, b: real");
  EXPECT_EQ(sorts("a = b\nkind(b)"), "a: entity, b: entity, kind(entity): truth");
  EXPECT_EQ(sorts("x := 2 + 3\nx = y"), "x: real, y: real");
}

TEST(Sorts, DeclarationsHold) {
  const SortDeclaration rolls{"rolls", {}, sort(SortKind::kInt), {}};
  const SortDeclaration age{"age", {kEntitySort}, sort(SortKind::kInt), {}};
  EXPECT_EQ(sorts("rolls = age(ann)", {rolls, age}), "age(entity): int, ann: entity, rolls: int");
  EXPECT_EQ(sorts("a = b", {{"a", {}, kEntitySort, {}}}), "a: entity, b: entity");
  const SortDeclaration box{"box", {}, {SortKind::kSet, {}, SortKind::kInt}, {}};
  EXPECT_EQ(sorts("n in box", {box}), "box: set[int], n: real");
  EXPECT_EQ(fault("rolls(ann)", {rolls}), "1:1 rolls takes 1 arguments here and 0 elsewhere");
  EXPECT_EQ(fault("raining", {rolls, rolls}), "1:1 rolls is declared twice");
}

TEST(Sorts, Sets) {
  EXPECT_EQ(sorts("ann in {bob, carl}"), "ann: entity, bob: entity, carl: entity");
  EXPECT_EQ(sorts("n in {1, 2}"), "n: real");
  EXPECT_EQ(sorts("team = {ann}\nbob in team"), "ann: entity, bob: entity, team: set[entity]");
  EXPECT_EQ(fault("ann in {1, \"x\"}"), "1:12 a member is a number, but a string is an entity");
}

TEST(Sorts, ClashesNameBothReadings) {
  EXPECT_EQ(fault("kind(ann)\nkind(ann, bob)"), "2:1 kind takes 2 arguments here and 1 elsewhere");
  EXPECT_EQ(fault("kind(ann)\nkind(ann) = 3"), "2:1 kind is true or false, but 3 is a number");
  EXPECT_EQ(fault("raining\nraining = 3"), "2:1 raining is true or false, but 3 is a number");
  EXPECT_EQ(fault("a = b"),
            "1:1 a may be an entity or a number: declare `sort a: entity` or `sort a: real`");
  EXPECT_EQ(fault("1 + kind(ann) = 2\nkind(ann)"),
            "2:1 kind is true or false here and a number elsewhere");
  EXPECT_EQ(fault("3"), "1:1 a claim is expected here, true or false; this is a term");
  EXPECT_EQ(
      fault("kind(ann) = kind(bob)"),
      "1:1 kind may be an entity or a number: declare `sort kind: entity` or `sort kind: real`");
  EXPECT_EQ(fault("{{ann}} = team"),
            "1:1 a member is a set: a set holds entities or plain numbers");
  EXPECT_EQ(fault("2 km in {1 km}"),
            "1:9 a member is a number with a unit: a set holds entities or plain numbers");
  EXPECT_EQ(fault("divides(2, x) = 3"), "1:1 divides is true or false, but 3 is a number");
}

TEST(Sorts, Functions) {
  EXPECT_EQ(fault("floor(kitchen)\nred(kitchen)"),
            "1:1 floor is true or false here and a number elsewhere");
  EXPECT_EQ(sorts("area = 9 m^2\nside = sqrt(area)"),
            "area: quantity[length^2], side: quantity[length]");
  EXPECT_EQ(fault("sqrt(5 km) = 2"),
            "1:1 malformed (dimension): 5 km is a plain number here and length elsewhere");
  EXPECT_EQ(sorts("p(floor)\nfloor = ann"), "ann: entity, floor: entity, p(entity): truth");
  EXPECT_EQ(sorts("max(x, 2 km) = y"), "x: quantity[length], y: quantity[length]");
  EXPECT_EQ(fault("ln(2 km) > 1"),
            "1:4 malformed (dimension): 2 km is a plain number here and length elsewhere");
}

TEST(Sorts, Dimensions) {
  EXPECT_EQ(sorts("distance = 120 km\ntime = 2 h\nspeed = distance / time"),
            "distance: quantity[length], speed: quantity[length/time], time: quantity[time]");
  EXPECT_EQ(sorts("distance = speed * time\ndistance = 120 km\ntime = 2 h"),
            "distance: quantity[length], speed: quantity[length/time], time: quantity[time]");
  EXPECT_EQ(sorts("side^2 = 9 m^2"), "side: quantity[length]");
  EXPECT_EQ(sorts("side^3 = 27 l\nside * side = area"),
            "area: quantity[length^2], side: quantity[length]");
  EXPECT_EQ(sorts("f = 1 / t\nt = 2 s"), "f: quantity[1/time], t: quantity[time]");
  EXPECT_EQ(sorts("f = t^-2\nt = 2 s"), "f: quantity[1/time^2], t: quantity[time]");
  EXPECT_EQ(sorts("ratio = 2 km / 1 m"), "ratio: real");
  EXPECT_EQ(sorts("t = 2 h\nt > 0 and t != 0 and 0 < t"), "t: quantity[time]");
  EXPECT_EQ(sorts("x = a * b / c"), "a: real, b: real, c: real, x: real");
}

TEST(Sorts, DimensionClashesAreMalformed) {
  EXPECT_EQ(fault("1 km + 1 h = 3"), "1:1 malformed (dimension): 1 km is length, but 1 h is time");
  EXPECT_EQ(fault("speed = 60 km/h\nspeed = 3 km"),
            "2:1 malformed (dimension): speed is length/time, but 3 km is length");
  EXPECT_EQ(fault("5 km > 1"),
            "1:1 malformed (dimension): 5 km is length, but 1 is a plain number");
  EXPECT_EQ(fault("5 usd = 5 eur"), "1:1 malformed (dimension): 5 usd is usd, but 5 eur is eur");
  EXPECT_EQ(fault("side^2 = 9 m^3"),
            "1:1 malformed (dimension): length^3 is no power of 2 of anything");
  EXPECT_EQ(fault("(2 km)^n = x"),
            "1:2 malformed (dimension): 2 km is a plain number here and length elsewhere");
  EXPECT_EQ(fault("2^(1 km) = x"),
            "1:4 malformed (dimension): 1 km is a plain number here and length elsewhere");
  EXPECT_EQ(fault("d = v * t\nd = 3 km"),
            "1:5 nothing fixes the unit of t: declare its sort, `real` for a plain number or such "
            "as `quantity[length/time]`");
  EXPECT_EQ(fault("((((m^9)^9)^9)^9)^9 = x\nm = 1 km"), "1:5 the power of length is too large");
}

TEST(Sorts, FreeVariablesStandInRangeRestrictedRulesOnly) {
  EXPECT_EQ(fault("A = 5"),
            "1:1 A is a variable here, so this would hold for every number: write `let A` first, "
            "or `forall A: ...`");
  EXPECT_EQ(fault("kind(X)"),
            "1:6 X is bound by nothing: a free variable must occur in an atom left of `->`; else "
            "write `forall X: ...`");
  EXPECT_EQ(fault("kind(ann) -> kind(X)"),
            "1:19 X is bound by nothing: a free variable must occur in an atom left of `->`; else "
            "write `forall X: ...`");
  EXPECT_EQ(fault("(forall Y: kind(Y) and X = X) -> nice(X)"),
            "1:24 X is bound by nothing: a free variable must occur in an atom left of `->`; else "
            "write `forall X: ...`");
  EXPECT_EQ(fault("kind(ann) and X = ann -> nice(X)"),
            "1:15 X is bound by nothing: a free variable must occur in an atom left of `->`; else "
            "write `forall X: ...`");
  EXPECT_EQ(fault("absent kind(X) -> nice(X)"),
            "1:13 X is bound by nothing: a free variable must occur in an atom left of `->`; else "
            "write `forall X: ...`");
  EXPECT_EQ(fault("even(X) and X > 3 -> odd(X)"),
            "1:6 X is a variable here, so this would hold for every number: write `let X` first, "
            "or `forall X: ...`");
  EXPECT_EQ(fault("x := y + X"), "1:10 X is a variable, a value is expected here");
  EXPECT_EQ(sorts("not kind(X) -> nice(X)"), "kind(entity): truth, nice(entity): truth");
  EXPECT_EQ(sorts("? X: X = 2 + 3"), "");
  EXPECT_EQ(sorts("? X: kind(X)"), "kind(entity): truth");
  EXPECT_EQ(sorts("forall A: A = 5 or p(ann)"), "ann: entity, p(entity): truth");
}

TEST(Sorts, SortOfATerm) {
  const SortDeclaration n{"n", {}, sort(SortKind::kInt), {}};
  const Signature signature = infer("n = 2\nx = 3\nv = 3 km/h\nkind(ann)\nage(ann) = 3", {n});
  const auto of = [&](std::string_view text, std::map<std::string, Sort> variables = {}) {
    return to_string(sort_of(parse_claim(text, "test"), signature, variables));
  };
  EXPECT_EQ(of("n + 2"), "int");
  EXPECT_EQ(of("n * n - n^2"), "int");
  EXPECT_EQ(of("n / 2"), "real");
  EXPECT_EQ(of("n div 2"), "int");
  EXPECT_EQ(of("n + 0.5"), "real");
  EXPECT_EQ(of("x"), "real");
  EXPECT_EQ(of("v * 2 h"), "quantity[length]");
  EXPECT_EQ(of("ann"), "entity");
  EXPECT_EQ(of("kind(ann)"), "truth");
  EXPECT_EQ(of("x > 2 and kind(ann)"), "truth");
  EXPECT_EQ(of("{ann}"), "set[entity]");
  EXPECT_EQ(of("K + 1", {{"K", sort(SortKind::kInt)}}), "int");
  EXPECT_THROW(of("ann + 1"), Error);
}

TEST(Sorts, VariableSortsComeFromTheirUses) {
  const SortDeclaration even{"even", {sort(SortKind::kInt)}, sort(SortKind::kTruth), {}};
  const Signature signature = infer("even(2)\nkind(ann)\nv = 3 km/h", {even});
  const auto of = [&](std::string_view text) {
    return to_string(variable_sort("X", parse_claim(text, "test"), signature));
  };
  EXPECT_EQ(of("kind(X)"), "entity");
  EXPECT_EQ(of("even(X)"), "int");
  EXPECT_EQ(of("X > 3"), "real");
  EXPECT_EQ(of("X = ann"), "entity");
  EXPECT_EQ(of("X = v"), "quantity[length/time]");
  EXPECT_EQ(of("exists Y: Y = X and Y > 3"), "real");
  EXPECT_EQ(of("raining"), "entity");
}

TEST(Sorts, UniversalClosureBindsInOrderOfOccurrence) {
  EXPECT_EQ(print(universal_closure(parse_claim("likes(X, Y) -> kind(X)", "test"))),
            "forall X, Y: likes(X, Y) -> kind(X)");
  EXPECT_EQ(print(universal_closure(parse_claim("kind(ann)", "test"))), "kind(ann)");
}

// Whatever can be written gets sorts or a refusal that says why; equal input, equal outcome.
TEST(Sorts, EveryClaimIsSortedOrRefusedWithAReason) {
  EXPECT_TRUE(rc::check("sorted or refused", [] {
    const std::string text = print(*any_formula({}, 4)) + "\n" + print(*any_formula({}, 4));
    const std::string outcome = fault(text);
    RC_CLASSIFY(outcome.starts_with("no fault"), "sorted");
    RC_ASSERT(outcome.size() > 8);
    RC_ASSERT(outcome == fault(text));
  }));
}

TEST(Sorts, WellSortedClaimsGetTheirSignature) {
  EXPECT_TRUE(rc::check("the signature of sorted_claims.h", [] {
    const std::string text = "p(a) and q(a, b) and r and f(a) > m + n and x = 1";
    const std::string claim = print(*any_sorted_formula(4));
    RC_LOG() << claim << "\n";
    RC_ASSERT(sorts(text + "\n" + claim) == sorts(text));
  }));
}

TEST(Sorts, ManyEquationsAreSolvedQuickly) {
  std::string text;
  for (int i = 3000; i > 0; --i) {
    const std::string here = "x" + std::to_string(i), before = "x" + std::to_string(i - 1);
    text += here + " = " + before + " * y" + std::to_string(i) + "\n";
  }
  text += "x0 = 1 km";
  for (int i = 1; i <= 3000; ++i) text += "\ny" + std::to_string(i) + " = 2 / " + std::to_string(i);
  EXPECT_EQ(to_string(infer(text).find("x3000")->result), "quantity[length]");
}

}  // namespace
}  // namespace modus::claims
