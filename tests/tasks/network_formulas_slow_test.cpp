// What the checker proves of a causal graph holds in every network of that graph: formulas of
// interventions, right ones and wrong ones, against exact values of drawn tables.
#include <gtest/gtest.h>

#include <array>

#include <fmt/format.h>

#include "base/random.h"
#include "claims/chain_text.h"
#include "claims/parse.h"
#include "symbolic/checker.h"
#include "tasks/faults/bayes_net.h"

namespace modus::tasks {
namespace {

using claims::Rational;

constexpr int kGraphs = 40;
constexpr int kTables = 3;  // of each graph
constexpr std::array<const char*, 5> kNames = {"a", "b", "c", "d", "e"};

// Sides of an equation over $x, $y and $z.
constexpr std::array<std::array<const char*, 2>, 11> kFormulas = {{
    {"P($y | do($x))", "P($y | $x)"},
    {"P($y | do($x))", "P($y)"},
    {"P($y | do($x))", "P($z) * P($y | $x, $z) + P($y | $x, not $z) * P(not $z)"},
    {"P($y | do($x))", "P($y | $x, $z) * P($z | $x) + P($y | $x, not $z) * P(not $z | $x)"},
    {"P($y | do($x), $z)", "P($y | $x, $z)"},
    {"P($y | do($x), $z)", "P($y | do($x))"},
    {"P($y | do($x), $z)", "P($y | $z)"},
    {"P($y and $z | do($x))", "P($z) * P($y | $x, $z)"},
    {"P($y and $z | do($x))", "P($z) * P($x | $z) * P($y | $x, $z)"},
    {"P($y and $z | do($x))", "P($z | $x) * P($y | $x, $z)"},
    {"P($y | do($x))",
     "P($z | $x) * (P($y | $z, $x) * P($x) + P($y | $z, not $x) * P(not $x)) + P(not $z | $x) * "
     "(P($y | not $z, $x) * P($x) + P($y | not $z, not $x) * P(not $x))"},
}};

std::string filled(std::string text, const std::array<std::string, 3>& names) {
  for (std::size_t at = text.find('$'); at != std::string::npos; at = text.find('$'))
    text.replace(at, 2, names[static_cast<std::size_t>(text[at + 1] - 'x')]);
  return text;
}

BayesNet drawn_graph(std::size_t nodes, RandomStream& random) {
  BayesNet net;
  for (std::size_t i = 0; i < nodes; ++i) {
    NetNode node{kNames[i], {}, {}};
    for (std::size_t j = 0; j < i; ++j)
      if (random.chance(0.5)) node.parents.push_back(j);
    net.nodes.push_back(std::move(node));
  }
  return net;
}

void draw_tables(BayesNet& net, RandomStream& random) {
  for (NetNode& node : net.nodes) {
    node.truth.assign(std::size_t{1} << node.parents.size(), Rational(0));
    for (Rational& share : node.truth) {
      share = Rational(random.between(1, 30), 31);
      share.canonicalize();
    }
  }
}

std::string graph_text(const BayesNet& net, const std::string& hidden) {
  std::string text = "graph { ";
  if (!hidden.empty()) text += "hidden " + hidden + ", ";
  for (const NetNode& node : net.nodes) {
    if (node.name != hidden) text += node.name + ", ";
    for (const std::size_t parent : node.parents)
      text += net.nodes[parent].name + " ~> " + node.name + ", ";
  }
  return text.substr(0, text.size() - 2) + " }";
}

// Graph, everything named possible, the formula.
std::string chain_text(const std::string& graph, const std::array<std::string, 3>& names,
                       const std::string& formula) {
  std::string text = "s1 given " + graph + "\n";
  int step = 1;
  std::string cites = " by s1";
  for (int bits = 0; bits < 8; ++bits) {
    std::string event;
    for (int i = 0; i < 3; ++i)
      event += fmt::format("{}{}{}", i == 0 ? "" : " and ", (bits >> i & 1) != 0 ? "not " : "",
                           names[static_cast<std::size_t>(i)]);
    text += fmt::format("s{} given P({}) > 0\n", ++step, event);
    cites += fmt::format(" s{}", step);
  }
  return text + fmt::format("s{} have {}{}\n", step + 1, formula, cites);
}

TEST(NetworkFormulas, WhatIsProvedOfAGraphHoldsInItsNetworks) {
  RandomStream random(20);
  int proved = 0, wrong_formulas = 0;
  for (int i = 0; i < kGraphs; ++i) {
    const std::size_t nodes = static_cast<std::size_t>(random.between(3, 5));
    BayesNet net = drawn_graph(nodes, random);
    // x, y, z among the nodes; sometimes one of the others is hidden.
    std::vector<std::string> names(kNames.begin(), kNames.begin() + static_cast<int>(nodes));
    for (std::size_t k = names.size(); k > 1; --k)
      std::swap(names[k - 1], names[random.below(static_cast<std::uint32_t>(k))]);
    const std::array<std::string, 3> roles = {names[0], names[1], names[2]};
    const std::string hidden = nodes > 3 && random.chance(0.5) ? names[3] : "";
    for (const auto& sides : kFormulas) {
      const std::string left = filled(sides[0], roles), right = filled(sides[1], roles);
      const claims::Chain chain = claims::parse_chain(
          chain_text(graph_text(net, hidden), roles, left + " = " + right), "formula");
      const symbolic::ChainResult result = symbolic::check_chain(chain, {});
      const bool is_proved = result.steps.back().verdict == symbolic::Verdict::kProved;
      proved += is_proved;
      bool differs = false, agrees = false;
      for (int t = 0; t < kTables; ++t) {
        draw_tables(net, random);
        const auto term = [&](const std::string& text) {
          return value_in(net, claims::parse_claim(text + " = 0", "term").child(0));
        };
        (term(left) == term(right) ? agrees : differs) = true;
      }
      wrong_formulas += differs;
      EXPECT_FALSE(is_proved && differs) << claims::print_chain(chain);
      EXPECT_FALSE(result.steps.back().verdict == symbolic::Verdict::kRefuted && agrees)
          << claims::print_chain(chain);
    }
  }
  EXPECT_GE(proved, kGraphs);  // of the eleven some hold in every graph
  EXPECT_GE(wrong_formulas, kGraphs);
  RecordProperty("proved", proved);
  RecordProperty("wrong", wrong_formulas);
}

}  // namespace
}  // namespace modus::tasks
