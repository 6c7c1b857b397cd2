#include "bridge/guide/guide.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/random.h"
#include "bridge/row.h"
#include "bridge/step_reader.h"
#include "bridge/written_chain.h"
#include "tests/bridge/problems.h"

namespace modus::bridge {
namespace {

using neural::TokenId;

const Signs& signs() {
  static const Signs made(test_tokenizer());
  return made;
}

std::string written(std::span<const TokenId> tokens) { return test_tokenizer().decode(tokens); }

// Follows gold chains through the masks of one level.
class Follower {
 public:
  Follower(const GoldProblem& problem, MaskLevel level)
      : problem_(problem),
        as_problem_{problem.sentences, problem.question},
        level_(level),
        lexicon_(test_tokenizer(), problem.sentences, problem.question),
        guide_(signs(), lexicon_, level),
        chain_(as_problem_, {}),
        mask_(test_tokenizer().size()) {
    guide_.set_boundary(chain_.context(level_), &chain_);
  }

  // "" or the first token that the mask forbids, with what was written before it.
  std::string follow() {
    for (const auto& part : gold_parts(problem_.chain)) {
      for (const TokenId token : part) {
        guide_.allowed(mask_);
        if (!mask_.test(token))
          return written(guide_.step_tokens()) + " | " + test_tokenizer().text(token);
        guide_.take(token);
      }
      const Judgement judgement = chain_.close(written(part));
      if (!judgement.accepted) return written(part) + " is refused: " + judgement.reason;
      guide_.set_boundary(chain_.context(level_), &chain_);
    }
    guide_.allowed(mask_);
    const TokenId end = *test_tokenizer().reserved(kEndMark);
    return mask_.test(end) ? "" : "no <end>";
  }

  // Writes any tokens that are allowed; "" or the step that the parser refuses.
  std::string wander(RandomStream& random) {
    for (int i = 0; i < 400 && !guide_.finished(); ++i) {
      guide_.allowed(mask_);
      std::vector<TokenId> tokens;
      for (TokenId t = 0; static_cast<std::size_t>(t) < test_tokenizer().size(); ++t)
        if (mask_.test(t)) tokens.push_back(t);
      if (tokens.empty()) return "";
      // Ends what can be ended now and then, so that steps stay short.
      const TokenId end = *test_tokenizer().reserved(";");
      const bool ends = mask_.test(end) && random.chance(0.4);
      guide_.take(ends ? end : tokens[random.below(static_cast<std::uint32_t>(tokens.size()))]);
      if (!guide_.at_boundary()) continue;
      const std::string text = written(guide_.step_tokens());
      const claims::Chain before = chain_.chain();
      if (guide_.draft().kind) {
        try {
          read_step(before, text);
        } catch (const ParseError& error) {
          return text + ": " + error.message();
        }
      }
      if (!chain_.close(text).accepted) return "";
      guide_.set_boundary(chain_.context(level_), &chain_);
    }
    return "";
  }

 private:
  const GoldProblem& problem_;
  const Problem as_problem_;
  MaskLevel level_;
  Lexicon lexicon_;
  Guide guide_;
  WrittenChain chain_;
  TokenMask mask_;
};

constexpr MaskLevel kLevels[] = {MaskLevel::kOff, MaskLevel::kGrammar, MaskLevel::kSayable,
                                 MaskLevel::kGrounded, MaskLevel::kConclusions};

std::vector<GoldProblem> problems() {
  std::vector<GoldProblem> all;
  for (const tasks::Family family :
       {tasks::Family::kSentence, tasks::Family::kRuleWorld, tasks::Family::kTaxonomy,
        tasks::Family::kArithmetic, tasks::Family::kKinship, tasks::Family::kOrdering,
        tasks::Family::kKnights})
    for (GoldProblem& problem : generated_problems(family, 6)) all.push_back(std::move(problem));
  all.push_back(written_problem("Is Ann calm?", R"(
@1 Ann is kind or Ann is bold.
@2 If Ann is kind then Ann is calm.
@3 If Ann is bold then Ann is calm.
ask calm(ann)
s1 given kind(ann) or bold(ann) @1
s2 given kind(ann) -> calm(ann) @2
s3 given bold(ann) -> calm(ann) @3
s4 case kind(ann) of s1
s5 have calm(ann) by modus_ponens s2 s4
s6 case bold(ann) of s1
s7 have calm(ann) by modus_ponens s3 s6
s8 discharge s4 s6: calm(ann) by cases s1 s5 s7
s9 assume not calm(ann)
s10 have false by contradiction s8 s9
s11 discharge s9: not not calm(ann) by reductio s10
answer true by s8
)"));
  all.push_back(written_problem("How many apples are there in total?", R"(
@1 Ann has 18 apples.
@2 Bob has twice as many apples as Ann.
ask X: apples = X
s1 given apples_ann = 18 @1
s2 given apples_bob = 2 * apples_ann @2
s3 let apples := apples_ann + (apples_bob - 18) * 2
s4 have apples = 54 by calculate s1 s2 s3
answer 54 by s4
)"));
  return all;
}

class EveryLevel : public testing::TestWithParam<MaskLevel> {};

TEST_P(EveryLevel, NeverForbidsAGoldChain) {
  for (const GoldProblem& problem : problems()) {
    EXPECT_EQ(Follower(problem, GetParam()).follow(), "") << problem.question;
  }
}

TEST_P(EveryLevel, NeverAllowsWhatTheParserRefuses) {
  if (GetParam() == MaskLevel::kOff) GTEST_SKIP() << "anything goes";
  RandomStream random(5);
  for (const GoldProblem& problem : problems())
    for (int i = 0; i < 2; ++i)
      EXPECT_EQ(Follower(problem, GetParam()).wander(random), "") << problem.question;
}

struct Misread {
  const char* ask;
  const char* fact;
  const char* rule;
  const char* forbidden;  // the first token that is
};

class RuleWorld : public testing::TestWithParam<Misread> {};

// What no sentence of a rule world says is not written at all.
TEST_P(RuleWorld, CannotBeMisreadSo) {
  const auto [ask, fact, rule, forbidden] = GetParam();
  const GoldProblem problem = written_problem(
      "Max is shy.", fmt::format("logic directed\n@1 Max is a zumpus.\n@2 Zumpuses are not shy.\n"
                                 "ask {}\ns1 given {} @1\ns2 given {} @2\nanswer open\n",
                                 ask, fact, rule)
                         .c_str());
  const std::string followed = Follower(problem, MaskLevel::kGrounded).follow();
  EXPECT_TRUE(followed.ends_with(forbidden)) << followed;
}
INSTANTIATE_TEST_SUITE_P(
    Guide, RuleWorld,
    testing::Values(Misread{"shy", "zumpus(max)", "zumpus(X) -> not shy(X)", "ask shy | ;"},
                    Misread{"shy(X)", "zumpus(max)", "zumpus(X) -> not shy(X)", "ask shy | X"},
                    Misread{"all X: shy(X)", "zumpus(max)", "zumpus(X) -> not shy(X)", "ask | all"},
                    Misread{"shy(max)", "zumpus(X)", "zumpus(X) -> not shy(X)", "zumpus | X"},
                    Misread{"shy(max)", "zumpus(max)", "zumpus(X) -> not zumpus(X)",
                            "-> not zumpus | X"},
                    Misread{"shy(max)", "zumpus(max)", "zumpus_shy(max)", "zumpus | _"}));

struct Miscounted {
  std::string first, second, forbidden;
};
class WordProblems : public testing::TestWithParam<Miscounted> {};

// Of amounts only what a sentence or a calculation can say is written.
TEST_P(WordProblems, SayAmountsAndNothingElse) {
  const auto [first, second, forbidden] = GetParam();
  const GoldProblem problem =
      written_problem("How many stamps are there in all?",
                      fmt::format("@1 Nora has 12 stamps.\n@2 Nora is kind.\n@3 Tom has 5 stamps.\n"
                                  "ask X: stamps = X\n{}\n{}\nanswer 17\n",
                                  first, second)
                          .c_str());
  const std::string followed = Follower(problem, MaskLevel::kGrounded).follow();
  EXPECT_TRUE(followed.ends_with(forbidden)) << followed;
}
INSTANTIATE_TEST_SUITE_P(
    Guide, WordProblems,
    testing::Values(
        Miscounted{"s1 given 12 = nora_stamp @1", "s2 given tom = 5 @3", "s1 given @1 | 1"},
        Miscounted{"s1 given kind(nora) @2", "s2 given tom = 5 @3", "s1 given | @2"},
        Miscounted{"s1 given nora_stamp_nora = 12 @1", "s2 given tom = 5 @3", "nora_stamp_ | n"},
        Miscounted{"s1 given nora_stamp = 12 @1", "s2 let stamps := nora_stamp * nora_stamp",
                   "nora_stamp * | n"},
        Miscounted{"s1 given nora_stamp = 12 @1", "s2 let stamps := X", ":= | X"}));

// Every number has been read: a definition has names for them, and comes to an end.
TEST(Guide, ADefinitionOfPlainAmountsHasNoNumbersOfItsOwn) {
  const auto followed = [](const std::string& definition) {
    const GoldProblem problem = written_problem(
        "How many stamps are there in all?",
        ("@1 Nora has 12 stamps.\n@2 Tom has 5 stamps.\nask X: stamps = X\n"
         "s1 given nora_stamp = 12 @1\ns2 given tom_stamp = 5 @2\ns3 let stamps := " +
         definition + "\nanswer 17\n")
            .c_str());
    return Follower(problem, MaskLevel::kGrounded).follow();
  };
  EXPECT_TRUE(followed("nora_stamp + 5").ends_with("nora_stamp + | 5"));
  EXPECT_TRUE(followed("nora_stamp - (tom_stamp + nora_stamp)").ends_with("nora_stamp - | ("));
  EXPECT_TRUE(followed("nora_stamp + tom_stamp - nora_stamp").ends_with("tom_stamp | -"));
  EXPECT_FALSE(followed("(nora_stamp + tom_stamp)").ends_with("| ("));
}

INSTANTIATE_TEST_SUITE_P(Guide, EveryLevel, testing::ValuesIn(kLevels));

}  // namespace
}  // namespace modus::bridge
