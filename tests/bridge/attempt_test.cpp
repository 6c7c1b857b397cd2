#include "bridge/attempt.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>

#include "bridge/reasoner.h"
#include "bridge/row.h"
#include "claims/chain_tokens.h"
#include "neural/normalise.h"
#include "neural/scripted_decoder.h"
#include "tests/bridge/problems.h"

namespace modus::bridge {
namespace {

using neural::ScriptedDecoder;
using neural::TokenId;
using symbolic::ChainVerdict;
using symbolic::Verdict;

const Problem& museum() {
  static const Problem problem{
      {"Ann is kind.", "All kind people are patient.", "All patient people are calm."},
      "Is Ann calm?"};
  return problem;
}

constexpr const char* kRead =
    "logic directed ; ask calm ann ; s1 given @1 kind ann ; s2 given @2 kind X -> patient X ; "
    "s3 given @3 patient X -> calm X ; ";
constexpr const char* kDerived =
    "s4 have modus_ponens s1 s2 patient ann ; s5 have modus_ponens s3 s4 calm ann ; "
    "answer s5 true ; <end>";

std::vector<TokenId> tokens_of(const std::string& chain) {
  return test_tokenizer().encode(neural::split_chain(chain));
}
std::vector<TokenId> prompt_of(const Problem& problem) {
  return test_tokenizer().encode(prompt_pieces(problem.sentences, problem.question, 1));
}

// What the model would like best, next best, ...; a continuation each.
ScriptedDecoder writer(const Problem& problem, const std::vector<std::string>& chains) {
  std::vector<neural::Script> scripts;
  for (const std::string& chain : chains) scripts.push_back({prompt_of(problem), tokens_of(chain)});
  return ScriptedDecoder({.vocabulary = test_tokenizer().size(),
                          .context = 1024,
                          .otherwise = *test_tokenizer().reserved(";")},
                         scripts);
}

AttemptOptions at_level(MaskLevel level) {
  AttemptOptions options;
  options.mask = level;
  return options;
}

Outcome solve(const Problem& problem, const std::vector<std::string>& chains,
              const AttemptOptions& options) {
  ScriptedDecoder decoder = writer(problem, chains);
  return Reasoner(test_tokenizer(), decoder, {.attempt = options}).solve({&problem, 1}).front();
}

std::string written(const Outcome& outcome) { return claims::chain_to_tokens(outcome.chain); }

std::string told(const Outcome& outcome) {
  std::string text = written(outcome) + " | " + outcome.result.reason;
  for (const Refusal& refusal : outcome.refusals)
    text += "\n  " + refusal.step + " : " + refusal.reason;
  return text;
}

class EveryMask : public testing::TestWithParam<MaskLevel> {};

TEST_P(EveryMask, AGoldChainIsWrittenAtOnce) {
  const Outcome outcome = solve(museum(), {std::string(kRead) + kDerived}, at_level(GetParam()));
  EXPECT_EQ(outcome.result.verdict, ChainVerdict::kVerified) << outcome.result.reason;
  EXPECT_EQ(outcome.result.answer, "true");
  EXPECT_EQ(outcome.refusals.size(), 0u);
  EXPECT_EQ(outcome.steps, 7u);
  EXPECT_EQ(outcome.first_try, 7u);
}
INSTANTIATE_TEST_SUITE_P(Attempt, EveryMask,
                         testing::Values(MaskLevel::kOff, MaskLevel::kGrammar, MaskLevel::kSayable,
                                         MaskLevel::kGrounded, MaskLevel::kConclusions));

TEST(Attempt, AWrongStepIsRefusedAndRewritten) {
  const Outcome outcome = solve(museum(),
                                {std::string(kRead) + "s4 have modus_ponens s1 s2 calm ann ; <end>",
                                 std::string(kRead) + kDerived},
                                at_level(MaskLevel::kGrounded));
  EXPECT_EQ(outcome.result.verdict, ChainVerdict::kVerified) << outcome.result.reason;
  ASSERT_EQ(outcome.refusals.size(), 1u);
  EXPECT_EQ(outcome.refusals[0].step, "s4 have modus_ponens s1 s2 calm ann ;");
  EXPECT_EQ(outcome.refusals[0].verdict, Verdict::kUnproved);
  EXPECT_EQ(outcome.refusals[0].after, 5u);
  EXPECT_EQ(outcome.first_try, 6u);
}

TEST(Attempt, WhatPremisesDoNotAllowCannotEvenBeWritten) {
  const Outcome outcome = solve(museum(),
                                {std::string(kRead) + "s4 have modus_ponens s1 s2 calm ann ; <end>",
                                 std::string(kRead) + kDerived},
                                at_level(MaskLevel::kConclusions));
  EXPECT_EQ(outcome.result.verdict, ChainVerdict::kVerified);
  EXPECT_EQ(outcome.refusals.size(), 0u);
}

// Planted givens that no sentence says.
TEST(Attempt, SmuggledGivensAreNeverAccepted) {
  for (const MaskLevel level : {MaskLevel::kOff, MaskLevel::kGrammar, MaskLevel::kGrounded}) {
    for (const std::string smuggled : {"calm ann", "not kind ann", "kind X", "kind X -> calm X"}) {
      const Outcome outcome = solve(
          museum(),
          {"logic directed ; ask calm ann ; s1 given @1 " + smuggled + " ; answer s1 true ; <end>",
           std::string(kRead) + kDerived},
          at_level(level));
      EXPECT_EQ(written(outcome).find("@1 " + smuggled + " ;"), std::string::npos)
          << to_string(level) << ": " << smuggled;
    }
  }
}

TEST(Attempt, AWrongAnswerIsRefusedAndTheRightOneIsNotTold) {
  const Outcome outcome =
      solve(museum(), {std::string(kRead) + "answer open ; <end>", std::string(kRead) + kDerived},
            at_level(MaskLevel::kConclusions));
  EXPECT_EQ(outcome.result.answer, "true");
  ASSERT_GE(outcome.refusals.size(), 1u);
  EXPECT_EQ(outcome.refusals[0].step, "answer open ;");
  EXPECT_EQ(outcome.refusals[0].verdict, Verdict::kRefuted);
}

TEST(Attempt, TheBudgetEndsIt) {
  AttemptOptions options = at_level(MaskLevel::kGrammar);
  options.max_refusals = 5;
  const Outcome few = solve(museum(), {"logic directed ; ask calm ann ; "}, options);
  EXPECT_EQ(few.result.verdict, ChainVerdict::kUndecided);
  EXPECT_EQ(few.result.reason, "effort");
  EXPECT_EQ(few.refusals.size(), 5u);
  options = at_level(MaskLevel::kGrammar);
  options.max_tokens = 20;
  const Outcome brief = solve(museum(), {std::string(kRead) + kDerived}, options);
  EXPECT_EQ(brief.result.reason, "effort");
  EXPECT_LE(brief.tokens, 21u);
}

TEST(Attempt, TheSameWhateverTheBatch) {
  std::vector<Problem> problems;
  std::vector<neural::Script> scripts;
  for (const GoldProblem& gold : generated_problems(tasks::Family::kRuleWorld, 9)) {
    problems.push_back({gold.sentences, gold.question});
    scripts.push_back(
        {prompt_of(problems.back()), tokens_of(claims::chain_to_tokens(gold.chain) + " <end>")});
  }
  std::vector<std::string> first;
  for (const std::size_t batch : {1u, 4u, 16u}) {
    ScriptedDecoder decoder({.vocabulary = test_tokenizer().size(),
                             .context = 1024,
                             .otherwise = *test_tokenizer().reserved(";")},
                            scripts);
    ReasonerOptions options;
    options.batch = batch;
    std::vector<std::string> now;
    for (const Outcome& outcome : Reasoner(test_tokenizer(), decoder, options).solve(problems)) {
      EXPECT_EQ(outcome.result.verdict, ChainVerdict::kVerified) << outcome.result.reason;
      EXPECT_EQ(outcome.refusals.size(), 0u);
      now.push_back(written(outcome));
    }
    if (first.empty()) first = now;
    EXPECT_EQ(now, first);
  }
}

// Whoever waits for a verdict, and however long: what is accepted stays the same.
TEST(Attempt, SlowVerdictsChangeNothing) {
  const std::vector<std::string> chains = {
      std::string(kRead) + "s4 have modus_ponens s1 s2 calm ann ; ", std::string(kRead) + kDerived};
  const Outcome at_once = solve(museum(), chains, at_level(MaskLevel::kGrounded));
  AttemptOptions options = at_level(MaskLevel::kGrounded);
  RandomStream random(3);
  options.watch = [&](const Happening&) {
    std::this_thread::sleep_for(std::chrono::microseconds(random.below(2000)));
  };
  const Outcome slow = solve(museum(), chains, options);
  EXPECT_EQ(written(slow), written(at_once));
  EXPECT_EQ(slow.tokens, at_once.tokens);
  EXPECT_EQ(slow.refusals.size(), at_once.refusals.size());
}

// After any refusals and ways back: logits and mask as in a fresh run over the accepted prefix.
TEST(Attempt, AfterWaysBackNothingIsLeftBehind) {
  ScriptedDecoder decoder =
      writer(museum(), {"logic directed ; ask calm ann ; s1 given @1 not kind ann ; ",
                        "logic directed ; ask calm ann ; s1 given @1 kind ann ; answer s1 true ; ",
                        std::string(kRead) + "answer s1 false ; ",
                        std::string(kRead) + "s4 have modus_ponens s1 s2 calm ann ; ",
                        std::string(kRead) + kDerived});
  const Signs signs(test_tokenizer());
  const Lexicon lexicon(test_tokenizer(), museum().sentences, museum().question);
  for (const MaskLevel level : {MaskLevel::kGrounded, MaskLevel::kConclusions}) {
    Attempt attempt(signs, museum(), at_level(level), 0);
    const neural::SequenceId sequence = decoder.open();
    std::vector<float> logits(decoder.vocabulary()), fresh(decoder.vocabulary());
    std::size_t compared = 0;
    while (const auto action = attempt.next()) {
      if (action->kind == Action::Kind::kRollback) {
        decoder.rollback(sequence, action->length);
        continue;
      }
      const neural::Append append{sequence, action->tokens};
      decoder.append({&append, 1}, logits);
      const std::vector<TokenId> tokens = attempt.tokens();
      const neural::SequenceId again = decoder.open();
      const neural::Append all{again, tokens};
      decoder.append({&all, 1}, fresh);
      decoder.close(again);
      EXPECT_EQ(logits, fresh);
      attempt.take_logits(logits);
      // A fresh guide over the same tokens, where nothing was refused since the last step.
      if (tokens.back() != *test_tokenizer().reserved(";")) continue;
      WrittenChain chain(museum(), {});
      Guide guide(signs, lexicon, level);
      guide.set_boundary(chain.context(level), &chain);
      for (std::size_t i = prompt_of(museum()).size(); i < tokens.size(); ++i) {
        guide.take(tokens[i]);
        if (!guide.at_boundary()) continue;
        EXPECT_TRUE(chain.close(test_tokenizer().decode(guide.step_tokens())).accepted);
        guide.set_boundary(chain.context(level), &chain);
      }
      TokenMask mask(signs.vocabulary());
      guide.allowed(mask);
      EXPECT_EQ(mask, attempt.mask_taken());
      ++compared;
    }
    const Outcome outcome = attempt.conclude();
    EXPECT_EQ(outcome.result.verdict, ChainVerdict::kVerified) << told(outcome);
    EXPECT_GE(compared, 2u);
    EXPECT_GE(outcome.refusals.size(), 1u) << told(outcome);
  }
}

}  // namespace
}  // namespace modus::bridge
