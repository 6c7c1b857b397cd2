#include "rules/load.h"

#include <gtest/gtest.h>

#include <string>

#include "base/error.h"

namespace modus::rules {
namespace {

const std::string kGood = R"toml(id       = "X1"
title    = "Reading a rule backwards"
severity = "error"
match    = "have(S, P), cites(S, R), claim(R, P -> Q), cites(S, T), claim(T, Q)"
test     = { missing = { from = "cited(S)", hypothesis = "Q -> P", conclusion = "P" } }
fires_on = ["yes"]
message  = "{S} reads {R} backwards: {Q} does not give {P}"
bad      = [ { chain = "s1 given p" } ]
good     = [ { chain = "s1 given q" } ]
)toml";

// kGood with the line that begins with `key` replaced, or taken out.
std::string with(const std::string& key, const std::string& line) {
  const std::size_t begin = kGood.find("\n" + key) + 1;
  const std::size_t end = kGood.find('\n', begin) + 1;
  return kGood.substr(0, begin) + line + kGood.substr(end);
}

std::string error_of(const std::string& toml) {
  try {
    load_rule(toml, "mine.toml");
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "";
}

TEST(Load, ReadsEveryField) {
  const LoadedRule loaded = load_rule(kGood +
                                          "scope = \"pair\"\nlogic = [\"directed\"]\n"
                                          "refines = [\"J05\"]\nsoft = \"none (no reason)\"\n"
                                          "source = \"me\"\n",
                                      "mine.toml");
  const Rule& rule = loaded.rule;
  EXPECT_EQ(rule.id, "X1");
  EXPECT_EQ(rule.severity, Severity::kError);
  EXPECT_EQ(rule.scope, Scope::kPair);
  EXPECT_EQ(rule.logics, std::vector{claims::Logic::kDirected});
  EXPECT_EQ(rule.test_kind(), TestKind::kMissing);
  EXPECT_EQ(rule.tests.front().from.cited_by, std::vector<std::string>{"S"});
  EXPECT_EQ(rule.tests.front().patterns.size(), 2u);
  EXPECT_EQ(rule.fires_on, std::vector{TestOutcome::kYes});
  EXPECT_EQ(rule.refines, std::vector<std::string>{"J05"});
  EXPECT_EQ(rule.file, "mine.toml");
  ASSERT_EQ(rule.examples.size(), 2u);
  EXPECT_TRUE(rule.examples[0].bad);
  EXPECT_FALSE(rule.examples[1].bad);
  EXPECT_EQ(loaded.bodies.size(), 1u);
}

TEST(Load, ARuleIsOfBothLogicsAndOfStepScopeWhenItDoesNotSay) {
  const Rule rule = load_rule(kGood, "mine.toml").rule;
  EXPECT_EQ(rule.logics.size(), 2u);
  EXPECT_EQ(rule.scope, Scope::kStep);
}

TEST(Load, UnknownWordsNameTheNearestOneAtTheirPlace) {
  EXPECT_EQ(error_of(with("severity", "severty = \"error\"\n")),
            "mine.toml:3:1: unknown key `severty`; did you mean `severity`?");
  EXPECT_EQ(error_of(with("severity", "severity = \"eror\"\n")),
            "mine.toml:3:12: unknown severity `eror`; did you mean `error`?");
  EXPECT_EQ(error_of(with("test", "test = { mising = { } }\n")),
            "mine.toml:5:19: unknown test `mising`; did you mean `missing`?");
  EXPECT_EQ(error_of(with("test", "test = { missing = { fron = \"cited(S)\" } }\n")),
            "mine.toml:5:22: unknown key `fron`; did you mean `from`?");
}

TEST(Load, ATypoInTheMatchIsFoundInsideTheString) {
  EXPECT_EQ(error_of(with("match", "match = \"have(S, P), sites(S, R), claim(R, P -> Q)\"\n")),
            "mine.toml:4:22: match: `sites` is no relation of a chain; did you mean `cites`?");
}

TEST(Load, WhatIsMissingIsNamed) {
  EXPECT_NE(error_of(with("message", "")).find("the key `message` is missing"), std::string::npos);
  EXPECT_NE(error_of(with("good", "")).find("the key `good` is missing"), std::string::npos);
  EXPECT_NE(error_of(with("fires_on", "")).find("`fires_on` is missing"), std::string::npos);
  EXPECT_NE(error_of(with("match", "")).find("either a `match` or a `kernel`"), std::string::npos);
  EXPECT_NE(error_of(with("test", "test = { missing = { from = \"cited(S)\" } }\n"))
                .find("the argument `conclusion` is missing"),
            std::string::npos);
}

TEST(Load, AlternativesMayHaveTestsOfTheirOwn) {
  const std::string two = with("match",
                               "match = [\"have(S, P), cites(S, R), claim(R, P -> Q)\", "
                               "\"have(S, not Q), cites(S, R), claim(R, P), cites(S, T)\"]\n");
  const auto asked = [&](const std::string& tests) {
    std::string text = two;
    const std::size_t begin = text.find("\ntest") + 1;
    return text.replace(begin, text.find('\n', begin) - begin, "test = " + tests);
  };
  const std::string first = "{ entailed = { from = \"R\", conclusion = \"P\" } }";
  const std::string second = "{ entailed = { from = \"T\", conclusion = \"Q\" } }";
  const Rule rule = load_rule(asked("[" + first + ", " + second + "]"), "mine.toml").rule;
  ASSERT_EQ(rule.tests.size(), 2u);
  EXPECT_EQ(rule.tests[0].from.steps, std::vector<std::string>{"R"});
  EXPECT_EQ(rule.tests[1].from.steps, std::vector<std::string>{"T"});
  EXPECT_NE(error_of(asked("[" + first + "]")).find("one for each alternative"), std::string::npos);
  EXPECT_NE(error_of(asked("[" + second + ", " + first + "]")).find("T is not bound to a step"),
            std::string::npos);
  EXPECT_NE(
      error_of(asked("[" + first + ", { equal = { from = \"S\", left = \"Q\", right = \"Q\" } }]"))
          .find("of one kind"),
      std::string::npos);
}

TEST(Load, UndecidedNeverFires) {
  EXPECT_NE(error_of(with("fires_on", "fires_on = [\"undecided\"]\n")).find("never fires"),
            std::string::npos);
}

TEST(Load, UnknownQuestionsAreRefused) {
  EXPECT_NE(error_of(with("test", "test = { path = { from = \"cited(S)\", kind = \"long\" } }\n"))
                .find("is no kind of path"),
            std::string::npos);
  EXPECT_NE(error_of(with("match", "match = \"edge(X, Y), step(S)\"\n")).find("not yet supported"),
            std::string::npos);
}

TEST(Load, ArgumentsAndPlaceholdersMustBeBoundByTheMatch) {
  EXPECT_NE(error_of(with("message", "message = \"{S} and {Z}\"\n")).find("{Z} is not bound"),
            std::string::npos);
  EXPECT_NE(error_of(with("message", "message = \"{S\"\n")).find("is not closed"),
            std::string::npos);
  const std::string of_claim =
      error_of(with("test", "test = { entailed = { from = \"cited(P)\", conclusion = \"Q\" } }\n"));
  EXPECT_NE(of_claim.find("P is not bound to a step"), std::string::npos) << of_claim;
  const std::string of_step =
      error_of(with("test", "test = { entailed = { from = \"R\", conclusion = \"not S\" } }\n"));
  EXPECT_NE(of_step.find("S is not bound to a claim"), std::string::npos) << of_step;
}

TEST(Load, ARegularExpressionIsCompiledAtOnce) {
  const std::string broken =
      error_of(with("test", "test = { regex = { text = \"P\", pattern = \"(\" } }\n"));
  EXPECT_NE(broken.find("mine.toml:5:"), std::string::npos) << broken;
  EXPECT_NE(broken.find("missing )"), std::string::npos) << broken;
}

TEST(Load, KernelRulesHoldTheFindingOnly) {
  const std::string kernel = R"toml(id = "J01"
title = "t"
severity = "error"
kernel = { verdict = "malformed", reason = "does not exist" }
message = "{S} {reason}"
bad = [ { chain = "s1 given p" } ]
good = [ { chain = "s1 given p" } ]
)toml";
  const Rule rule = load_rule(kernel, "k.toml").rule;
  EXPECT_EQ(rule.test_kind(), TestKind::kKernel);
  ASSERT_EQ(rule.kernel.size(), 1u);
  EXPECT_EQ(rule.kernel[0].verdict, "malformed");
  EXPECT_EQ(rule.kernel[0].reason, "does not exist");
  std::string typo = kernel;
  typo.replace(typo.find("malformed"), 9, "malfromed");
  EXPECT_NE(error_of(typo).find("did you mean `malformed`?"), std::string::npos);
}

TEST(Load, TomlThatIsNoneAndFilesThatAreTooLong) {
  EXPECT_TRUE(error_of("id = ").starts_with("mine.toml:1:"));
  EXPECT_TRUE(error_of(std::string("\0\x01\xff", 3)).starts_with("mine.toml:1:"));
  EXPECT_NE(error_of(std::string(kMaxRuleFileBytes + 1, '#')).find("at most"), std::string::npos);
  EXPECT_NE(error_of("a = " + std::string(50000, '[')), "");
}

}  // namespace
}  // namespace modus::rules
