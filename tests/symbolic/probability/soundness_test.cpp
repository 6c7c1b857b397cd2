// Whatever is called entailed holds, and whatever is called refuted does not, in models that were
// drawn before the question: measures, and causal models with all their regimes.
#include <functional>

#include <gtest/gtest.h>

#include "base/random.h"
#include "causal/graph_of_claim.h"
#include "claims/definedness.h"
#include "claims/evaluate.h"
#include "claims/parse.h"
#include "claims/print.h"
#include "symbolic/layers/layers.h"
#include "tests/causal/random_graphs.h"
#include "tests/symbolic/queries.h"

namespace modus::symbolic {
namespace {

using claims::Claim;
using claims::Rational;

Claim parsed(const std::string& text) { return claims::parse_claim(text, "drawn"); }

struct Tally {
  int entailed = 0, refuted = 0, other = 0;
};

// The premises hold in the model. Decides the goal and compares.
void expect_sound(const std::vector<Claim>& premises, const Claim& goal, const claims::Model& model,
                  Tally& tally) {
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
    ASSERT_EQ(claims::evaluate(query.premises.back().claim, model, 1'000'000), claims::Value(true))
        << claims::print(query.premises.back().claim);
  }
  const claims::Value truth = claims::evaluate(goal, model, 1'000'000);
  ASSERT_TRUE(std::holds_alternative<bool>(truth)) << claims::to_string(truth) << text;
  Limits limits;
  limits.clock_ms = 2000;
  const auto layers = make_layers(theory, limits);
  const Decision decision = layers->decide({&query, 1}, Wanted::kVerdict).front();
  EXPECT_NE(decision.outcome, Outcome::kContradictory) << text;
  if (decision.outcome == Outcome::kEntailed) {
    ++tally.entailed;
    EXPECT_EQ(truth, claims::Value(true)) << text;
  } else if (decision.outcome == Outcome::kRefuted) {
    ++tally.refuted;
    EXPECT_EQ(truth, claims::Value(false)) << text;
  } else {
    ++tally.other;
  }
}

std::string value_text(const Claim& term, const claims::Model& model) {
  return claims::to_string(claims::evaluate(term, model, 1'000'000));
}

class Draw {
 public:
  Draw(std::vector<std::string> names, std::uint64_t seed)
      : names_(std::move(names)), random_(seed) {}

  std::string literal() { return (random_.chance(0.3) ? "not " : "") + name(); }
  std::string event() {
    if (random_.chance(0.6)) return literal();
    return literal() + (random_.chance(0.5) ? " and " : " or ") + literal();
  }
  std::string term() {
    return random_.chance(0.4) ? fmt::format("P({} | {})", event(), literal())
                               : fmt::format("P({})", event());
  }
  const std::string& name() {
    return names_[random_.below(static_cast<std::uint32_t>(names_.size()))];
  }
  RandomStream& random() { return random_; }

 private:
  std::vector<std::string> names_;
  RandomStream random_;
};

// A number that is right, or near it.
std::string stated(const std::string& term, const claims::Model& model, RandomStream& random) {
  const std::string value = value_text(parsed(term + " = 0").child(0), model);
  return random.chance(0.6) ? value : fmt::format("{} + 1 / 8", value);
}

TEST(ProbabilitySoundness, InMeasures) {
  Tally tally;
  for (int round = 0; round < 150; ++round) {
    Draw draw({"a", "b", "c"}, static_cast<std::uint64_t>(round));
    claims::Model model;
    std::vector<unsigned long> parts;
    unsigned long sum = 0;
    for (int i = 0; i < 8; ++i) sum += parts.emplace_back(1 + draw.random().below(9));
    for (unsigned i = 0; i < 8; ++i) {
      claims::SamplePoint point;
      for (unsigned bit = 0; bit < 3; ++bit)
        point.emplace(std::string(1, static_cast<char>('a' + bit)),
                      i >> bit & 1 ? "true" : "false");
      Rational weight(parts[i], sum);
      weight.canonicalize();
      model.measures[""].emplace_back(std::move(point), weight);
    }
    std::vector<Claim> premises;
    for (int i = 0; i < 3; ++i) {
      const std::string term = draw.term();
      const Claim claim = parsed(term + " = 0").child(0);
      if (std::holds_alternative<claims::Undefined>(claims::evaluate(claim, model, 1000))) continue;
      premises.push_back(parsed(term + " = " + value_text(claim, model)));
    }
    const std::string term = draw.term();
    if (std::holds_alternative<claims::Undefined>(
            claims::evaluate(parsed(term + " = 0").child(0), model, 1000)))
      continue;
    const char* relation = draw.random().chance(0.5) ? " = " : " >= ";
    expect_sound(premises, parsed(term + relation + stated(term, model, draw.random())), model,
                 tally);
  }
  EXPECT_GT(tally.entailed, 15);
  EXPECT_GT(tally.refuted, 5);
}

// The measures of a causal model for every single setting, named as claims name them.
claims::Model model_with_regimes(const causal::CausalModel& model) {
  claims::Model result;
  std::vector<std::pair<std::string, causal::States>> regimes = {{"", {}}};
  for (const std::string node : {"a", "b", "c"}) {
    regimes.push_back({node, {{node, 0}}});
    regimes.push_back({"not " + node, {{node, 1}}});
  }
  for (const auto& [name, set] : regimes) {
    std::map<claims::SamplePoint, Rational> weights;
    for (const auto& [point, weight] : model.distribution(set)) {
      claims::SamplePoint sample;
      for (std::size_t i = 0; i < point.size(); ++i) {
        const std::string& node = model.nodes()[i].name;
        if (node.size() > 1 || set.contains(node)) continue;
        sample.emplace(name.empty() ? node : node + "[" + name + "]",
                       point[i] == 0 ? "true" : "false");
      }
      weights[sample] += weight;
    }
    result.measures.emplace(name, claims::Measure(weights.begin(), weights.end()));
  }
  return result;
}

TEST(ProbabilitySoundness, InCausalModels) {
  Tally tally;
  for (int round = 0; round < 60; ++round) {
    Draw draw({"a", "b", "c", "d"}, 1000 + static_cast<std::uint64_t>(round));
    RandomStream& random = draw.random();
    const causal::CausalGraph graph = causal::random_graph(4, 0.5, 0.15, random);
    const causal::CausalModel drawn = causal::random_model(graph, random);
    claims::Model model = model_with_regimes(drawn);
    const Claim given = causal::claim_of_graph(graph);
    model.graphs.insert(claims::print(given));
    const std::string x = std::string(1, static_cast<char>('a' + random.below(3)));
    std::string z = x;
    while (z == x) z = std::string(1, static_cast<char>('a' + random.below(3)));
    const std::string effect = fmt::format("P(d | do({}))", x);
    std::vector<Claim> premises = {given};
    const auto state = [&](const std::string& term) {
      premises.push_back(
          parsed(fmt::format("{} = {}", term, value_text(parsed(term + " = 0").child(0), model))));
    };
    // What adjusting for z would take, and what merely goes along.
    for (const std::string& observed : {z, "not " + z})
      state(fmt::format("P(d | {}, {})", x, observed));
    state(fmt::format("P({})", z));
    state(fmt::format("P(d | {})", x));
    std::string goal;
    switch (random.below(4)) {
      case 0:
        goal = fmt::format("{} = P(d | {})", effect, x);
        break;
      case 1:
        goal = fmt::format("{0} = P(d | {1}, {2}) * P({2}) + P(d | {1}, not {2}) * P(not {2})",
                           effect, x, z);
        break;
      case 2:
        goal = fmt::format("{} = {}", effect, stated(effect, model, random));
        break;
      default:
        goal = fmt::format("independent({}, d | {})", x, z);
    }
    expect_sound(premises, parsed(goal), model, tally);
  }
  EXPECT_GT(tally.entailed, 6);
}

}  // namespace
}  // namespace modus::symbolic
