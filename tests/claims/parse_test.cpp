#include "claims/parse.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "claims/grammar.h"
#include "claims/print.h"

namespace modus::claims {
namespace {

// The tree as text with every bracket, so that grouping is seen without the printer.
std::string tree(const Claim& claim) {
  if (claim.op() == Op::kNumber)
    return claim.literal().digits +
           (claim.literal().unit.empty() ? "" : "_" + claim.literal().unit);
  if (claim.op() == Op::kTrue) return "true";
  if (claim.op() == Op::kFalse) return "false";
  if (claim.op() == Op::kVariable) return "?" + claim.name();
  if (claim.op() == Op::kString) return "'" + claim.name() + "'";
  std::string head = claim.name();
  if (claim.op() == Op::kSet) head = "set";
  if (claim.op() == Op::kForall) head = "forall " + claim.name();
  if (claim.op() == Op::kExists) head = "exists " + claim.name();
  if (const Operator* op = operator_of(claim.op())) head = op->text;
  if (claim.children().empty() && claim.op() != Op::kSet) return head;
  std::string out = "(" + head;
  for (const Claim& child : claim.children()) out += " " + tree(child);
  return out + ")";
}

struct Reading {
  const char* text;
  const char* tree;
};

class ParseTree : public testing::TestWithParam<Reading> {};

TEST_P(ParseTree, IsGroupedByTheTable) {
  EXPECT_EQ(tree(parse_claim(GetParam().text, "test")), GetParam().tree);
}

INSTANTIATE_TEST_SUITE_P(
    Precedence, ParseTree,
    testing::Values(
        Reading{"-2^2", "(- (^ 2 2))"}, Reading{"(-2)^2", "(^ (- 2) 2)"},
        Reading{"2^3^2", "(^ 2 (^ 3 2))"}, Reading{"2^-3", "(^ 2 (- 3))"},
        Reading{"2^-3^2 * 5", "(* (^ 2 (- (^ 3 2))) 5)"}, Reading{"-a * b", "(* (- a) b)"},
        Reading{"a * -b", "(* a (- b))"}, Reading{"--5", "(- (- 5))"},
        Reading{"a - b - c", "(- (- a b) c)"}, Reading{"a - -b", "(- a (- b))"},
        Reading{"8 / 4 / 2", "(/ (/ 8 4) 2)"}, Reading{"7 div 2 mod 3", "(mod (div 7 2) 3)"},
        Reading{"a + b * c", "(+ a (* b c))"}, Reading{"(a + b) * c", "(* (+ a b) c)"},
        Reading{"a + b = c * d", "(= (+ a b) (* c d))"}, Reading{"not a = b", "(not (= a b))"},
        Reading{"not p and q", "(and (not p) q)"}, Reading{"not not p", "(not (not p))"},
        Reading{"absent p(X) and q", "(and (absent (p ?X)) q)"},
        Reading{"p or q and r", "(or p (and q r))"}, Reading{"p and q and r", "(and (and p q) r)"},
        Reading{"p xor q or r", "(xor p (or q r))"}, Reading{"p -> q -> r", "(-> p (-> q r))"},
        Reading{"p xor q -> r", "(-> (xor p q) r)"}, Reading{"p -> q <-> r", "(<-> (-> p q) r)"},
        Reading{"(p <-> q) <-> r", "(<-> (<-> p q) r)"}));

INSTANTIATE_TEST_SUITE_P(
    Quantifiers, ParseTree,
    testing::Values(Reading{"forall X: p(X) -> q(X)", "(forall X (-> (p ?X) (q ?X)))"},
                    Reading{"forall X, Y1: r(X, Y1)", "(forall X (forall Y1 (r ?X ?Y1)))"},
                    Reading{"p and exists X: q(X) or r", "(and p (exists X (or (q ?X) r)))"},
                    Reading{"not forall X: p(X) and q", "(not (forall X (and (p ?X) q)))"},
                    Reading{"(forall X: p(X)) and q", "(and (forall X (p ?X)) q)"},
                    Reading{"forall X: dog(X) -> exists Y: owner(Y, X)",
                            "(forall X (-> (dog ?X) (exists Y (owner ?Y ?X))))"}));

INSTANTIATE_TEST_SUITE_P(
    Comparisons, ParseTree,
    testing::Values(Reading{"a = b = c", "(and (= a b) (= b c))"},
                    Reading{"a < b <= c", "(and (< a b) (<= b c))"},
                    Reading{"a = b < c > d", "(and (and (= a b) (< b c)) (> c d))"},
                    Reading{"p and a < b < c", "(and p (and (< a b) (< b c)))"},
                    Reading{"7 / 3 ~= 2.33", "(~= (/ 7 3) 2.33)"},
                    Reading{"x in {a, b}", "(in x (set a b))"}, Reading{"x in {}", "(in x (set))"},
                    Reading{"x in box", "(in x box)"}, Reading{"a != b", "(!= a b)"}));

INSTANTIATE_TEST_SUITE_P(
    Primaries, ParseTree,
    testing::Values(Reading{"raining", "raining"}, Reading{"true", "true"},
                    Reading{"owner(X, rex)", "(owner ?X rex)"},
                    Reading{"age(mother(ann)) >= 40", "(>= (age (mother ann)) 40)"},
                    Reading{"\"a \\\"b\\\" \\u00e9\"", "'a \"b\" \u00e9'"},
                    Reading{"15% * 80", "(* 15% 80)"}, Reading{"dose = 5.0 mg", "(= dose 5.0_mg)"},
                    Reading{"speed = 60 km/h", "(= speed 60_km/h)"},
                    Reading{"9.8 m/s^2 * 2 s", "(* 9.8_m/s^2 2_s)"},
                    Reading{"60 km / 1 h", "(/ 60_km 1_h)"}, Reading{"60 km / h", "(/ 60_km h)"},
                    Reading{"2 m*x", "(* 2_m x)"},
                    Reading{"(5 m)^2 = 25 m^2", "(= (^ 5_m 2) 25_m^2)"}, Reading{"5km", "5_km"},
                    Reading{"n = 2 and p", "(and (= n 2) p)"},
                    Reading{"h + s = m", "(= (+ h s) m)"}, Reading{"P = 2", "(= ?P 2)"},
                    Reading{"max = 3", "(= max 3)"}, Reading{"p(a) # and more", "(p a)"},
                    Reading{"  p\n  and q ", "(and p q)"}));

struct Mistake {
  const char* text;
  std::size_t column;
  const char* message;  // a part of it
};

class ParseMistake : public testing::TestWithParam<Mistake> {};

TEST_P(ParseMistake, IsToldWithPlaceAndRemedy) {
  try {
    const Claim claim = parse_claim(GetParam().text, "test");
    FAIL() << GetParam().text << " was read as " << tree(claim);
  } catch (const ParseError& error) {
    EXPECT_NE(error.message().find(GetParam().message), std::string::npos) << error.what();
    EXPECT_EQ(error.position().column, GetParam().column) << error.what();
  }
}

INSTANTIATE_TEST_SUITE_P(
    Names, ParseMistake,
    testing::Values(Mistake{"kind(Anne)", 6, "names are lower case, write anne"},
                    Mistake{"kind(X_1)", 6, "write X1"}, Mistake{"OldBear = a", 1, "write oldbear"},
                    Mistake{"kind(and)", 6, "keyword"}, Mistake{"by(ann)", 1, "keyword is no name"},
                    Mistake{"open(door)", 1, "write open_"}, Mistake{"s3 and p", 1, "is a step"},
                    Mistake{"p(s3)", 3, "is a step"}, Mistake{"@3", 1, "is a sentence"},
                    Mistake{"Q(x)", 1, "variable and takes no arguments"},
                    Mistake{"p()", 2, "without arguments write p"},
                    Mistake{"ann's(x)", 4, "apostrophe"}, Mistake{"old bear", 5, "`_` joins"},
                    Mistake{"_x", 1, "names begin with"}));

INSTANTIATE_TEST_SUITE_P(
    NotYet, ParseMistake,
    testing::Values(Mistake{"P() = 0.3", 3, "expected a claim or term"},
                    Mistake{"graph { a ~> a }", 14, "does not cause itself"},
                    Mistake{"a ~> b", 3, "is an edge of a graph"},
                    Mistake{"do(smoking)", 1, "`do` is a condition of a probability"},
                    Mistake{"graph a", 1, "graph { a ~> b }"},
                    Mistake{"graph { a ~> b", 7, "is not closed"},
                    Mistake{"graph { a -> b }", 11, "expected `,` or `}`"},
                    Mistake{"P(a | do smoking)", 7, "in brackets"},
                    Mistake{"P(a | do(1)) = 0", 10, "what is set is a name"},
                    Mistake{"P(a + 1) = 0", 3, "this is a term"},
                    Mistake{"P(y[x = 0) = 1", 10, "expected `,` or `]`"},
                    Mistake{"y[x = 0] = 1", 2, "is for P(...)"},
                    Mistake{"independent(a, b | do(x)", 12, "is not closed"},
                    Mistake{"independent(a | b)", 15, "expected `,`"},
                    Mistake{"before = 3", 1, "`before` is not yet supported"},
                    Mistake{"before(a)", 1, "before is a function of the language"},
                    Mistake{"likely 3", 8, "a claim"},
                    Mistake{"2 + likely p", 5, "a term is expected here"},
                    Mistake{"sqrt(x, y) = 3", 1, "sqrt is a function of the language and is written sqrt(x)"}));

INSTANTIATE_TEST_SUITE_P(
    Signs, ParseMistake,
    testing::Values(Mistake{"a == b", 3, "write ="}, Mistake{"a \u2264 b", 3, "write <="},
                    Mistake{"a \u2265 b", 3, "write >="}, Mistake{"a \u2260 b", 3, "write !="},
                    Mistake{"2 \u00d7 3", 3, "write *"}, Mistake{"6 \u00f7 3", 3, "write /"},
                    Mistake{"3 \u2212 1", 3, "write -"}, Mistake{"\u00acp", 1, "write not"},
                    Mistake{"p \u2227 q", 3, "write and"}, Mistake{"p \u2228 q", 3, "write or"},
                    Mistake{"p \u2192 q", 3, "write ->"},
                    Mistake{"\u2200X: p(X)", 1, "write forall"},
                    Mistake{"\u2203X: p(X)", 1, "write exists"}, Mistake{"p => q", 3, "write ->"},
                    Mistake{"a =< b", 3, "write <="}, Mistake{"p && q", 3, "write and"},
                    Mistake{"p | q", 3, "write or"}, Mistake{"!p", 1, "write not"},
                    Mistake{"2 ** 3", 3, "write ^"}, Mistake{"7 % 2", 3, "`mod`"},
                    Mistake{"p.", 2, "full stop"}, Mistake{"\\frac", 1, "LaTeX"},
                    Mistake{"p \x01", 3, "not in the language"}));

INSTANTIATE_TEST_SUITE_P(
    Shapes, ParseMistake,
    testing::Values(
        Mistake{"", 1, "found nothing"}, Mistake{"# only a comment", 17, "found nothing"},
        Mistake{"p(a", 2, "`(` is not closed, add `)`"}, Mistake{"(p", 1, "is not closed"},
        Mistake{"{a", 1, "add `}`"}, Mistake{"p)", 2, "closes nothing"},
        Mistake{"p(a}", 4, "expected an operator or `)`"}, Mistake{"[p]", 1, "write ( )"},
        Mistake{"p and", 6, "found the end"}, Mistake{"and p", 1, "keyword"},
        Mistake{"x h", 3, "expected an operator"}, Mistake{"24 rolls", 4, "is no unit"},
        Mistake{"2x", 2, "2 * x"}, Mistake{"1,200", 2, "write 1200"}, Mistake{".5", 1, "write 0.5"},
        Mistake{"5. + 1", 2, "needs digits"}, Mistake{"x = +5", 5, "leave it out"},
        Mistake{"p := q", 3, "let x := 3"}, Mistake{"\"abc", 1, "not closed"},
        Mistake{"\"\\q\"", 1, "no JSON string"}, Mistake{"3 m^12", 3, "is no unit"},
        Mistake{"p and 5", 7, "this is a term"}, Mistake{"not 5", 5, "this is a term"},
        Mistake{"p = (q and r)", 6, "takes a term"}, Mistake{"x + (a = b)", 6, "takes a term"},
        Mistake{"p(a = b)", 3, "an argument takes a term"}, Mistake{"p(true)", 3, "takes a term"},
        Mistake{"a = not b", 5, "a term is expected"},
        Mistake{"a = forall X: p(X)", 5, "a term is expected"},
        Mistake{"p <-> q <-> r", 9, "does not chain"}, Mistake{"a != b != c", 8, "does not chain"},
        Mistake{"a = b != c", 5, "does not chain"}, Mistake{"x in {a} = y", 10, "does not chain"},
        Mistake{"x ~= y", 6, "rounded number"}, Mistake{"x in 5", 6, "takes a set"},
        Mistake{"absent not p(X)", 8, "one atom"}, Mistake{"forall x: p(x)", 8, "capital letters"},
        Mistake{"forall X p(X)", 10, "expected `:`"}, Mistake{"forall : p", 8, "binds variables"}));

TEST(Parse, MessageShowsLineAndCaret) {
  try {
    parse_claim("p and\n  kind(Anne)", "museum.chain");
    FAIL();
  } catch (const ParseError& error) {
    EXPECT_STREQ(error.what(),
                 "museum.chain:2:8: names are lower case, write anne\n"
                 "    kind(Anne)\n"
                 "         ^");
  }
}

TEST(Parse, SpansPointIntoTheText) {
  const std::string_view text = "  p(a) and x = 60 km/h";
  const Claim claim = parse_claim(text, "test");
  const auto at = [&](const Claim& c) {
    return text.substr(c.span().begin, c.span().end - c.span().begin);
  };
  EXPECT_EQ(at(claim), "p(a) and x = 60 km/h");
  EXPECT_EQ(at(claim.child(0)), "p(a)");
  EXPECT_EQ(at(claim.child(0).child(0)), "a");
  EXPECT_EQ(at(claim.child(1).child(1)), "60 km/h");
}

TEST(Parse, PartOfATextAndConstants) {
  Source source{.name = "test", .text = "given A = 5 @1", .constants = {"A"}};
  source.begin = 6;
  source.end = 11;
  EXPECT_EQ(tree(parse_claim(source)), "(= A 5)");
  EXPECT_EQ(parse_claim(source).child(0).span(), (Span{6, 7}));
  source.text = "given forall A: p(A)";
  source.end = source.text.size();
  EXPECT_THROW(parse_claim(source), ParseError) << "a bound letter is no variable";
}

std::string repeated(std::string_view part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += part;
  return text;
}

void expect_refused(const std::string& text, const char* message) {
  try {
    parse_claim(text, "test");
    FAIL() << text.substr(0, 20);
  } catch (const ParseError& error) {
    EXPECT_NE(error.message().find(message), std::string::npos) << error.message();
  }
}

TEST(ParseLimits, DepthIsAnErrorNotACrash) {
  for (const char* opening :
       {"(", "not ", "-", "p(", "{", "2^", "2^-", "p -> ", "forall X: ", "p and ("}) {
    expect_refused(repeated(opening, 300), "nested more than 200 levels deep");
    expect_refused(repeated(opening, 100'000), "too long");
  }
}

TEST(ParseLimits, LongChainsOfOperators) {
  EXPECT_EQ(parse_claim("1" + repeated(" + 1", 900), "test").depth(), 901u);
  expect_refused("1" + repeated(" + 1", 1100), "operators deep");
  expect_refused("a" + repeated(" = a", 1100), "operators deep");
}

TEST(ParseLimits, LongNumbersAndNames) {
  EXPECT_NO_THROW(parse_claim(std::string(4000, '9') + " > 1", "test"));
  expect_refused(std::string(1'000'000, '9') + " > 1", "at most 4096 digits");
  expect_refused(std::string(100'000, 'a'), "at most 200 characters");
  expect_refused("s" + std::string(100, '9'), "too large");
}

TEST(Grammar, NamesFromWords) {
  EXPECT_EQ(name_from("Old Bear"), "old_bear");
  EXPECT_EQ(name_from("Ann's well-made hat "), "ann_s_well_made_hat");
  EXPECT_EQ(name_from("Open"), "open_");
  EXPECT_EQ(name_from("s3"), "s3_");
  EXPECT_EQ(name_from("42"), "");
  EXPECT_TRUE(is_name("s3_"));
  EXPECT_FALSE(is_name("s3"));
  EXPECT_FALSE(is_name("graph"));
  EXPECT_FALSE(is_variable("XY"));
}

TEST(Grammar, EveryOperatorIsReadAndPrinted) {
  for (const Operator& op : operators()) {
    if (op.fixity == Fixity::kPrefix)
      EXPECT_EQ(prefix_operator(op.text), &op);
    else
      EXPECT_EQ(infix_operator(op.text), &op);
    EXPECT_EQ(operator_of(op.op), &op);
  }
}

}  // namespace
}  // namespace modus::claims
