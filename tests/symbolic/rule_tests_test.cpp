#include "symbolic/rule_tests.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "claims/chain_text.h"
#include "rules/matcher.h"
#include "symbolic/layers/directed.h"

namespace modus::symbolic {
namespace {

// The closure decides, as under `logic directed`.
class ClosureOnly : public Entailment {
 public:
  explicit ClosureOnly(const Theory& theory) : theory_(theory) {}
  std::vector<Decision> decide(std::span<const Query> queries, Wanted wanted) override {
    std::vector<Decision> decisions;
    for (const Query& query : queries) decisions.push_back(decide_directed(theory_, query, wanted));
    return decisions;
  }
  Decision satisfiable(std::span<const Premise>, Wanted) override { return {}; }

 private:
  const Theory& theory_;
};

class NeverDecides : public Entailment {
 public:
  std::vector<Decision> decide(std::span<const Query> queries, Wanted) override {
    Decision none;
    none.reason = "resource limit";
    return std::vector<Decision>(queries.size(), none);
  }
  Decision satisfiable(std::span<const Premise>, Wanted) override { return {}; }
};

std::string rule_text(const std::string& id, const std::string& match, const std::string& test,
                      const std::string& fires_on, const std::string& message) {
  std::string text = "id = \"" + id + "\"\ntitle = \"t\"\nseverity = \"error\"\nmatch = '" + match +
                     "'\nmessage = \"" + message +
                     "\"\nbad = [ { chain = \"s1 given p\" } ]\n"
                     "good = [ { chain = \"s1 given p\" } ]\n";
  if (!test.empty()) text += "test = " + test + "\nfires_on = [\"" + fires_on + "\"]\n";
  return text;
}

class RuleTests : public testing::Test {
 protected:
  RuleTests() { theory_.logic = claims::Logic::kDirected; }

  void add(const std::string& toml) { library_.add(toml, "test.toml"); }

  // The rules run on the last step of a chain, which the kernel is said to have left unproved.
  RuleRun run(std::string_view text, Entailment& layers) {
    const claims::Chain chain = claims::parse_chain(text, "test");
    rules::Matcher matcher(library_, chain.header.logic);
    for (const claims::Step& step : chain.steps) matcher.add(step);
    matcher.judge({"unproved", "", std::nullopt});
    const RuleContext context{chain, theory_, layers,
                              [&](std::span<const claims::StepId> steps, const claims::Claim&) {
                                std::vector<Premise> premises;
                                for (const claims::StepId id : steps)
                                  premises.push_back({id, chain.find(id)->claim});
                                return premises;
                              }};
    return run_rules(library_, matcher.match_step(), context);
  }
  RuleRun run(std::string_view text) {
    ClosureOnly layers(theory_);
    return run(text, layers);
  }
  std::vector<std::string> messages(std::string_view text) {
    std::vector<std::string> lines;
    for (const FiredRule& fired : run(text).fired) lines.push_back(fired.message);
    return lines;
  }

  rules::Library library_;
  Theory theory_;
};

using Lines = std::vector<std::string>;

constexpr const char* kBackwards =
    "have(S, P), cites(S, R), claim(R, P -> Q), cites(S, T), claim(T, Q)";

TEST_F(RuleTests, MissingFiresOnlyWhereTheHypothesisIsWhatLacks) {
  add(rule_text(
      "X1", kBackwards,
      R"toml({ missing = { from = "cited(S)", hypothesis = "Q -> P", conclusion = "P" } })toml",
      "yes", "{S} needs {Q -> P}"));
  const std::string backwards = "logic directed\ns1 given kind(X) -> nice(X)\ns2 given nice(ann)\n";
  EXPECT_EQ(messages(backwards + "s3 have kind(ann) by s1 s2\n"),
            Lines{"s3 needs nice(ann) -> kind(ann)"});
  // The converse is cited too: the surface is the same, but it follows.
  EXPECT_EQ(messages(backwards + "s3 given nice(X) -> kind(X)\ns4 have kind(ann) by s1 s2 s3\n"),
            Lines{});
}

TEST_F(RuleTests, MissingNeedsTheConclusionToFollowWithTheHypothesis) {
  add(rule_text(
      "X1", "have(S, P), cites(S, R), claim(R, Q)",
      R"toml({ missing = { from = "cited(S)", hypothesis = "Q", conclusion = "P" } })toml", "yes",
      "{S}"));
  EXPECT_EQ(messages("logic directed\ns1 given kind(ann)\ns2 have nice(ann) by s1\n"), Lines{});
}

TEST_F(RuleTests, EntailedAndContradicted) {
  add(rule_text("X1", "have(S, P), cites(S, R), claim(R, Q)",
                R"toml({ entailed = { from = "R", conclusion = "P" } })toml", "yes",
                "{R} gives {P}"));
  add(rule_text("X2", "have(S, P), cites(S, R), claim(R, Q)",
                R"toml({ contradicted = { from = "R", conclusion = "P" } })toml", "yes",
                "{R} denies {P}"));
  const std::string chain =
      "logic directed\ns1 given tall(bob)\ns2 given kind(ann)\ns3 given not nice(ann)\n";
  EXPECT_EQ(messages(chain + "s4 have kind(ann) by s1 s2 s3\n"), Lines{"s2 gives kind(ann)"});
  EXPECT_EQ(messages(chain + "s4 have nice(ann) by s1 s2 s3\n"), Lines{"s3 denies nice(ann)"});
}

TEST_F(RuleTests, EqualIsUndecidedWhereThePremisesLeaveItOpen) {
  add(rule_text("X1", "have(S, P), cites(S, R), claim(R, A = B)",
                R"toml({ equal = { from = "cited(S)", left = "A", right = "B" } })toml", "yes",
                "{S}"));
  const RuleRun result = run("logic directed\ns1 given 1 = 1\ns2 have kind(ann) by s1\n");
  EXPECT_TRUE(result.fired.empty());
  EXPECT_EQ(result.undecided.size(), 1u);
}

TEST_F(RuleTests, ValueEvaluatesAndSaysWhatIsRight) {
  add(rule_text("X1", "have(S, A = B)",
                R"toml({ value = { from = "cited(S)", left = "A", right = "B" } })toml", "no",
                "{A} is {value}, not {B}"));
  EXPECT_EQ(messages("s1 have 18 + 36 = 44\n"), Lines{"18 + 36 is 54, not 44"});
  EXPECT_EQ(messages("s1 have 18 + 36 = 54.0\n"), Lines{});
  EXPECT_EQ(messages("s1 given n = 4\ns2 given m = 3 * n\ns3 have m / 8 = 2 by s1 s2\n"),
            Lines{"m / 8 is 1.5, not 2"});
  EXPECT_EQ(messages("s1 given n * m = 12\ns2 given k = 2\ns3 have n * m - k = 9 by s1 s2\n"),
            Lines{"n * m - k is 10, not 9"});
  const RuleRun unknown = run("s1 given n > 4\ns2 have n + 1 = 6 by s1\n");
  EXPECT_TRUE(unknown.fired.empty());
  EXPECT_EQ(unknown.undecided, Lines{"X1 on s2: n + 1 has no known value"});
  EXPECT_TRUE(run("s1 have 1 / 0 = 2\n").fired.empty());
}

TEST_F(RuleTests, ValueMayBeReadFromLeftToRight) {
  add(rule_text(
      "X1", "have(S, A = B)",
      R"toml({ value = { from = "cited(S)", left = "A", right = "B", order = "left_to_right" } })toml",
      "yes", "{value}"));
  EXPECT_EQ(messages("s1 have 2 + 3 * 4 = 20\n"), Lines{"20"});
  EXPECT_EQ(messages("s1 have 2 + 3 * 4 = 14\n"), Lines{});
  EXPECT_EQ(messages("s1 have 20 - (4 + 2 * 3) / 2 = 1\n"), Lines{"1"});
  EXPECT_THROW(add(rule_text("X2", "have(S, A = B)",
                             R"toml({ value = { from = "cited(S)", left = "A", right = "B",
                             order = "backwards" } })toml",
                             "yes", "{S}")),
               ConfigError);
}

TEST_F(RuleTests, AHypothesisMayQuantifyALetterOfTheMatch) {
  add(rule_text("X1", "have(S, F), node(F, exists, X, B), conjunct(B, P), claim(R, P -> Q)",
                R"toml({ same_form = { left = "exists X: P", right = "F" } })toml", "yes", "{S}"));
  EXPECT_EQ(messages("s1 given kind(X) -> nice(X)\ns2 have exists X: kind(X) by s1\n"),
            Lines{"s2"});
  EXPECT_THROW(add(rule_text("X2", "have(S, P)",
                             R"toml({ same_form = { left = "exists X: P", right = "P" } })toml",
                             "yes", "{S}")),
               ConfigError);
}

TEST_F(RuleTests, SameFormSeesThroughLetters) {
  add(rule_text("X1", "have(S, P), cites(S, R), claim(R, Q)",
                R"toml({ same_form = { left = "P", right = "Q" } })toml", "yes",
                "{S} says {R} again"));
  EXPECT_EQ(messages("s1 given kind(X) -> nice(X)\ns2 have kind(Y) -> nice(Y) by s1\n"),
            Lines{"s2 says s1 again"});
  EXPECT_EQ(messages("s1 given kind(X) -> nice(X)\ns2 have nice(Y) -> kind(Y) by s1\n"), Lines{});
}

TEST_F(RuleTests, RegexLooksAtDigitsAsWritten) {
  add(rule_text("X1", "given(S, A = B), literal(B, V, D, U)",
                R"toml({ regex = { text = "D", pattern = "\\.0$" } })toml", "yes",
                "{D} has a bare zero"));
  EXPECT_EQ(messages("s1 given dose = 5.0 mg\n"), Lines{"5.0 has a bare zero"});
  EXPECT_EQ(messages("s1 given dose = 5 mg\n"), Lines{});
}

TEST_F(RuleTests, HornAsksTheForwardClosure) {
  add(rule_text("X1", "have(S, P)", R"toml({ horn = { from = "cited(S)", conclusion = "P" } })toml",
                "yes", "{P} is derived"));
  const std::string chain = "s1 given kind(X) -> nice(X)\ns2 given kind(ann)\n";
  EXPECT_EQ(messages(chain + "s3 have nice(ann) by s1 s2\n"), Lines{"nice(ann) is derived"});
  EXPECT_EQ(messages(chain + "s3 have nice(ann) by s1\n"), Lines{});
  const RuleRun outside = run("s1 given p or q\ns2 have p by s1\n");
  EXPECT_TRUE(outside.fired.empty());
  EXPECT_EQ(outside.undecided.size(), 1u);
}

TEST_F(RuleTests, WhatIsUndecidedNeverFires) {
  for (const char* fires_on : {"yes", "no"})
    add(rule_text(std::string("X") + fires_on, "have(S, P)",
                  R"toml({ entailed = { from = "cited(S)", conclusion = "P" } })toml", fires_on,
                  "{S}"));
  NeverDecides layers;
  const RuleRun result = run("s1 given p\ns2 have p by s1\n", layers);
  EXPECT_TRUE(result.fired.empty());
  EXPECT_EQ(result.undecided, (Lines{"Xno on s2: resource limit", "Xyes on s2: resource limit"}));
}

TEST_F(RuleTests, TheMostSpecificDiagnosisComesFirstAndARuleFiresOnceAStep) {
  add(rule_text("A", "have(S, P)", "", "", "A"));
  add(rule_text("B", "have(S, P), cites(S, R)", "", "", "B {R}") + "refines = [\"A\"]\n");
  add(rule_text("C", "have(S, P)", "", "", "C") + "refines = [\"B\"]\n");
  add(rule_text("D", "have(S, P)", "", "", "D") + "refines = [\"D\", \"nowhere\"]\n");
  EXPECT_EQ(messages("s1 given p\ns2 given q\ns3 have p by s1 s2\n"),
            (Lines{"C", "B s1", "D", "A"}));
}

}  // namespace
}  // namespace modus::symbolic
