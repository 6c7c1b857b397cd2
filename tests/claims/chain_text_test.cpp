#include "claims/chain_text.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "claims/chain_json.h"
#include "claims/parse.h"
#include "claims/print.h"

namespace modus::claims {
namespace {

// Every step kind, header item and answer form that a chain may have, in canonical print.
constexpr const char* kByCases =
    "logic classical\n"
    "closed tall/1, kind/1\n"
    "names unique\n"
    "domain {ann, bob}\n"
    "sort age(entity): int\n"
    "sort box: set[entity]\n"
    "sort pace: quantity[length/time^2]\n"
    "@1 Ann is kind or tall.   # not a comment\n"
    "@2   Everybody likes somebody.\n"
    "ask nice(ann)\n"
    "# a comment\n"
    "s1 given kind(ann) or tall(ann) @1   # the first sentence\n"
    "s2 given forall X: exists Y: likes(X, Y) @2 @1\n"
    "s3 case kind(ann) of s1\n"
    "s4 have nice(ann) by modus_ponens s3 s2\n"
    "s7 case tall(ann) of s1\n"
    "s8 have nice(ann) by s2, s7\n"
    "s9 discharge s7 s3: nice(ann) by cases s8 s1 s4\n"
    "answer true by s9\n";

constexpr const char* kByCasesPrinted =
    "closed kind/1, tall/1\n"
    "names unique\n"
    "domain {ann, bob}\n"
    "sort age(entity): int\n"
    "sort box: set[entity]\n"
    "sort pace: quantity[length/time^2]\n"
    "@1 Ann is kind or tall.   # not a comment\n"
    "@2 Everybody likes somebody.\n"
    "ask nice(ann)\n"
    "s1  given      kind(ann) or tall(ann)  @1\n"
    "s2  given      forall X: exists Y: likes(X, Y)  @2 @1\n"
    "s3  case       kind(ann)  of s1\n"
    "s4  have       nice(ann)  by modus_ponens s2 s3\n"
    "s7  case       tall(ann)  of s1\n"
    "s8  have       nice(ann)  by s2 s7\n"
    "s9  discharge  s3 s7: nice(ann)  by cases s1 s4 s8\n"
    "answer true  by s9\n";

TEST(ChainText, PrintsCanonically) {
  const Chain chain = parse_chain(kByCases, "test");
  EXPECT_EQ(print_chain(chain), kByCasesPrinted);
  EXPECT_EQ(parse_chain(kByCasesPrinted, "other"), chain);
}

TEST(ChainText, StepsHoldWhatTheLinesSay) {
  const Chain chain = parse_chain(kByCases, "test");
  EXPECT_EQ(chain.header.closed, (std::vector<PredicateArity>{{"kind", 1}, {"tall", 1}}));
  EXPECT_TRUE(chain.header.unique_names);
  EXPECT_EQ(chain.text.size(), 2u);
  ASSERT_NE(chain.find(StepId{2}), nullptr);
  EXPECT_EQ(chain.find(StepId{2})->sentences, (std::vector<std::size_t>{2, 1}));
  EXPECT_EQ(chain.find(StepId{4})->rule, Rule::kModusPonens);
  EXPECT_EQ(chain.find(StepId{9})->closes, (std::vector{StepId{3}, StepId{7}}));
  EXPECT_EQ(chain.find(StepId{5}), nullptr);
  EXPECT_EQ(chain.question(), &chain.steps.front());
  EXPECT_EQ(chain.answer(), &chain.steps.back());
  const Span span = chain.find(StepId{3})->span;
  EXPECT_EQ(chain.source.substr(span.begin, span.end - span.begin), "s3 case kind(ann) of s1");
}

struct Line {
  const char* text;
  const char* printed;
};

class ChainLine : public testing::TestWithParam<Line> {};

TEST_P(ChainLine, IsPrintedCanonically) {
  const Chain chain = parse_chain(GetParam().text, "test");
  ASSERT_EQ(chain.steps.size(), 1u);
  EXPECT_EQ(print_step(chain.steps[0]), GetParam().printed);
  EXPECT_EQ(parse_chain(print_chain(chain), "test"), chain);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, ChainLine,
    testing::Values(
        Line{"ask kind(ann)", "ask kind(ann)"}, Line{"ask X: kind(X)", "ask X: kind(X)"},
        Line{"ask all X: kind(X)", "ask all X: kind(X)"},
        Line{"ask A: p ;B:not p", "ask A: p; B: not p"}, Line{"s1 let x", "s1  let  x"},
        Line{"s1 let x:=7/2", "s1  let  x := 7 / 2"}, Line{"s1 let n:int", "s1  let  n: int"},
        Line{"s1 let v: quantity[length/time] := 60 km/h",
             "s1  let  v: quantity[length/time] := 60 km/h"},
        Line{"s1 let b: set[int] := {1, 2}", "s1  let  b: set[int] := {1, 2}"},
        Line{"s1 let A := 5", "s1  let  A := 5"}, Line{"s12 fix c", "s12  fix  c"},
        Line{"s4 obtain c: p(c) by s2", "s4  obtain  c: p(c)  by s2"},
        Line{"s4 obtain c: p(c) by witness s2", "s4  obtain  c: p(c)  by witness s2"},
        Line{"s1 have 1 + 1 = 2", "s1  have  1 + 1 = 2"},
        Line{"s1 have 1 + 1 = 2 by calculate", "s1  have  1 + 1 = 2  by calculate"},
        Line{"s5 have p by step s4 s3 s4", "s5  have  p  by s3 s4"},
        Line{"s5 have false by s4", "s5  have  false  by s4"}, Line{"s1 assume p", "s1  assume  p"},
        Line{"s6 discharge s3: p -> q by s5", "s6  discharge  s3: p -> q  by s5"},
        Line{"answer open", "answer open"}, Line{"answer false by s2", "answer false  by s2"},
        Line{"answer 54 by s3", "answer 54  by s3"}, Line{"answer {} by s3", "answer {}  by s3"},
        Line{"answer {b, a} by s3 s2", "answer {b, a}  by s2 s3"},
        Line{"answer B by s1", "answer B  by s1"}, Line{"answer X^2 by s1", "answer X^2  by s1"}));

TEST(ChainText, CapitalsThatAStepBindsAreConstants) {
  const Chain chain = parse_chain("ask A = 5\ns1 let A := 5  # so A is 5\ns2 fix B\n", "test");
  EXPECT_EQ(chain.steps[0].claim.child(0), name("A"));
  EXPECT_EQ(constants_of(chain), (std::vector<std::string>{"A", "B"}));
  EXPECT_EQ(parse_chain("ask A = 5", "test").steps[0].claim.child(0), variable("A"));
}

TEST(ChainText, AnswerLetterIsReadByTheQuestion) {
  const Chain choice =
      parse_chain("ask A: x = 1; B: x = 2\ns1 let A := 2\nanswer A by s1\n", "test");
  EXPECT_EQ(choice.answer()->answer, AnswerKind::kLetter);
  const Chain value = parse_chain("ask X: X = 2\ns1 let A := 2\nanswer A by s1\n", "test");
  EXPECT_EQ(value.answer()->answer, AnswerKind::kTerm);
  EXPECT_EQ(*value.answer()->value, name("A"));
}

TEST(ChainText, AwkwardSentencesTravel) {
  Chain chain;
  chain.text = {"",
                " padded ",
                "two\nlines",
                "\"Hello,\" she said.",
                "\"all of it\"",
                "#### 24",
                "tab\tinside",
                "@3 in front",
                "caf\u00e9"};
  const std::string printed = print_chain(chain);
  EXPECT_EQ(parse_chain(printed, "test").text, chain.text) << printed;
  EXPECT_EQ(parse_chain("@1 \"Hello,\" she said.", "test").text[0], "\"Hello,\" she said.");
}

TEST(ChainText, LineEndsAndBlanks) {
  const Chain chain = parse_chain("\r\n  s1 \t given  p @1\r\n\n   # x\ns2 have p by s1", "test");
  EXPECT_EQ(print_chain(chain), "s1  given      p  @1\ns2  have       p  by s1\n");
  EXPECT_TRUE(parse_chain("", "test").steps.empty());
}

struct Mistake {
  const char* text;
  std::size_t line;
  std::size_t column;
  const char* message;
};

class ChainMistake : public testing::TestWithParam<Mistake> {};

TEST_P(ChainMistake, IsToldWithPlaceAndRemedy) {
  try {
    const Chain chain = parse_chain(GetParam().text, "test");
    FAIL() << GetParam().text << " was read as " << print_chain(chain);
  } catch (const ParseError& error) {
    EXPECT_NE(error.message().find(GetParam().message), std::string::npos) << error.what();
    EXPECT_EQ(error.position().line, GetParam().line) << error.what();
    EXPECT_EQ(error.position().column, GetParam().column) << error.what();
  }
}

INSTANTIATE_TEST_SUITE_P(
    Header, ChainMistake,
    testing::Values(
        Mistake{"logic clasical", 1, 7, "expected `classical` or `directed`"},
        Mistake{"logic directed\nlogic directed", 2, 1, "stands twice"},
        Mistake{"logik directed", 1, 1, "did you mean `logic`?"},
        Mistake{"logic directed or so", 1, 16, "keyword `or` cannot follow"},
        Mistake{"s1 given p\nnames unique", 2, 1, "above all steps"},
        Mistake{"@1 Ann.\nnames unique", 2, 1, "above the text"},
        Mistake{"closed p", 1, 9, "expected `/`"}, Mistake{"closed p/x", 1, 10, "whole number"},
        Mistake{"closed p/1, p/2", 1, 13, "one arity"},
        Mistake{"closed p/1 h", 1, 10, "whole number"}, Mistake{"domain {}", 1, 9, "never empty"},
        Mistake{"domain {a, a}", 1, 12, "stands twice"}, Mistake{"domain {Ann}", 1, 9, "write ann"},
        Mistake{"sort n: integer", 1, 9, "is no sort"},
        Mistake{"sort n: entty", 1, 9, "did you mean `entity`?"},
        Mistake{"sort n: time", 1, 9, "not yet"}, Mistake{"sort n int", 1, 8, "expected `:`"},
        Mistake{"sort n: set[truth]", 1, 13, "a set holds"},
        Mistake{"sort n: int\nsort n: real", 2, 6, "declared twice"},
        Mistake{"sort n: quantity[length/length]", 1, 18, "without dimension"},
        Mistake{"sort n: quantity[length^0]", 1, 25, "no exponent"}));

INSTANTIATE_TEST_SUITE_P(Text, ChainMistake,
                         testing::Values(Mistake{"@2 Ann.", 1, 1, "expected `@1`"},
                                         Mistake{"@1 A.\n@1 B.", 2, 1, "expected `@2`"},
                                         Mistake{"@x Ann.", 1, 1, "expected `@1`"},
                                         Mistake{"ask p\n@1 Ann.", 2, 1, "above all steps"}));

INSTANTIATE_TEST_SUITE_P(Order, ChainMistake,
                         testing::Values(Mistake{"s1 given p\nask p", 2, 1, "first of all steps"},
                                         Mistake{"ask p\nask q", 2, 1, "one `ask`"},
                                         Mistake{"answer true\nanswer true", 2, 1, "one `answer`"},
                                         Mistake{"answer true\ns1 given p", 2, 1, "last step"},
                                         Mistake{"s1 given p\ns1 given q", 2, 1, "two steps s1"},
                                         Mistake{"s3 given p\ns2 given q", 2, 1, "write s4"}));

INSTANTIATE_TEST_SUITE_P(
    Steps, ChainMistake,
    testing::Values(
        Mistake{"s1 givn p", 1, 4, "did you mean `given`?"},
        Mistake{"s1 kind(ann)", 1, 4, "a kind of step"},
        Mistake{"given p", 1, 1, "needs a step id"}, Mistake{"s1 ask p", 1, 1, "has no step id"},
        Mistake{"s0 given p", 1, 1, "count from s1"}, Mistake{"s01 given p", 1, 1, "leading zeros"},
        Mistake{"s99999999999 given p", 1, 1, "too large"},
        Mistake{"s1 given p @0", 1, 12, "count from @1"},
        Mistake{"s1 given 5", 1, 10, "this is a term"}, Mistake{"s1 given X", 1, 10, "no claim"},
        Mistake{"s1 given p by s2", 1, 12, "keyword `by` cannot follow"},
        Mistake{"s2 have p by modus_ponnens s1", 1, 14, "did you mean `modus_ponens`?"},
        Mistake{"s2 have p by magic s1", 1, 14, "is no rule"},
        Mistake{"s2 have p by", 1, 13, "is no rule"},
        Mistake{"s2 have p s1", 1, 11, "cited behind `by`"},
        Mistake{"s2 have p by s1 @1", 1, 17, "is a sentence"},
        Mistake{"s1 let x = 5", 1, 10, "written with `:=`"},
        Mistake{"s1 let x: int = 5", 1, 15, "written with `:=`"},
        Mistake{"s1 let by", 1, 8, "keyword"},
        Mistake{"s1 let x := p and q", 1, 13, "takes a term"},
        Mistake{"s1 let graph", 1, 8, "a claim of its own"}, Mistake{"s1 fix s2", 1, 8, "a step"},
        Mistake{"s4 obtain c p(c) by s2", 1, 13, "expected `:`"},
        Mistake{"s4 obtain c: p(c)", 1, 18, "needs `by`"},
        Mistake{"s4 case p", 1, 10, "expected `of`"},
        Mistake{"s4 case p of q", 1, 14, "disjunction's step"},
        Mistake{"s4 discharge: p by s1", 1, 13, "steps to discharge"},
        Mistake{"s4 discharge s1 p by s1", 1, 17, "expected `:`"},
        Mistake{"s4 discharge s1: p", 1, 19, "needs `by`"},
        Mistake{"answer true by", 1, 15, "rests on"},
        Mistake{"answer true by chain s1", 1, 16, "rests on"},
        Mistake{"answer p and q by s1", 1, 8, "takes a term"},
        Mistake{"ask all kind(ann)", 1, 9, "names a variable"},
        Mistake{"ask A: p; A: q", 1, 11, "stands twice"},
        Mistake{"ask A: p; b: q", 1, 11, "capital letter"},
        Mistake{"ask A: p;", 1, 10, "capital letter"},
        Mistake{"ask X: p(X)\ns1 let X := 2", 1, 5, "ask for another letter"},
        Mistake{"ask p\ns1 given kind(Anne)", 2, 15, "write anne"}));

TEST(ChainText, AGraphInACommentOrASentenceBindsNoLetter) {
  for (const char* text :
       {"# graph { X }\ns1  have  p(X) -> q(X)\n", "s1  have  p(X) -> q(X)  # graph { X }\n",
        "@1 Look at graph { X }.\ns1  have  p(X) -> q(X)\n"}) {
    const Chain chain = parse_chain(text, "test");
    EXPECT_EQ(free_variables(chain.steps.front().claim), std::vector<std::string>{"X"}) << text;
    EXPECT_EQ(parse_chain(print_chain(chain), "test"), chain) << text;
    EXPECT_EQ(chain_from_json(chain_to_json(chain), "test"), chain) << text;
  }
}

TEST(ChainText, LimitsAreErrors) {
  std::string many;
  for (std::size_t i = 1; i <= kMaxSteps + 1; ++i) many += "s" + std::to_string(i) + " assume p\n";
  EXPECT_THROW(parse_chain(many, "test"), ParseError);
  EXPECT_THROW(parse_chain(std::string(kMaxTextBytes + 1, '\n'), "test"), ParseError);
  EXPECT_THROW(parse_chain("s1 given \"\xff\" = x", "test"), ParseError);
  EXPECT_THROW(parse_chain(std::string("s1 given p\0", 11), "test"), ParseError);
}

TEST(ProblemClaims, IdsMayBeLeftOut) {
  const Chain problem =
      parse_problem_claims("ask p\ngiven q -> p @1\ns5 given q\nlet n: int\n", "test");
  EXPECT_EQ(print_chain(problem),
            "ask p\n"
            "s1  given      q -> p  @1\n"
            "s5  given      q\n"
            "s6  let        n: int\n");
}

TEST(ProblemClaims, HoldNoDerivation) {
  EXPECT_THROW(parse_problem_claims("given p\nhave p by s1\n", "test"), ParseError);
  EXPECT_THROW(parse_problem_claims("given p\nanswer true by s1\n", "test"), ParseError);
}

}  // namespace
}  // namespace modus::claims
