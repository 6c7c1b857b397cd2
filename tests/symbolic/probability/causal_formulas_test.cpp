// Theorems of drawn graphs are proved, and what is false in a model of the graph never is. The
// models are structural: imagined worlds are looked at, not calculated.
#include <map>

#include <gtest/gtest.h>

#include "causal/graph_of_claim.h"
#include "claims/definedness.h"
#include "claims/print.h"
#include "symbolic/layers/layers.h"
#include "tests/causal/random_graphs.h"
#include "tests/symbolic/probability/drawn_formulas.h"
#include "tests/symbolic/probability/structural_model.h"
#include "tests/symbolic/queries.h"

namespace modus::symbolic {
namespace {

using claims::Claim;
using claims::Op;

Outcome decided(const std::vector<Claim>& premises, const Claim& goal) {
  std::string text;
  for (std::size_t i = 0; i < premises.size(); ++i)
    text += fmt::format("s{} given {}\n", i + 1, claims::print(premises[i]));
  text += fmt::format("s{} have {}\n", premises.size() + 1, claims::print(goal));
  const claims::Chain chain = claims::parse_chain(text, "drawn");
  Theory theory;
  theory.signature = claims::signature_of(chain);
  Query query{{}, goal, true};
  for (const Claim& premise : premises) {
    const Claim both[] = {claims::definedness(premise, {}), premise};
    query.premises.push_back({claims::StepId{1}, claims::all_of(both)});
  }
  Limits limits;
  limits.clock_ms = 3000;
  return make_layers(theory, limits)->decide({&query, 1}, Wanted::kVerdict).front().outcome;
}

// One of its events turned round, or one of its conditions left out.
Claim bent(const Claim& claim, RandomStream& random) {
  if (claim.op() == Op::kProbability) {
    std::vector<Claim> parts(claim.children().begin(), claim.children().end());
    if (parts.size() > 1 && random.chance(0.5))
      parts.erase(parts.begin() + 1 + random.below(static_cast<std::uint32_t>(parts.size() - 1)));
    else
      parts[0] = parts[0].op() == Op::kNot ? parts[0].child(0) : claims::unary(Op::kNot, parts[0]);
    return claims::make(Op::kProbability, "", std::move(parts), {});
  }
  std::vector<Claim> children(claim.children().begin(), claim.children().end());
  if (children.empty()) return claim;
  Claim& one = children[random.below(static_cast<std::uint32_t>(children.size()))];
  one = bent(one, random);
  return claims::make(claim.op(), claim.name(), std::move(children), {});
}

struct Drawn {
  causal::CausalGraph graph;
  std::vector<Claim> premises;
  std::vector<DrawnFormula> formulas;
};

Drawn drawn(RandomStream& random) {
  Drawn all;
  all.graph = causal::random_graph(4, 0.5, 0.2, random);
  all.premises = {causal::claim_of_graph(all.graph)};
  for (Claim& possible : everything_is_possible(all.graph))
    all.premises.push_back(std::move(possible));
  all.formulas = drawn_formulas(all.graph, random);
  return all;
}

std::string place(const Drawn& all, const Claim& claim) {
  return claims::print(all.premises[0]) + "  |-  " + claims::print(claim);
}

constexpr int kRounds = 30;

TEST(CausalFormulas, TheoremsOfDrawnGraphsAreProved) {
  std::map<std::string, std::pair<int, int>> families;
  std::pair<int, int> sum;
  RandomStream random(77);
  for (int round = 0; round < kRounds; ++round) {
    const Drawn all = drawn(random);
    const StructuralModel model(all.graph, random);
    for (const DrawnFormula& formula : all.formulas) {
      if (formula.claim.op() != Op::kIndependent) {
        ASSERT_EQ(model.truth(formula.claim), std::optional(true)) << place(all, formula.claim);
      }
      const Outcome outcome = decided(all.premises, formula.claim);
      EXPECT_TRUE(outcome == Outcome::kEntailed || outcome == Outcome::kUndecided)
          << name_of(outcome) << ": " << place(all, formula.claim);
      for (auto* count : {&families[formula.family], &sum}) {
        ++count->second;
        count->first += outcome == Outcome::kEntailed;
      }
    }
  }
  std::string table;
  for (const auto& [family, count] : families)
    table += fmt::format("{:<28} {:3} of {:3}\n", family, count.first, count.second);
  RecordProperty("proved", sum.first);
  RecordProperty("of", sum.second);
  EXPECT_GE(100 * sum.first, 97 * sum.second) << table;
}

TEST(CausalFormulas, WhatIsFalseInAModelOfTheGraphIsNot) {
  RandomStream random(78);
  int tried = 0, entailed = 0;
  for (int round = 0; round < kRounds; ++round) {
    const Drawn all = drawn(random);
    const StructuralModel model(all.graph, random);
    for (const DrawnFormula& formula : all.formulas) {
      if (formula.claim.op() == Op::kIndependent || random.chance(0.5)) continue;
      const Claim claim = bent(formula.claim, random);
      const auto truth = model.truth(claim);
      if (!truth) continue;
      const Outcome outcome = decided(all.premises, claim);
      EXPECT_NE(outcome, *truth ? Outcome::kRefuted : Outcome::kEntailed) << place(all, claim);
      EXPECT_NE(outcome, Outcome::kContradictory) << place(all, claim);
      tried += !*truth;
      entailed += outcome == Outcome::kEntailed;
    }
  }
  EXPECT_GT(tried, 2 * kRounds);
}

}  // namespace
}  // namespace modus::symbolic
