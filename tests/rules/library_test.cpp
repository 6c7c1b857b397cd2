#include "rules/library.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/error.h"
#include "base/files.h"
#include "claims/chain_text.h"
#include "rules/matcher.h"
#include "rules/message.h"
#include "tests/temp_folder.h"

namespace modus::rules {
namespace {

const std::string kRule = R"toml(id = "X1"
title = "t"
severity = "warn"
match = "have(S, P), cites(S, R), claim(R, P -> Q)"
message = "{S} and {R}: {Q -> P}"
bad = [ { chain = "s1 given p" } ]
good = [ { chain = "s1 given p" } ]
)toml";

// Runs a whole chain through a matcher, its have steps judged with one verdict; the messages in
// order, those of the whole chain last.
std::vector<std::string> messages(const Library& library, std::string_view text,
                                  std::string_view verdict) {
  const claims::Chain chain = claims::parse_chain(text, "test");
  Matcher matcher(library, chain.header.logic);
  std::vector<std::string> lines;
  const auto take = [&](const std::vector<Match>& matches) {
    for (const Match& match : matches) lines.push_back(match.rule->id + ": " + render(match, {}));
  };
  for (const claims::Step& step : chain.steps) {
    matcher.add(step);
    matcher.judge({step.kind == claims::StepKind::kHave ? verdict : "", "", std::nullopt});
    take(matcher.match_step());
  }
  take(matcher.match_chain({"valid", "", std::nullopt}));
  return lines;
}

Library library_of(std::string_view toml) {
  Library library;
  library.add(toml, "mine.toml");
  return library;
}

std::string with_match(const std::string& scope, const std::string& match,
                       const std::string& message) {
  return "id = \"X1\"\ntitle = \"t\"\nseverity = \"warn\"\nscope = \"" + scope + "\"\nmatch = '" +
         match + "'\nmessage = \"" + message +
         "\"\nbad = [ { chain = \"s1 given p\" } ]\ngood = [ { chain = \"s1 given p\" } ]\n";
}

using Lines = std::vector<std::string>;

TEST(Library, ShipsEveryRuleWithItsExamples) {
  const Library library = Library::shipped();
  std::set<std::string> ids;
  for (const Rule& rule : library.rules()) {
    ids.insert(rule.id);
    const auto bad = std::ranges::count_if(rule.examples, &Example::bad);
    EXPECT_GE(bad, 2) << rule.id;
    EXPECT_GE(static_cast<std::ptrdiff_t>(rule.examples.size()) - bad, 2) << rule.id;
    EXPECT_NE(rule.source, "") << rule.id;
    EXPECT_NE(rule.soft, "") << rule.id;
    for (const std::string& id : rule.refines) EXPECT_NE(library.find(id), nullptr) << id;
  }
  // A file that is lost or not embedded is missed here; the list grows with the library.
  const std::set<std::string> expected = {
      "A01", "A02", "A03", "A04", "A05", "A06", "A07", "A09", "A11", "A14", "A16", "A19", "B01",
      "B03", "B04", "B05", "B06", "B07", "B08", "B11", "B12", "B14", "B15", "B16", "B18", "B19",
      "C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "D01", "D02", "D03", "D04",
      "D05", "D06", "D07", "D08", "D09", "D10", "D11", "D13", "D17", "E01", "E02", "E03", "E04",
      "E05", "E06", "E07", "E09", "E10", "E11", "E12", "E17", "E18", "E19", "E20", "E22", "F01",
      "F02", "F03", "F04", "F05", "F06", "F07", "F09", "F11", "G01", "G02", "G03", "G04", "G06",
      "G07", "G08", "G09", "H01", "H02", "H03", "H04", "H05", "H06", "H07", "H08", "H09", "H10",
      "H11", "H12", "H13", "H14", "H15", "H16", "H17", "I01", "I02", "I03", "I04", "I05", "I08",
      "I13", "J01", "J02", "J03", "J04", "J05", "J06", "J07", "J08", "J09", "J10", "J11", "J12",
      "J14", "J15", "J16", "J18", "K01", "K02", "K05", "K06", "K09", "K12"};
  for (const std::string& id : expected) EXPECT_TRUE(ids.contains(id)) << id;
  EXPECT_EQ(ids.size(), 127u);
  EXPECT_EQ(library.find("J08")->severity, Severity::kWarn);
  EXPECT_EQ(library.find("none"), nullptr);
}

TEST(Library, AFolderOfRulesIsAddedAndAnIdIsTakenOnce) {
  const std::string folder = in_temp("rules");
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder + "/below");
  Library library;
  EXPECT_THROW(library.add_folder(folder), ConfigError);
  write_file(folder + "/below/mine.toml", kRule);
  library.add_folder(folder);
  EXPECT_NE(library.find("X1"), nullptr);
  EXPECT_THROW(library.add_folder(folder), ConfigError);
  EXPECT_THROW(library.add_folder(folder + "/nowhere"), ConfigError);
}

TEST(Matcher, BindsStepsAndClaims) {
  const Library library = library_of(kRule);
  EXPECT_EQ(messages(library, "s1 given p -> q\ns2 given q\ns3 have p by s1 s2\n", "unproved"),
            Lines{"X1: s3 and s1: q -> p"});
  EXPECT_TRUE(
      messages(library, "s1 given p -> q\ns2 given q\ns3 have q by s1 s2\n", "proved").empty());
}

TEST(Matcher, UniversalsMatchByTheirInstances) {
  EXPECT_EQ(
      messages(library_of(kRule),
               "s1 given kind(X) -> nice(X)\ns2 given nice(ann)\ns3 have kind(ann) by s1 s2\n",
               "unproved"),
      Lines{"X1: s3 and s1: nice(ann) -> kind(ann)"});
}

TEST(Matcher, MarksAreThoseOfTheLastJudgement) {
  const Library library = library_of(with_match("step", "have(S, P), unproved(S)", "{S}"));
  EXPECT_EQ(messages(library, "s1 given p\ns2 have p by s1\n", "unproved"), Lines{"X1: s2"});
  EXPECT_TRUE(messages(library, "s1 given p\ns2 have p by s1\n", "proved").empty());

  const claims::Chain chain = claims::parse_chain("s1 given p\ns2 have p by s1\n", "test");
  Matcher matcher(library, claims::Logic::kClassical);
  for (const claims::Step& step : chain.steps) matcher.add(step);
  matcher.judge({"proved", "", std::nullopt});
  EXPECT_TRUE(matcher.match_step().empty());
  matcher.judge({"unproved", "rule X", std::nullopt});
  EXPECT_EQ(matcher.match_step().size(), 1u);
}

TEST(Matcher, RepeatsSeesTheSameClaimWithinItsScope) {
  const Library library = library_of(with_match("step", "have(S, P), repeats(S, R)", "{S} {R}"));
  EXPECT_EQ(
      messages(library, "s1 given n = 5\ns2 have n < 6 by s1\ns3 have 6.0 > n by s1\n", "proved"),
      Lines{"X1: s3 s2"});
  EXPECT_TRUE(messages(library,
                       "s1 given p or q\ns2 case p of s1\ns3 have r by s2\n"
                       "s4 case q of s1\ns5 have r by s4\n",
                       "proved")
                  .empty());
}

TEST(Matcher, ChainRulesKnowWhatTheAnswerUses) {
  const Library unused = library_of(with_match("chain", "have(S, P), unused(S)", "{S}"));
  const std::string steps = "ask p\ns1 given p\ns2 have p or q by s1\ns3 have p by s1\n";
  EXPECT_EQ(messages(unused, steps + "answer true by s3\n", "proved"), Lines{"X1: s2"});
  EXPECT_TRUE(messages(unused, steps, "proved").empty());  // no answer: nothing is unused
  const Library uncited = library_of(with_match("chain", "have(S, P), uncited(S)", "{S}"));
  EXPECT_EQ(messages(uncited, steps, "proved"), (Lines{"X1: s2", "X1: s3"}));
}

TEST(Matcher, SortsAndSentencesOfTheProblemAreFacts) {
  const auto matches = [](std::string_view match, std::string_view text) {
    const Library library = library_of(with_match("step", std::string(match), "{S}"));
    const claims::Chain chain = claims::parse_chain(text, "test");
    Matcher matcher(library, chain);
    std::size_t found = 0;
    for (const claims::Step& step : chain.steps) {
      matcher.add(step);
      found += matcher.match_step().size();
    }
    return found;
  };
  const char* count = "given(S, A = B), node(A, name, N), declared(N, int)";
  EXPECT_EQ(matches(count, "sort n: int\ns1 given n = 2\ns2 given m = 3\n"), 1u);
  EXPECT_EQ(matches(count, "s1 let n: int\ns2 given n = 3\n"), 1u);
  const char* said = "given(S, P), reads(S, K), sentence(K, \"Ann is kind.\")";
  EXPECT_EQ(matches(said, "@1 Ann is kind.\ns1 given kind(ann) @1\n"), 1u);
  const char* fresh = "given(S, P), new(S, F), node(F, name, N)";
  EXPECT_EQ(matches(fresh, "@1 Ann is kind.\ns1 given kind(ann) @1\ns2 given kind(bob) @1\n"), 1u);
}

TEST(Matcher, AMatchIsTriedOnlyWhereItsWordsStandInTheChain) {
  const Library library =
      library_of(with_match("step", "have(S, P), part(P, G), node(G, divide, A, B)", "{A}"));
  EXPECT_EQ(messages(library, "s1 given n = 6\ns2 have n / 2 = 3 by s1\n", "proved"),
            Lines{"X1: n"});
  EXPECT_TRUE(messages(library, "s1 given n / 2 = 3\ns2 have n = 6 by s1\n", "proved").empty());
}

TEST(Matcher, ManyOtherNamesGiveARuleNoOccasion) {
  const Library library =
      library_of(with_match("step", "have(S, P), part(P, G), node(G, apply, max_dose, A)", "{A}"));
  Matcher matcher(library, claims::Logic::kClassical);
  std::string text;
  for (int i = 1; i <= 1000; ++i)
    text += "s" + std::to_string(i) + " have kind" + std::to_string(i) + "(ann)\n";
  for (const claims::Step& step : claims::parse_chain(text, "test").steps) matcher.add(step);
  EXPECT_TRUE(matcher.applicable().empty());
  matcher.add(claims::parse_chain("s1001 have max_dose(ann)\n", "test").steps.front());
  EXPECT_EQ(matcher.applicable().size(), 1u);
}

TEST(Matcher, FailedIsRefutedOrUnprovedButNotForRestingOnAFailedStep) {
  const Library library = library_of(with_match("step", "have(S, P), failed(S)", "{S}"));
  const claims::Chain chain = claims::parse_chain("s1 given p\ns2 have q by s1\n", "test");
  const auto fired = [&](Judgement judgement) {
    Matcher matcher(library, chain);
    for (const claims::Step& step : chain.steps) matcher.add(step);
    matcher.judge(judgement);
    return matcher.match_step().size();
  };
  EXPECT_EQ(fired({"refuted", "", {}}), 1u);
  EXPECT_EQ(fired({"unproved", "", {}}), 1u);
  EXPECT_EQ(fired({"unproved", "rests on s1", {}}), 0u);
  EXPECT_EQ(fired({"proved", "", {}}), 0u);
}

TEST(Matcher, AbsentAndDistinct) {
  const Library library = library_of(with_match(
      "step", "have(S, P), given(R, Q), given(T, Q), R != T, absent cites(S, T)", "{R} {T}"));
  EXPECT_EQ(messages(library, "s1 given p\ns2 given p\ns3 have p by s1\n", "proved"),
            Lines{"X1: s1 s2"});
}

TEST(Matcher, KernelRulesGoByVerdictReasonAndCitedSteps) {
  Library library;
  library.add(R"toml(id = "K1"
title = "t"
severity = "error"
kernel = [ { verdict = "refuted", kind = "have", cites = "givens" }, { verdict = "malformed", reason = "cites itself" } ]
message = "{S}: {reason}"
bad = [ { chain = "s1 given p" } ]
good = [ { chain = "s1 given p" } ]
)toml",
              "k.toml");
  const auto fired = [&](std::string_view text, Judgement judgement) {
    const claims::Chain chain = claims::parse_chain(text, "test");
    Matcher matcher(library, chain.header.logic);
    for (const claims::Step& step : chain.steps) matcher.add(step);
    matcher.judge(judgement);
    return matcher.match_step().size();
  };
  const std::string_view from_given = "s1 given p\ns2 have q by s1\n";
  const std::string_view from_step = "s1 given p\ns2 have p by s1\ns3 have q by s2\n";
  EXPECT_EQ(fired(from_given, {"refuted", "", {}}), 1u);
  EXPECT_EQ(fired(from_step, {"refuted", "", {}}), 0u);
  EXPECT_EQ(fired(from_given, {"refuted", "rests on s1", {}}), 0u);
  EXPECT_EQ(fired(from_given, {"malformed", "cites itself", {}}), 1u);
  EXPECT_EQ(fired(from_given, {"malformed", "cites s9, which does not exist", {}}), 0u);
}

TEST(Matcher, AMatchOfTooManyRowsIsGivenUpAndSaysSo) {
  const Library library = library_of(with_match(
      "step", "have(S, P), given(A, P), given(B, P), given(G, P), absent step(G)", "{S}"));
  std::string text;
  for (int i = 1; i <= 300; ++i) text += "s" + std::to_string(i) + " given p\n";
  const claims::Chain chain = claims::parse_chain(text + "s301 have p by s1\n", "test");
  Matcher matcher(library, chain.header.logic);
  for (const claims::Step& step : chain.steps) matcher.add(step);
  const std::vector<Match> matches = matcher.match_step();
  ASSERT_EQ(matches.size(), 1u);
  EXPECT_NE(matches[0].undecided, "");
}

TEST(Matcher, RulesOfTheOtherLogicAreSilent) {
  std::string toml = kRule + "logic = [\"directed\"]\n";
  EXPECT_TRUE(messages(library_of(toml), "s1 given p -> q\ns2 have p by s1\n", "unproved").empty());
  EXPECT_EQ(
      messages(library_of(toml), "logic directed\ns1 given p -> q\ns2 have p by s1\n", "unproved")
          .size(),
      1u);
}

}  // namespace
}  // namespace modus::rules
