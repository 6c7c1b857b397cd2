#include "claims/print.h"

#include <gtest/gtest.h>

#include "claims/parse.h"

namespace modus::claims {
namespace {

struct Printing {
  const char* text;
  const char* printed;
};

class Print : public testing::TestWithParam<Printing> {};

TEST_P(Print, IsCanonicalAndReadsBack) {
  const Claim claim = parse_claim(GetParam().text, "test");
  EXPECT_EQ(print(claim), GetParam().printed);
  EXPECT_EQ(parse_claim(print(claim), "test"), claim);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Print,
    testing::Values(
        Printing{"((kind(X)) and (not (rough(X)))) -> (nice(X))",
                 "kind(X) and not rough(X) -> nice(X)"},
        Printing{"(-2)^2", "(-2)^2"}, Printing{"-(2^2)", "-2^2"}, Printing{"2^(-3)", "2^-3"},
        Printing{"2^(3^2)", "2^3^2"}, Printing{"(2^3)^2", "(2^3)^2"},
        Printing{"-(a*b)", "-(a * b)"}, Printing{"(-a)*b", "-a * b"},
        Printing{"a-(b-c)", "a - (b - c)"}, Printing{"(a-b)-c", "a - b - c"},
        Printing{"a/(b*c)", "a / (b * c)"}, Printing{"a = b = c", "a = b and b = c"},
        Printing{"p and (a < b < c)", "p and (a < b and b < c)"},
        Printing{"p and (q and r)", "p and (q and r)"}, Printing{"(p->q)->r", "(p -> q) -> r"},
        Printing{"p->(q->r)", "p -> q -> r"}, Printing{"p <-> (q <-> r)", "p <-> (q <-> r)"},
        Printing{"not (p and q)", "not (p and q)"},
        Printing{"forall X: forall Y: r(X,Y)", "forall X, Y: r(X, Y)"},
        Printing{"forall X: exists Y: forall Z: r(X,Y,Z)",
                 "forall X: exists Y: forall Z: r(X, Y, Z)"},
        Printing{"(forall X: p(X)) -> q", "(forall X: p(X)) -> q"},
        Printing{"q -> (forall X: p(X))", "q -> forall X: p(X)"},
        Printing{"(q and (exists X: p(X))) or r", "q and (exists X: p(X)) or r"},
        Printing{"not (exists X: p(X)) or r", "not (exists X: p(X)) or r"},
        Printing{"5.0   mg", "5.0 mg"}, Printing{"60km/h", "60 km/h"},
        Printing{"(5 m)^2", "(5 m)^2"}, Printing{"007 = 7.0", "007 = 7.0"},
        Printing{"15% * x", "15% * x"}, Printing{"{a,b}", "{a, b}"}, Printing{"{}", "{}"},
        Printing{"\"a\\/\\u0041\\n\"", "\"a/A\\n\""}, Printing{"absent(p(X))", "absent p(X)"}));

TEST(PrintJuxtaposed, DropsTheBracketsOfSimpleAtoms) {
  const auto tokens = [](const char* text) {
    return print(parse_claim(text, "test"), AtomForm::kJuxtaposed);
  };
  EXPECT_EQ(tokens("visits(cow, tiger)"), "visits cow tiger");
  EXPECT_EQ(tokens("kind(X) and quiet(X) -> nice(X)"), "kind X and quiet X -> nice X");
  EXPECT_EQ(tokens("score(ann, 5)"), "score ann 5");
  EXPECT_EQ(tokens("score(mother(ann), 5)"), "score(mother(ann), 5)");
  EXPECT_EQ(tokens("age(ann) = 5"), "age(ann) = 5");
  EXPECT_EQ(tokens("p(-5)"), "p(-5)");
  EXPECT_EQ(tokens("p({a})"), "p({a})");
  EXPECT_EQ(tokens("forall X: p(X)"), "forall X: p X");
  EXPECT_EQ(tokens("p(5, ann)"), "p 5 ann");
  EXPECT_EQ(tokens("p(5, m)"), "p(5, m)") << "`p 5 m` would be five metres";
}

}  // namespace
}  // namespace modus::claims
