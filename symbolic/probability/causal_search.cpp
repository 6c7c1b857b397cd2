#include "symbolic/probability/causal_search.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/random.h"
#include "causal/graph_of_claim.h"
#include "claims/evaluate.h"
#include "claims/print.h"
#include "symbolic/layers/layers.h"
#include "symbolic/probability/causal_links.h"
#include "symbolic/probability/model_terms.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Op;
using claims::Rational;

namespace {

constexpr std::size_t kAttempts = 10;
constexpr std::uint32_t kParts = 20;  // drawn rows are multiples of 1/20

void collect_conjuncts(const Claim& claim, std::vector<Claim>& conjuncts) {
  if (claim.op() == Op::kAnd) {
    collect_conjuncts(claim.child(0), conjuncts);
    collect_conjuncts(claim.child(1), conjuncts);
  } else {
    conjuncts.push_back(claim);
  }
}

std::optional<Op> negated(Op op) {
  switch (op) {
    case Op::kEqual:
      return Op::kNotEqual;
    case Op::kNotEqual:
      return Op::kEqual;
    case Op::kLess:
      return Op::kGreaterEqual;
    case Op::kLessEqual:
      return Op::kGreater;
    case Op::kGreater:
      return Op::kLessEqual;
    case Op::kGreaterEqual:
      return Op::kLess;
    default:
      return std::nullopt;
  }
}

void collect_numbers(const Claim& claim, std::vector<Rational>& found) {
  if (claim.op() == Op::kNumber && claim.literal().value > 0 && claim.literal().value < 1)
    found.push_back(claim.literal().value);
  for (const Claim& child : claim.children()) collect_numbers(child, found);
}

class CausalSearch {
 public:
  CausalSearch(const Theory& theory, const std::vector<Claim>& claims, const Limits& limits,
               ModelTerms terms, std::vector<std::pair<Op, Claim>> relations)
      : theory_(theory),
        limits_(limits),
        terms_(std::move(terms)),
        relations_(std::move(relations)) {
    for (const Claim& claim : claims) collect_numbers(claim, numbers_);
  }

  // Draws and solves all tables; false where some node cannot be solved.
  bool draw(std::size_t attempt);
  const ModelTerms& terms() const { return terms_; }

 private:
  // Which rows of a table stay as they were drawn.
  enum class Kept { kAll, kSome, kNone };
  // A table that the constraints allow, entries at least `least`.
  bool solve(std::size_t node, const std::vector<Claim>& wanted, Kept kept, const Rational& least);
  bool is_right_as_drawn(std::size_t node, const std::vector<Claim>& wanted) const;
  std::vector<Claim> constraints(std::size_t node) const;
  Claim row_term(std::size_t node, std::size_t row, std::size_t state) const;
  std::vector<Rational> drawn_row(std::size_t states);

  const Theory& theory_;
  const Limits& limits_;
  ModelTerms terms_;
  std::vector<std::pair<Op, Claim>> relations_;  // comparisons, the goal's negated
  std::vector<Rational> numbers_;
  RandomStream random_{0};
};

std::string row_name(std::size_t row, std::size_t state) {
  return fmt::format("row_{}_{}", row, state);
}

// The last state has what is left of its row.
Claim CausalSearch::row_term(std::size_t node, std::size_t row, std::size_t state) const {
  const std::size_t states = terms_.model().nodes()[node].states;
  if (state + 1 < states) return claims::name(row_name(row, state));
  Claim rest = claims::number_term(1);
  for (std::size_t i = 0; i + 1 < states; ++i)
    rest = claims::binary(Op::kSubtract, rest, claims::name(row_name(row, i)));
  return rest;
}

std::vector<Rational> CausalSearch::drawn_row(std::size_t states) {
  if (states == 2 && !numbers_.empty() && random_.below(3) == 0) {
    const Rational number = numbers_[random_.below(static_cast<std::uint32_t>(numbers_.size()))];
    return {number, 1 - number};
  }
  std::vector<Rational> row(states);
  unsigned long sum = 0;
  std::vector<unsigned long> parts;
  for (std::size_t i = 0; i < states; ++i) parts.push_back(1 + random_.below(kParts));
  for (const unsigned long part : parts) sum += part;
  for (std::size_t i = 0; i < states; ++i) {
    row[i] = Rational(parts[i], sum);
    row[i].canonicalize();
  }
  return row;
}

// What the claims say of this node and earlier ones, where it is linear in the node's table.
std::vector<Claim> CausalSearch::constraints(std::size_t node) const {
  const std::size_t states = terms_.model().nodes()[node].states;
  std::vector<Claim> found;
  for (const auto& [op, relation] : relations_) {
    if (terms_.last_node(relation) != node) continue;
    try {
      FractionReader reader(0x10000000,
                            [&](const Claim& term) { return terms_.fraction(term, node); });
      const Polynomial difference = reader.difference(relation.child(0), relation.child(1));
      if (difference.degree() > 1 || !reader.others().empty()) continue;
      Claim sum = claims::number_term(0);
      for (const auto& [monomial, coefficient] : difference.terms()) {
        const Claim factor = monomial.empty()
                                 ? claims::number_term(1)
                                 : row_term(node, monomial[0] / states, monomial[0] % states);
        sum = claims::binary(
            Op::kAdd, sum, claims::binary(Op::kMultiply, claims::number_term(coefficient), factor));
      }
      found.push_back(claims::binary(op, sum, claims::number_term(0)));
    } catch (const NoMeasure&) {
      continue;  // the final evaluation judges
    }
  }
  return found;
}

bool CausalSearch::is_right_as_drawn(std::size_t node, const std::vector<Claim>& wanted) const {
  const causal::ModelNode& table = terms_.model().nodes()[node];
  claims::Model drawn;
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    for (std::size_t state = 0; state < table.states; ++state)
      drawn.constants.emplace(row_name(row, state), claims::Quantity{table.rows[row][state], {}});
  return std::all_of(wanted.begin(), wanted.end(), [&](const Claim& claim) {
    return claims::evaluate(claim, drawn, limits_.evaluate_budget) == claims::Value(true);
  });
}

// A solver's solution lies in a corner, where much that could differ is equal: so what was drawn is
// kept where the constraints allow it.
bool CausalSearch::solve(std::size_t node, const std::vector<Claim>& wanted, Kept kept,
                         const Rational& least) {
  if (kept == Kept::kAll) return is_right_as_drawn(node, wanted);
  const causal::ModelNode& table = terms_.model().nodes()[node];
  Theory inner;
  std::vector<Premise> premises;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const bool keep = kept == Kept::kSome && random_.below(2) == 0;
    for (std::size_t state = 0; state < table.states; ++state) {
      if (state + 1 < table.states)
        inner.signature.add(row_name(row, state),
                            {{}, claims::Sort{claims::SortKind::kReal, {}, {}}});
      const Rational& bound = keep ? table.rows[row][state] : least;
      premises.push_back({claims::StepId{},
                          claims::binary(keep ? Op::kEqual : Op::kGreaterEqual,
                                         row_term(node, row, state), claims::number_term(bound))});
    }
  }
  for (const Claim& constraint : wanted) premises.push_back({claims::StepId{}, constraint});
  const Decision decision =
      make_layers(std::move(inner), limits_)->satisfiable(premises, Wanted::kEvidence);
  if (!decision.counter_model) return false;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    std::vector<Rational> values;
    Rational rest = 1;
    for (std::size_t state = 0; state + 1 < table.states; ++state) {
      const auto found = decision.counter_model->constants.find(row_name(row, state));
      if (found == decision.counter_model->constants.end()) return false;
      values.push_back(std::get<claims::Quantity>(found->second).value);
      rest -= values.back();
    }
    values.push_back(rest);
    terms_.model().set_row(node, row, std::move(values));
  }
  return true;
}

bool CausalSearch::draw(std::size_t attempt) {
  random_ = RandomStream(attempt);
  for (std::size_t node = 0; node < terms_.model().nodes().size(); ++node) {
    const causal::ModelNode& table = terms_.model().nodes()[node];
    // In the later attempts some nodes take no notice of their parents.
    const bool deaf = 2 * attempt >= kAttempts && random_.below(2) == 0;
    const std::vector<Rational> one = drawn_row(table.states);
    for (std::size_t row = 0; row < table.rows.size(); ++row)
      terms_.model().set_row(node, row, deaf ? one : drawn_row(table.states));
    const std::vector<Claim> wanted = constraints(node);
    const Rational inside(1, 50);
    if (!solve(node, wanted, Kept::kAll, 0) && !solve(node, wanted, Kept::kSome, inside) &&
        !solve(node, wanted, Kept::kSome, 0) && !solve(node, wanted, Kept::kNone, inside) &&
        !solve(node, wanted, Kept::kNone, 0))
      return false;
  }
  return true;
}

// Nodes that are neither spoken of nor causes of such ones may have any table.
causal::CausalGraph what_matters(const causal::CausalGraph& graph,
                                 const std::vector<Claim>& terms) {
  causal::NodeSet spoken_of;
  for (const Claim& term : terms)
    for (const std::string& name : claims::names_in(term))
      if (graph.has(name)) spoken_of.insert(name);
  return graph.restricted(graph.ancestors(spoken_of));
}

// What the claims say that is no matter of probability: a model of it, or nullopt.
std::optional<claims::Model> plain_model(const Theory& theory, const std::vector<Claim>& premises,
                                         const std::optional<Claim>& goal, const Limits& limits) {
  Query query;
  for (const Claim& premise : premises)
    if (!mentions_probability(premise)) query.premises.push_back({claims::StepId{}, premise});
  const bool plain_goal = goal && !mentions_probability(*goal);
  if (query.premises.empty() && theory.axioms.empty() && !plain_goal) return claims::Model{};
  const auto layers = make_layers(theory, limits);
  if (!plain_goal) return layers->satisfiable(query.premises, Wanted::kEvidence).counter_model;
  query.goal = *goal;
  return layers->decide({&query, 1}, Wanted::kEvidence).front().counter_model;
}

}  // namespace

std::optional<claims::Model> find_causal_model(
    const Theory& theory, const std::vector<Claim>& premises, const std::optional<Claim>& goal,
    const Limits& limits, const std::function<bool(const claims::Model&)>& fits) {
  std::vector<Claim> all = premises;
  if (goal) all.push_back(*goal);
  const Claim* graph = nullptr;
  std::vector<std::pair<Op, Claim>> relations;
  for (const Claim& premise : premises) {
    if (graph == nullptr) graph = graph_in(premise);
    std::vector<Claim> conjuncts;
    collect_conjuncts(premise, conjuncts);
    for (const Claim& conjunct : conjuncts)
      if (negated(conjunct.op()) && mentions_probability(conjunct))
        relations.emplace_back(conjunct.op(), conjunct);
  }
  if (graph == nullptr) return std::nullopt;
  if (goal && mentions_probability(*goal))
    if (const auto op = negated(goal->op())) relations.emplace_back(*op, *goal);
  auto read = causal::graph_of_claim(*graph);
  const auto* causal_graph = std::get_if<causal::CausalGraph>(&read);
  auto base = causal_graph ? plain_model(theory, premises, goal, limits) : std::nullopt;
  if (!base) return std::nullopt;
  try {
    const std::vector<Claim> terms = probability_terms(all);
    CausalSearch search(theory, all, limits, ModelTerms(what_matters(*causal_graph, terms), terms),
                        std::move(relations));
    for (std::size_t attempt = 0; attempt < kAttempts; ++attempt) {
      if (!search.draw(attempt)) continue;
      claims::Model model = *base;
      model.measures = search.terms().measures();
      model.graphs.insert(claims::print(*graph));
      if (fits(model)) return model;
    }
  } catch (const NoMeasure&) {
    return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace modus::symbolic
