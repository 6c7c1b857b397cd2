#include "rules/reify.h"

#include <gtest/gtest.h>

#include "claims/chain_text.h"
#include "claims/parse.h"
#include "claims/print.h"
#include "rules/compile.h"
#include "rules/instances.h"
#include "rules/normal_form.h"

namespace modus::rules {
namespace {

using claims::Claim;

// A chain's facts, asked by a match body.
class Reified {
 public:
  explicit Reified(std::string_view text)
      : chain_(claims::parse_chain(text, "test")), words_(vocabulary()), reifier_(words_) {
    for (std::size_t i = 0; i < chain_.steps.size(); ++i) reifier_.add_step(chain_.steps[i], i);
  }

  // Every match, as "S=0 P=kind(ann)"; variables of patterns come before the rest of their literal.
  std::vector<std::string> ask(std::string_view match) {
    const CompiledBody body = compile(parse_body(match), words_);
    std::vector<std::string> lines;
    for (const auto& row : reifier_.facts().match(body.atoms, body.distinct, 100)) {
      std::string line;
      for (std::size_t v = 0; v < row.size(); ++v)
        if (body.variables[v].front() != '_')
          line += (line.empty() ? "" : " ") + body.variables[v] + "=" + shown(row[v]);
      lines.push_back(line);
    }
    return lines;
  }
  Reifier& reifier() { return reifier_; }

 private:
  static kg::SymbolTable vocabulary() {
    kg::SymbolTable words;
    intern_vocabulary(words);
    // All constants of the matches below: a library knows its own before it reifies anything.
    for (const char* word : {"modus_ponens", "kind", "ann", "5"}) words.intern(word);
    return words;
  }
  std::string shown(kg::SymbolId symbol) const {
    const Reifier::Meaning meaning = reifier_.meaning(symbol);
    if (const auto* step = std::get_if<std::size_t>(&meaning)) return std::to_string(*step);
    if (const auto* claim = std::get_if<Claim>(&meaning)) return claims::print(*claim);
    return std::get<std::string>(meaning);
  }

  claims::Chain chain_;
  kg::SymbolTable words_;
  Reifier reifier_;
};

using Lines = std::vector<std::string>;

TEST(Reify, StepsCitesAndRules) {
  Reified chain(
      "ask nice(ann)\n"
      "s1 given kind(ann)\n"
      "s2 given kind(ann) -> nice(ann)\n"
      "s5 have nice(ann) by modus_ponens s1 s2\n"
      "answer true by s5\n");
  EXPECT_EQ(chain.ask("have(S, P)"), Lines{"S=3 P=nice(ann)"});
  EXPECT_EQ(chain.ask("have(S, P), cites(S, R)"),
            (Lines{"S=3 P=nice(ann) R=1", "S=3 P=nice(ann) R=2"}));
  EXPECT_EQ(chain.ask("by(S, modus_ponens)"), Lines{"S=3"});
  EXPECT_EQ(chain.ask("answer(S, W), cites(S, R)"), Lines{"S=4 W=true R=3"});
  EXPECT_EQ(chain.ask("ask(S, P), claim(R, P)"), Lines{"S=0 P=nice(ann) R=3"});
}

TEST(Reify, EqualClaimsAreOneNode) {
  Reified chain(
      "s1 given kind(ann)\n"
      "s2 given kind(ann) -> nice(ann)\n");
  EXPECT_EQ(chain.ask("claim(S, P), claim(R, P -> Q)"), Lines{"S=0 P=kind(ann) Q=nice(ann) R=1"});
  EXPECT_EQ(chain.ask("claim(S, kind(ann))"), Lines{"S=0"});
}

TEST(Reify, ConjunctsOppositesArithmeticAndLiterals) {
  Reified chain("s1 given a and (b and not c)\ns2 given 5.0 + 2 * 3 = n\n");
  EXPECT_EQ(chain.ask("claim(S, P), conjunct(P, A), node(A, name, W)"),
            (Lines{"S=0 P=a and (b and not c) A=a W=a", "S=0 P=a and (b and not c) A=b W=b"}));
  EXPECT_EQ(chain.ask("claim(S, P), conjunct(P, A), opposite(A, B)"),
            Lines{"S=0 P=a and (b and not c) A=not c B=c"});
  EXPECT_EQ(chain.ask("claim(S, A = B), arithmetic(A)"), Lines{"A=5.0 + 2 * 3 B=n S=1"});
  EXPECT_TRUE(chain.ask("claim(S, A = B), arithmetic(B)").empty());
  EXPECT_EQ(chain.ask("claim(S, A + B = C), literal(A, \"5\", D, U)"),
            Lines{"A=5.0 B=2 * 3 C=n S=1 D=5.0 U="});
}

TEST(Reify, PartsOperandsAndDisjuncts) {
  Reified chain("s1 given n = 2 * (m + 1)\ns2 given a or b and c\n");
  EXPECT_EQ(chain.ask("claim(S, P), part(P, A), node(A, add, B, G)"),
            Lines{"S=0 P=n = 2 * (m + 1) A=m + 1 B=m G=1"});
  EXPECT_EQ(chain.ask("claim(S, A = B), operand(B, D)"),
            (Lines{"A=n B=2 * (m + 1) S=0 D=2", "A=n B=2 * (m + 1) S=0 D=m + 1"}));
  EXPECT_EQ(chain.ask("claim(S, P), disjunct(P, A), node(A, name, W)"),
            Lines{"S=1 P=a or b and c A=a W=a"});
}

TEST(Reify, InequalitiesKnowTheirDirectionAndTheOneTurnedRound) {
  Reified chain("s1 given a <= b\ns2 given a >= b\n");
  EXPECT_EQ(chain.ask("claim(S, P), turned(P, Q), claim(R, Q)"),
            (Lines{"S=0 P=a <= b Q=a >= b R=1", "S=1 P=a >= b Q=a <= b R=0"}));
  EXPECT_EQ(chain.ask("claim(S, P), inequality(P, D, A, B)"),
            (Lines{"S=0 P=a <= b D=less_equal A=a B=b", "S=1 P=a >= b D=greater_equal A=a B=b"}));
}

TEST(Reify, NewIsWhatStandsInNoEarlierStep) {
  Reified chain("s1 given n = 5\ns2 given m = n + 5 + 7\n");
  EXPECT_EQ(chain.ask("given(S, P), new(S, F), node(F, name, W)"),
            (Lines{"S=0 P=n = 5 F=n W=n", "S=1 P=m = n + 5 + 7 F=m W=m"}));
  EXPECT_EQ(chain.ask("new(S, F), literal(F, V, D, U)"),
            (Lines{"S=0 F=5 V=5 D=5 U=", "S=1 F=7 V=7 D=7 U="}));
}

TEST(Reify, AUniversalClaimAlsoSaysWhatStandsBelowItsForall) {
  Reified chain("s1 given forall X: forall Y: likes(X, Y)\ns2 obtain w: tall(w) by s1\n");
  EXPECT_EQ(chain.ask("given(S, P), node(P, apply, K, A, B)"),
            Lines{"S=0 P=likes(X, Y) K=likes A=X B=Y"});
  EXPECT_EQ(chain.ask("obtain(S, P), binds(S, N)"), Lines{"S=1 P=tall(w) N=w"});
}

TEST(Reify, AHugeClaimIsOneSymbol) {
  std::string sum = "n = 1";
  for (int i = 0; i < 500; ++i) sum += " + 1";
  Reified chain("s1 given " + sum + "\n");
  EXPECT_EQ(chain.ask("given(S, P)").size(), 1u);
  EXPECT_TRUE(chain.ask("given(S, A = B)").empty());
  EXPECT_LT(chain.reifier().facts().fact_count(), 10u);
}

TEST(Instances, AreMadeForWhatAStepSpeaksOf) {
  const auto parse = [](const char* text) { return claims::parse_claim(text, "t"); };
  const auto printed = [&](const char* universal, std::vector<const char*> texts) {
    std::vector<Claim> spoken;
    for (const char* text : texts) spoken.push_back(parse(text));
    Lines lines;
    for (const Claim& c : instances_of(parse(universal), spoken, 8))
      lines.push_back(claims::print(c));
    return lines;
  };
  EXPECT_EQ(printed("kind(X) and young(X) -> nice(X)", {"nice(ann)", "kind(bob)"}),
            Lines{"kind(ann) and young(ann) -> nice(ann)"});
  EXPECT_EQ(printed("forall X: dog(X) -> not shy(X)", {"not shy(rex)"}),
            Lines{"dog(rex) -> not shy(rex)"});
  EXPECT_EQ(printed("likes(X, Y) and likes(Y, Z) -> knows(X, Z)",
                    {"knows(ann, eve)", "likes(ann, bob)", "likes(bob, eve)"}),
            Lines{"likes(ann, bob) and likes(bob, eve) -> knows(ann, eve)"});
  EXPECT_EQ(printed("exists X: cat(X) and black(X)", {"black(tom)"}),
            Lines{"cat(tom) and black(tom)"});
  EXPECT_EQ(printed("forall X: nice(X)", {"nice(ann)"}), Lines{"nice(ann)"});
  EXPECT_EQ(printed("team(X) -> players(X) <= 11", {"players(reds) = 12"}),
            Lines{"team(reds) -> players(reds) <= 11"});
  EXPECT_TRUE(printed("kind(ann) -> nice(ann)", {"nice(ann)"}).empty());
  EXPECT_TRUE(printed("kind(X) -> nice(X)", {"shy(ann)"}).empty());
}

TEST(NormalForm, SeesThroughLettersOrderAndDigits) {
  const auto form = [](const char* text) { return normal_form(claims::parse_claim(text, "t")); };
  EXPECT_EQ(form("forall Y: dog(Y) -> animal(Y)"), form("dog(X) -> animal(X)"));
  EXPECT_EQ(form("x < 3 and kind(ann)"), form("kind(ann) and 3.0 > x"));
  EXPECT_EQ(form("not not kind(ann)"), form("kind(ann)"));
  EXPECT_NE(form("x < 3"), form("x > 3"));
  EXPECT_NE(form("dog(ann) -> animal(ann)"), form("animal(ann) -> dog(ann)"));
  EXPECT_NE(form("x ~= 2.30"), form("x ~= 2.3"));
  EXPECT_NE(form("x - 1 = y"), form("1 - x = y"));
}

}  // namespace
}  // namespace modus::rules
