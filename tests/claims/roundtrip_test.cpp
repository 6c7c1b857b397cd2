// parse(print(x)) == x, and the three concrete forms of a chain are lossless among each other.
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/error.h"
#include "claims/chain_json.h"
#include "claims/chain_text.h"
#include "claims/chain_tokens.h"
#include "claims/claim_parser.h"
#include "claims/parse.h"
#include "claims/print.h"
#include "tests/claims/generators.h"

namespace modus::claims {
namespace {

constexpr int kDrawsPerCase = 10;  // beside RapidCheck's 100 cases

Source source_of(const std::string& text, const Vocabulary& vocabulary) {
  return Source{.name = "test",
                .text = text,
                .constants = {vocabulary.constants.begin(), vocabulary.constants.end()}};
}

void expect_back(const Claim& claim, const Vocabulary& vocabulary) {
  const std::string text = print(claim);
  RC_LOG() << text << "\n";
  RC_ASSERT(parse_claim(source_of(text, vocabulary)) == claim);
}

TEST(Generators, ReachEveryOperatorStepAndAnswer) {
  std::set<Op> ops;
  std::set<StepKind> kinds;
  std::set<AnswerKind> answers;
  std::set<QuestionKind> questions;
  const auto visit = [&](const auto& self, const Claim& claim) -> void {
    ops.insert(claim.op());
    for (const Claim& child : claim.children()) self(self, child);
  };
  EXPECT_TRUE(rc::check([&] {
    for (int i = 0; i < 5; ++i) visit(visit, *any_formula({}, 4));
    for (int draws = 0; draws < 5; ++draws)
      for (const Step& step : (*any_chain()).steps) {
        kinds.insert(step.kind);
        if (step.kind == StepKind::kAsk) questions.insert(step.question);
        if (step.kind == StepKind::kAnswer) answers.insert(step.answer);
      }
  }));
  EXPECT_EQ(ops.size(), static_cast<std::size_t>(Op::kHidden) + 1);
  EXPECT_EQ(kinds.size(), step_kind_names().size());
  EXPECT_EQ(answers.size(), 5u);
  EXPECT_EQ(questions.size(), 4u);
}

TEST(RoundTrip, Formulas) {
  const Vocabulary vocabulary{.constants = {"A", "B"}};
  EXPECT_TRUE(rc::check([&] {
    for (int i = 0; i < kDrawsPerCase; ++i) expect_back(*any_formula(vocabulary, 5), vocabulary);
  }));
}

TEST(RoundTrip, Terms) {
  const Vocabulary vocabulary{.constants = {"A", "B"}};
  EXPECT_TRUE(rc::check([&] {
    for (int i = 0; i < kDrawsPerCase; ++i) expect_back(*any_term(vocabulary, 5), vocabulary);
  }));
}

TEST(RoundTrip, PrintIsAFixedPoint) {
  EXPECT_TRUE(rc::check([&] {
    const std::string text = print(*any_formula({}, 4));
    RC_ASSERT(print(parse_claim(text, "test")) == text);
  }));
}

TEST(RoundTrip, JuxtaposedFormulas) {
  EXPECT_TRUE(rc::check([&] {
    const Claim claim = *any_formula({}, 5);
    const std::string text = print(claim, AtomForm::kJuxtaposed);
    RC_LOG() << text << "\n";
    const Source source = source_of(text, {});
    TokenStream tokens(source, kMaxTokens);
    RC_ASSERT(parse_formula(tokens, AtomForm::kJuxtaposed) == claim);
    RC_ASSERT(tokens.at_end());
  }));
}

TEST(RoundTrip, PrintedChains) {
  EXPECT_TRUE(rc::check([] {
    for (int i = 0; i < kDrawsPerCase; ++i) {
      const Chain chain = *any_chain();
      const std::string text = print_chain(chain);
      RC_LOG() << text;
      RC_ASSERT(parse_chain(text, "test") == chain);
    }
  }));
}

TEST(RoundTrip, JsonChains) {
  EXPECT_TRUE(rc::check([] {
    for (int i = 0; i < kDrawsPerCase; ++i) {
      const Chain chain = *any_chain();
      const std::string json = chain_to_json(chain);
      RC_LOG() << json;
      RC_ASSERT(chain_from_json(json, "test") == chain);
    }
  }));
}

TEST(RoundTrip, TokenChains) {
  EXPECT_TRUE(rc::check([] {
    for (int i = 0; i < kDrawsPerCase; ++i) {
      Chain chain = *any_chain();
      const std::string tokens = chain_to_tokens(chain);
      RC_LOG() << tokens << "\n";
      RC_ASSERT(tokens.find('\n') == std::string::npos);
      chain.text.clear();
      RC_ASSERT(chain_from_tokens(tokens, "test") == chain);
    }
  }));
}

// Bytes of a chain changed at random are read or refused with a ParseError, never anything else.
TEST(RoundTrip, DamagedChainsAreErrorsOrChains) {
  EXPECT_TRUE(rc::check([] {
    const Chain chain = *any_chain();
    std::string text =
        *rc::gen::element(print_chain(chain), chain_to_tokens(chain), chain_to_json(chain));
    for (int i = *rc::gen::inRange(1, 4); i > 0 && !text.empty(); --i) {
      const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
      if (*rc::gen::inRange(0, 2) == 0)
        text[at] = static_cast<char>(*rc::gen::inRange(-128, 128));
      else
        text.erase(at, *rc::gen::inRange<std::size_t>(1, 6));
    }
    for (const auto read :
         {parse_chain, parse_problem_claims, chain_from_tokens, chain_from_json}) {
      try {
        read(text, "test");
      } catch (const ParseError&) {
      }
    }
  }));
}

}  // namespace
}  // namespace modus::claims
