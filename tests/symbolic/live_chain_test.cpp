#include "symbolic/live_chain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/random.h"
#include "claims/chain_text.h"
#include "tests/symbolic/chain_checks.h"

namespace modus::symbolic {
namespace {

using claims::Chain;
using claims::Step;

Chain chain_of(const char* text) { return claims::parse_chain(text, "test.chain"); }

LiveChain live_of(const Chain& chain) { return {chain.header, chain.text, {}}; }

CheckOptions verdicts_only() {
  CheckOptions options;
  options.wanted = Wanted::kVerdict;
  return options;
}

constexpr const char* kMuseum = R"(logic directed
@1 Ann is kind.
@2 All kind people are patient.
@3 Ann is not tall and Bob is rough.
@4 Patient people who are not tall are nice.
ask nice(ann)
s1 given kind(ann) @1
s2 given kind(X) -> patient(X) @2
s3 given not tall(ann) @3
s4 given rough(bob) @3
s5 given patient(X) and not tall(X) -> nice(X) @4
s6 have patient(ann) by modus_ponens s1 s2
s7 have rough(ann) by modus_ponens s1 s2
s8 have nice(ann) by modus_ponens s3 s5 s6
s9 given kind(ann, bob) @1
answer true by s8
)";

constexpr const char* kClassical = R"(@1 Ann is kind or Ann is bold.
@2 If Ann is kind then Ann is calm.
@3 If Ann is bold then Ann is calm.
ask calm(ann)
s1 given kind(ann) or bold(ann) @1
s2 given kind(ann) -> calm(ann) @2
s3 given bold(ann) -> calm(ann) @3
s4 assume kind(ann)
s5 have calm(ann) by s2 s4
s6 discharge s4: kind(ann) -> calm(ann) by s5
s7 have calm(ann) by s5
s8 have kind(ann) by s1
s9 have calm(ann) by s1 s2 s3
answer true by s9
)";

constexpr const char* kNumbers = R"(ask X: total = X
s1 given apples = 18
s2 let total := apples + 36
s3 have total = 54 by calculate s1 s2
s4 have total = 44 by calculate s1 s2
s5 let apples := 3
s6 have apples = 3
answer 54 by s3
)";

class EveryChain : public testing::TestWithParam<const char*> {};

// Any sequence of appends and rollbacks says of each step what a fresh check of the prefix says.
TEST_P(EveryChain, SaysWhatAFreshCheckSays) {
  const Chain whole = chain_of(GetParam());
  RandomStream random(7);
  LiveChain live = live_of(whole);
  std::vector<Step> kept;
  for (int move = 0; move < 60; ++move) {
    if (!kept.empty() && random.chance(0.3)) {
      const std::size_t steps = random.below(static_cast<std::uint32_t>(kept.size() + 1));
      kept.resize(steps);
      live.rollback(steps);
    }
    // The next step of the chain, or one further on: what it cites may be missing.
    const std::size_t from = kept.empty() ? 0 : std::min(whole.steps.size() - 1, kept.size());
    const std::size_t at =
        from == 0 || random.chance(0.7)
            ? from
            : from + random.below(static_cast<std::uint32_t>(whole.steps.size() - from));
    if (!kept.empty() && (kept.back().kind == claims::StepKind::kAnswer ||
                          (whole.steps[at].id.value != 0 && whole.steps[at].id <= kept.back().id)))
      continue;
    kept.push_back(whole.steps[at]);
    const StepResult last = live.append(kept.back());
    Chain prefix = whole;
    prefix.steps = kept;
    const ChainResult fresh = check_chain(prefix, verdicts_only());
    if (fresh.reason.find("may be an entity or a number") != std::string::npos) {
      // What later steps may settle; an answer comes last.
      EXPECT_EQ(last.verdict == Verdict::kMalformed, last.kind == claims::StepKind::kAnswer);
    } else if (fresh.reason.find("test.chain") != std::string::npos) {  // the chain as a whole
      EXPECT_EQ(last.verdict, Verdict::kMalformed) << fresh.reason;
    } else {
      EXPECT_EQ(told(last), told(fresh.steps.back())) << claims::print_chain(prefix);
    }
    EXPECT_EQ(live.chain().steps, kept);
  }
}

INSTANTIATE_TEST_SUITE_P(Chains, EveryChain, testing::Values(kMuseum, kClassical, kNumbers));

TEST(LiveChain, TellsWhatASentenceStillSays) {
  const Chain whole = chain_of(kMuseum);
  LiveChain live = live_of(whole);
  for (std::size_t i = 0; i < 4; ++i) live.append(whole.steps[i]);
  EXPECT_EQ(live.results().back().verdict, Verdict::kUngrounded);
  EXPECT_EQ(live.left_over(), "sentence 3 says `bob`, no given does");
  EXPECT_EQ(told(live.append(whole.steps[4])), "s4 grounded");
  EXPECT_EQ(live.left_over(), "");
}

TEST(LiveChain, AWrongReadingIsNotLeftOver) {
  const Chain whole = chain_of(kMuseum);
  LiveChain live = live_of(whole);
  live.append(whole.steps[0]);
  Step wrong = whole.steps[1];
  wrong.sentences = {2};
  EXPECT_EQ(live.append(wrong).verdict, Verdict::kUngrounded);
  EXPECT_EQ(live.left_over(), "");
}

}  // namespace
}  // namespace modus::symbolic
