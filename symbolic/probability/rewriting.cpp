#include "symbolic/probability/rewriting.h"

#include <algorithm>
#include <functional>

#include <fmt/core.h>

#include "claims/evaluate.h"
#include "claims/print.h"
#include "symbolic/probability/fraction.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Op;
using claims::Rational;

namespace {

constexpr std::size_t kMaxWrittenTerms = 500;  // of one comparison: it is nested that deep

std::vector<Claim> with_goal(std::span<const Claim> premises, const Claim* goal) {
  std::vector<Claim> all(premises.begin(), premises.end());
  if (goal != nullptr) all.push_back(*goal);
  return all;
}

bool is_ordered(Op op, const Rational& left, const Rational& right) {
  switch (op) {
    case Op::kEqual:
      return left == right;
    case Op::kNotEqual:
      return left != right;
    case Op::kLess:
      return left < right;
    case Op::kLessEqual:
      return left <= right;
    case Op::kGreater:
      return left > right;
    default:
      return left >= right;
  }
}

// sick(ann) and sick(bob) may be one event where ann = bob is spoken of.
bool equates_entities(const Claim& claim, const claims::Signature& signature) {
  if (claim.op() == Op::kProbability || claim.op() == Op::kIndependent) return false;
  if (claims::is_comparison(claim.op())) {
    const Claim& left = claim.child(0);
    const claims::Symbol* symbol = signature.find(left.name());
    if (left.op() == Op::kVariable) return true;
    return symbol != nullptr && symbol->result.kind == claims::SortKind::kEntity;
  }
  return std::any_of(claim.children().begin(), claim.children().end(),
                     [&](const Claim& child) { return equates_entities(child, signature); });
}

}  // namespace

struct Rewriting::State {
  State(std::span<const Claim> premises, const Claim* goal, const claims::Signature& s)
      : signature(s),
        terms(probability_terms(with_goal(premises, goal))),
        spaces(terms),
        reader(spaces.weights(), [this](const Claim& term) {
          return weighed(term, spaces, with_numbers ? &known : nullptr, used);
        }) {}

  void require_distinct_events(std::span<const Claim> all) const;
  void name_weights();
  Claim formula(const Claim& claim, bool asserted);
  Claim comparison(const Claim& claim);
  Claim approximation(const Claim& claim);
  Claim related(Op op, const Claim& left, const Claim& right);
  Claim independence(const Claim& claim);
  Polynomial dependence(const SampleSpace& space, const claims::World& world, const Claim& a,
                        const Claim& b, const Claim& given);
  Claim written(Op op, const Polynomial& polynomial) const;
  Claim unknown(std::uint32_t id) const;

  const claims::Signature& signature;
  std::vector<Claim> terms;
  SampleSpaces spaces;
  KnownProbabilities known;
  bool with_numbers = false;   // may known ones be taken as numbers?
  std::set<std::size_t> used;  // premises whose numbers were taken
  FractionReader reader;
  WeightProblem problem;
};

void Rewriting::State::require_distinct_events(std::span<const Claim> all) const {
  const auto has_arguments = [](const Claim& term) {
    claims::EventVariables variables;
    collect_variables(term, variables);
    return std::any_of(variables.begin(), variables.end(),
                       [](const auto& entry) { return entry.second.variable.op() == Op::kApply; });
  };
  if (std::any_of(terms.begin(), terms.end(), has_arguments) &&
      std::any_of(all.begin(), all.end(),
                  [&](const Claim& claim) { return equates_entities(claim, signature); }))
    throw NoMeasure{"events of entities that may be one"};
}

void Rewriting::State::name_weights() {
  for (std::uint32_t id = 0; id < spaces.weights(); ++id) {
    std::string name = fmt::format("weight_{}", id);
    while (signature.find(name)) name += '_';
    problem.weights.push_back(std::move(name));
  }
  const Claim zero = claims::number_term(0);
  for (const auto& [regime, space] : spaces.all()) {
    Polynomial rest(1);
    for (std::uint32_t i = 0; i + 1 < space.classes.size(); ++i) {
      problem.axioms.push_back(
          claims::binary(Op::kGreaterEqual, unknown(space.first_weight + i), zero));
      rest.add(Polynomial::unknown(space.first_weight + i), -1);
    }
    if (space.classes.size() > 1) problem.axioms.push_back(written(Op::kGreaterEqual, rest));
  }
  for (const Polynomial& marginal : spaces.marginals())
    problem.axioms.push_back(written(Op::kEqual, marginal));
}

// asserted: a premise itself or a conjunct of one, where a graph holds.
Claim Rewriting::State::formula(const Claim& claim, bool asserted) {
  if (!mentions_probability(claim)) return claim;
  if (claim.op() == Op::kGraph) {
    if (!asserted) throw NoMeasure{"whether a graph is the right one"};
    return claims::truth(true);
  }
  if (claim.op() == Op::kIndependent) return independence(claim);
  if (claims::is_comparison(claim.op())) return comparison(claim);
  std::vector<Claim> children;
  for (const Claim& child : claim.children())
    children.push_back(formula(child, asserted && claim.op() == Op::kAnd));
  return claims::make(claim.op(), claim.name(), std::move(children), claim.span());
}

Claim Rewriting::State::comparison(const Claim& claim) {
  if (claim.op() == Op::kIn) throw NoMeasure{"membership of probabilities"};
  if (claim.op() == Op::kApproximately) return approximation(claim);
  return related(claim.op(), claim.child(0), claim.child(1));
}

Claim Rewriting::State::approximation(const Claim& claim) {
  if (claim.child(1).op() != Op::kNumber) throw NoMeasure{"~= of no literal"};
  const claims::Literal& literal = claim.child(1).literal();
  const Rational half = claims::half_unit(literal);
  return claims::binary(
      Op::kAnd,
      related(Op::kGreaterEqual, claim.child(0), claims::number_term(literal.value - half)),
      related(Op::kLessEqual, claim.child(0), claims::number_term(literal.value + half)));
}

// a / b > c / d is a * d > c * b: the denominators are positive where both sides have a value.
Claim Rewriting::State::related(Op op, const Claim& left, const Claim& right) {
  with_numbers = false;
  const Polynomial plain = reader.difference(left, right);
  if (plain.degree() <= 1) return written(op, plain);
  with_numbers = true;
  return written(op, reader.difference(left, right));
}

// P(a, b, c) P(c) - P(a, c) P(b, c), or P(a, b, c) - p P(b, c) where p = P(a | c) is known.
Polynomial Rewriting::State::dependence(const SampleSpace& space, const claims::World& world,
                                        const Claim& a, const Claim& b, const Claim& given) {
  const auto weight = [&](const std::vector<Claim>& events) {
    return space.weight(space.members({claims::all_of(events), world}));
  };
  const Polynomial all = weight({a, b, given});
  for (const auto& [one, other] : {std::pair(a, b), std::pair(b, a)}) {
    const Claim both[] = {one, given};
    const auto* entry = known.find(space.regime, space.members({claims::all_of(both), world}),
                                   space.members({given, world}));
    if (entry == nullptr) continue;
    used.insert(entry->premise);
    Polynomial result = all;
    return result.add(weight({other, given}), -entry->value);
  }
  Polynomial result = all * weight({given});
  return result.add(weight({a, given}) * weight({b, given}), -1);
}

// At every value of the conditions and all values of both sides but the last, which follow.
Claim Rewriting::State::independence(const Claim& claim) {
  const SampleSpace& space = spaces.of(claim);
  const claims::World world = claims::world_of(claim);
  std::vector<Claim> given = {claims::truth(true)};
  for (std::size_t i = 2; i < claim.children().size(); ++i) {
    if (claim.child(i).op() == Op::kDo) continue;
    std::vector<Claim> longer;
    for (const Claim& before : given)
      for (const Claim& value : spaces.values(claim.child(i))) {
        const Claim both[] = {before, value};
        longer.push_back(claims::all_of(both));
      }
    given = std::move(longer);
  }
  std::vector<Claim> a = spaces.values(claim.child(0)), b = spaces.values(claim.child(1));
  a.pop_back();
  b.pop_back();
  std::vector<Claim> equations;
  for (const Claim& condition : given)
    for (const Claim& left : a)
      for (const Claim& right : b)
        equations.push_back(written(Op::kEqual, dependence(space, world, left, right, condition)));
  return claims::all_of(equations);
}

Claim Rewriting::State::unknown(std::uint32_t id) const {
  if (id < problem.weights.size()) return claims::name(problem.weights[id]);
  return reader.others()[id - problem.weights.size()];
}

// `polynomial op 0`, with whole coefficients and the constant on the right.
Claim Rewriting::State::written(Op op, const Polynomial& polynomial) const {
  if (const auto constant = polynomial.constant())
    return claims::truth(is_ordered(op, *constant, 0));
  if (polynomial.terms().size() > kMaxWrittenTerms)
    throw NoMeasure{"too many products of probabilities"};
  claims::Integer scale = 1;
  for (const auto& [monomial, coefficient] : polynomial.terms())
    mpz_lcm(scale.get_mpz_t(), scale.get_mpz_t(), coefficient.get_den_mpz_t());
  // An equation has its last coefficient positive: p = q and q = p are one claim.
  const bool symmetric = op == Op::kEqual || op == Op::kNotEqual;
  if (symmetric && sgn(polynomial.terms().rbegin()->second) < 0) scale = -scale;
  std::optional<Claim> sum;
  Rational constant = 0;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    const Rational whole = coefficient * scale;
    if (monomial.empty()) {
      constant = -whole;
      continue;
    }
    Claim product = unknown(monomial.front());
    for (std::size_t i = 1; i < monomial.size(); ++i)
      product = claims::binary(Op::kMultiply, product, unknown(monomial[i]));
    if (abs(whole) != 1)
      product = claims::binary(Op::kMultiply, claims::number_term(abs(whole)), product);
    if (!sum)
      sum = sgn(whole) < 0 ? claims::unary(Op::kNegate, product) : product;
    else
      sum = claims::binary(sgn(whole) < 0 ? Op::kSubtract : Op::kAdd, *sum, product);
  }
  return claims::binary(op, *sum, claims::number_term(constant));
}

Rewriting::Rewriting(std::span<const Claim> premises, const Claim* goal,
                     const claims::Signature& signature)
    : state_(std::make_unique<State>(premises, goal, signature)) {
  State& s = *state_;
  s.require_distinct_events(with_goal(premises, goal));
  s.name_weights();
  for (std::size_t i = 0; i < premises.size(); ++i) s.known.learn(premises[i], i, s.spaces);
  const auto rewritten = [&](const Claim& claim, bool asserted) {
    s.problem.rests_on.emplace_back();
    Claim result = s.formula(claim, asserted);
    s.problem.rests_on.back() = std::exchange(s.used, {});
    return result;
  };
  for (const Claim& premise : premises) s.problem.premises.push_back(rewritten(premise, true));
  if (goal == nullptr) return;
  s.problem.goal = rewritten(*goal, false);
  s.problem.goal_rests_on = s.problem.rests_on.back();
  s.problem.rests_on.pop_back();
}

WeightProblem linearised(const WeightProblem& problem, const claims::Signature& signature) {
  std::map<std::string, std::string> names;  // of products as printed
  const auto is_product = [](const Claim& claim) {
    return claim.op() == Op::kMultiply &&
           std::none_of(claim.children().begin(), claim.children().end(), [](const Claim& side) {
             return std::holds_alternative<claims::Quantity>(claims::evaluate_ground(side));
           });
  };
  const std::function<Claim(const Claim&)> linear = [&](const Claim& claim) -> Claim {
    if (claim.children().empty()) return claim;
    if (is_product(claim)) {
      std::string name = fmt::format("product_{}", names.size());
      while (signature.find(name)) name += '_';
      return claims::name(names.try_emplace(claims::print(claim), name).first->second);
    }
    std::vector<Claim> children;
    for (const Claim& child : claim.children()) children.push_back(linear(child));
    return claims::make(claim.op(), claim.name(), std::move(children), claim.span());
  };
  WeightProblem result = problem;
  for (Claim& premise : result.premises) premise = linear(premise);
  if (result.goal) result.goal = linear(*result.goal);
  for (const auto& [product, name] : names) result.products.push_back(name);
  return result;
}

Rewriting::~Rewriting() = default;

const WeightProblem& Rewriting::problem() const { return state_->problem; }

claims::Model Rewriting::model_of(const claims::Model& weights) const {
  claims::Model model = weights;
  for (const auto& [regime, space] : state_->spaces.all()) {
    Rational rest = 1;
    claims::Measure measure;
    for (std::size_t i = 0; i < space.classes.size(); ++i) {
      Rational weight = rest;
      if (i + 1 < space.classes.size()) {
        const std::string& name = state_->problem.weights[space.first_weight + i];
        const auto found = weights.constants.find(name);
        const auto* value = found == weights.constants.end()
                                ? nullptr
                                : std::get_if<claims::Quantity>(&found->second);
        weight = value != nullptr ? value->value : Rational(0);
        rest -= weight;
      }
      measure.emplace_back(space.classes[i], weight);
    }
    model.measures.emplace(regime, std::move(measure));
  }
  for (const std::string& name : state_->problem.weights) model.constants.erase(name);
  return model;
}

}  // namespace modus::symbolic
