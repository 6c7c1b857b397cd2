#include "bridge/written_chain.h"

#include <gtest/gtest.h>

#include <fmt/core.h>

#include "claims/chain_text.h"
#include "claims/chain_tokens.h"

namespace modus::bridge {
namespace {

using claims::StepKind;

// Names that stand for each other four times over: written out, the last has 4^16 parts.
const Problem kCalm = {{"Ann is kind or Ann is bold.", "If Ann is kind then Ann is calm.",
                        "If Ann is bold then Ann is calm."},
                       "Is Ann calm?"};
constexpr const char* kTwoCases =
    "ask calm(ann)\ns1 given kind(ann) or bold(ann) @1\ns2 given kind(ann) -> calm(ann) @2\n"
    "s3 given bold(ann) -> calm(ann) @3\ns4 case kind(ann) of s1\ns5 have calm(ann) by s2 s4\n"
    "s6 case bold(ann) of s1\n";

// Printed form; every step is accepted.
void write(const std::string& text, WrittenChain& chain) {
  for (const claims::Step& step : claims::parse_chain(text, "steps").steps) {
    if (static_cast<std::size_t>(step.id.value) < chain.parts()) continue;
    const Judgement judgement = chain.close(claims::step_to_tokens(step));
    ASSERT_TRUE(judgement.accepted) << claims::print_step(step) << ": " << judgement.reason;
  }
}

Conclusions behind(const WrittenChain& chain, StepKind kind, claims::Rule rule,
                   std::vector<std::uint32_t> cites) {
  StepDraft draft;
  draft.kind = kind;
  draft.rule = rule;
  draft.cites = std::move(cites);
  return chain.conclusions(draft).value();
}

TEST(WrittenChain, OutsideRuleWorldsStepsSayWhatFollows) {
  WrittenChain chain(kCalm, {});
  write(kTwoCases, chain);
  const auto step = [&](std::vector<std::uint32_t> cites) {
    return behind(chain, StepKind::kHave, claims::Rule::kStep, std::move(cites));
  };
  EXPECT_TRUE(step({}).claims.empty());
  EXPECT_EQ(step({}).last_id, 3u);  // s5 is of the other case: calm(ann) is new here
  EXPECT_EQ(step({3}).last_id, 6u);
  EXPECT_EQ(step({3, 6}).claims, std::vector<std::string>{"calm ann"});
  EXPECT_EQ(step({2}).last_id, 3u);
  const Conclusions none = behind(chain, StepKind::kHave, claims::Rule::kContradiction, {});
  EXPECT_TRUE(none.claims.empty());
  EXPECT_EQ(none.last_id, 0u);
  EXPECT_EQ(chain.context(MaskLevel::kConclusions).suppositions.apart,
            (std::vector<std::uint32_t>{4, 5}));
}

TEST(WrittenChain, CasesAreClosedTogetherAndThenAnswered) {
  WrittenChain chain(kCalm, {});
  write(kTwoCases, chain);
  EXPECT_EQ(chain.answers(), std::vector<std::string>{});  // the givens decide, no step says it
  EXPECT_FALSE(chain.context(MaskLevel::kConclusions).settled);
  write(std::string(kTwoCases) + "s7 have calm(ann) by s3 s6\n", chain);
  EXPECT_EQ(chain.answers(), std::vector<std::string>{});
  const GrammarContext context = chain.context(MaskLevel::kConclusions);
  EXPECT_TRUE(context.settled);
  EXPECT_TRUE(context.disjunctions.empty());
  EXPECT_EQ(context.parted, 1u);
  EXPECT_EQ(context.cases, (std::vector<std::uint32_t>{4, 6}));
  EXPECT_EQ(behind(chain, StepKind::kDischarge, claims::Rule::kCases, {1, 5, 7}).claims,
            std::vector<std::string>{"calm ann"});
  write(std::string(kTwoCases) +
            "s7 have calm(ann) by s3 s6\ns8 discharge s4 s6: calm(ann) by cases s1 s5 s7\n",
        chain);
  EXPECT_EQ(chain.answers(), std::vector<std::string>{"s8 true"});
}

TEST(WrittenChain, AValueIsNotWrittenOutWithoutEnd) {
  std::string text = "ask X: cats = X\ns1 given ann_cats = 2 @1\ns2 let n2 := ann_cats + 1\n";
  std::vector<std::uint32_t> cites = {1, 2};
  for (std::uint32_t i = 3; i <= 18; ++i) {
    text += fmt::format("s{0} let n{0} := (n{1} + n{1}) * (n{1} + n{1})\n", i, i - 1);
    cites.push_back(i);
  }
  const std::string tokens = claims::chain_to_tokens(claims::parse_chain(text, "lets"));
  const Problem problem = {{"Ann has 2 cats."}, "How many cats has Ann?"};
  WrittenChain chain(problem, {});
  for (std::size_t at = 0; at < tokens.size();) {
    const std::size_t end = tokens.find(';', at) + 1;
    ASSERT_NE(end, std::string::npos + 1) << tokens.substr(at);
    const Judgement judgement = chain.close(tokens.substr(at, end - at));
    ASSERT_TRUE(judgement.accepted) << tokens.substr(at, end - at) << judgement.reason;
    at = tokens.find_first_not_of(' ', end);
  }
  EXPECT_EQ(chain.value("n18", cites), std::nullopt);
}

}  // namespace
}  // namespace modus::bridge
