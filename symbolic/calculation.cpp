#include "symbolic/calculation.h"

#include <algorithm>
#include <unordered_map>

#include "base/error.h"
#include "claims/evaluate.h"
#include "claims/parse.h"
#include "kg/horn.h"
#include "symbolic/derivation.h"

namespace modus::symbolic {
namespace {

using claims::Claim;
using claims::Op;
using claims::StepId;

struct Equation {
  Claim left, right;
  std::optional<StepId> step;   // the given; nullopt: a definition, which nobody cites
  std::vector<Claim> unknowns;  // of both sides, each once
};

struct Known {
  Claim value;                        // a closed number term
  std::optional<std::size_t> stated;  // the equation says it as it is: no step is needed
  std::size_t equation = 0;           // where it was computed
};

bool is_unknown(const Claim& term) { return term.op() == Op::kName || term.op() == Op::kApply; }

// False where something other than arithmetic over unknowns occurs.
bool collect_unknowns(const Claim& term, std::vector<Claim>& found) {
  if (is_unknown(term)) {
    if (!claims::free_variables(term).empty()) return false;
    if (std::find(found.begin(), found.end(), term) == found.end()) found.push_back(term);
    return true;
  }
  if (term.op() != Op::kNumber && !(term.op() >= Op::kNegate && term.op() <= Op::kSubtract))
    return false;
  return std::all_of(term.children().begin(), term.children().end(),
                     [&](const Claim& child) { return collect_unknowns(child, found); });
}

// The value of a closed term as a term; nullopt for anything but a number.
std::optional<Claim> value_as_claim(const Claim& term) {
  const claims::Value value = claims::evaluate_ground(term);
  if (!std::holds_alternative<claims::Quantity>(value)) return std::nullopt;
  return claims::parse_claim(claims::to_string(value), "value");
}

bool is_true(const Claim& claim) {
  const claims::Value value = claims::evaluate_ground(claim);
  const bool* truth = std::get_if<bool>(&value);
  return truth != nullptr && *truth;
}

using Values = std::unordered_map<Claim, Known>;

struct Trial {  // a value for one more unknown
  const Claim& unknown;
  const Claim& value;
};

Claim put_in(const Claim& term, const Values& values, const Trial* trial) {
  if (trial != nullptr && term == trial->unknown) return trial->value;
  if (const auto it = values.find(term); it != values.end()) return it->second.value;
  if (term.children().empty()) return term;
  std::vector<Claim> children;
  for (const Claim& child : term.children()) children.push_back(put_in(child, values, trial));
  return claims::make(term.op(), term.name(), std::move(children), term.span());
}

// The one unknown of an equation whose other terms are known: read off where it stands alone, else
// from the values of left - right at 0 and 1, which settle it where it occurs linearly. The result
// is tried: a wrong guess solves nothing.
std::optional<Claim> solve(const Equation& equation, const Claim& unknown, const Values& values) {
  const auto with = [&](const Claim& value) {
    const Trial trial{unknown, value};
    return std::pair{put_in(equation.left, values, &trial), put_in(equation.right, values, &trial)};
  };
  std::optional<Claim> solution;
  if (equation.left == unknown) solution = value_as_claim(put_in(equation.right, values, nullptr));
  if (!solution && equation.right == unknown)
    solution = value_as_claim(put_in(equation.left, values, nullptr));
  if (!solution) {
    claims::Rational difference[2];
    for (int at = 0; at < 2; ++at) {
      const auto [left, right] = with(claims::number_term(at));
      const claims::Value value =
          claims::evaluate_ground(claims::binary(Op::kSubtract, left, right));
      const auto* quantity = std::get_if<claims::Quantity>(&value);
      if (quantity == nullptr || !quantity->unit.empty()) return std::nullopt;
      difference[at] = quantity->value;
    }
    const claims::Rational slope = difference[1] - difference[0];
    if (slope == 0) return std::nullopt;
    solution = claims::number_term(-difference[0] / slope);
  }
  const auto [left, right] = with(*solution);
  return is_true(claims::binary(Op::kEqual, left, right)) ? solution : std::nullopt;
}

}  // namespace

struct Calculation::State {
  std::vector<Equation> equations;
  Values values;
  std::vector<Claim> order;  // unknowns in the order of becoming known

  void add(const Claim& left, const Claim& right, std::optional<StepId> step) {
    Equation equation{left, right, step, {}};
    if (collect_unknowns(left, equation.unknowns) && collect_unknowns(right, equation.unknowns) &&
        !equation.unknowns.empty())
      equations.push_back(std::move(equation));
  }

  bool try_equation(std::size_t index) {
    const Equation& equation = equations[index];
    const Claim* unknown = nullptr;
    for (const Claim& candidate : equation.unknowns) {
      if (values.contains(candidate)) continue;
      if (unknown != nullptr) return false;
      unknown = &candidate;
    }
    if (unknown == nullptr) return false;
    const auto value = solve(equation, *unknown, values);
    if (!value) return false;
    const bool stated = equation.step && ((equation.left == *unknown && equation.right == *value) ||
                                          (equation.right == *unknown && equation.left == *value));
    values.emplace(*unknown, Known{*value, stated ? std::optional(index) : std::nullopt, index});
    order.push_back(*unknown);
    return true;
  }

  // The step that holds `unknown = value`, appended with all that it rests on; nullopt: a
  // definition.
  StepId append_value(const Claim& unknown, claims::Chain& chain,
                      std::unordered_map<Claim, StepId>& placed) const {
    std::vector<Claim> needed = {unknown};
    for (std::size_t i = 0; i < needed.size(); ++i)
      for (const Claim& other : equations[values.at(needed[i]).equation].unknowns)
        if (std::find(needed.begin(), needed.end(), other) == needed.end()) needed.push_back(other);
    for (const Claim& next : order) {
      if (placed.contains(next) || std::find(needed.begin(), needed.end(), next) == needed.end())
        continue;
      const Known& known = values.at(next);
      const Equation& equation = equations[known.equation];
      if (known.stated) {
        placed.emplace(next, *equation.step);
        continue;
      }
      std::vector<StepId> cites;
      if (equation.step) cites.push_back(*equation.step);
      for (const Claim& other : equation.unknowns)
        if (!(other == next)) cites.push_back(placed.at(other));
      placed.emplace(next, append_have(chain, claims::binary(Op::kEqual, next, known.value),
                                       claims::Rule::kCalculate, std::move(cites)));
    }
    return placed.at(unknown);
  }
};

Calculation::Calculation(const claims::Chain& problem) : state_(std::make_unique<State>()) {
  for (const claims::Step& step : problem.steps) {
    if (step.kind == claims::StepKind::kLet && step.definition)
      state_->add(claims::name(step.name), *step.definition, std::nullopt);
    if (step.kind != claims::StepKind::kGiven) continue;
    for (const Claim& member : kg::conjuncts(step.claim))
      if (member.op() == Op::kEqual) state_->add(member.child(0), member.child(1), step.id);
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < state_->equations.size(); ++i)
      changed = state_->try_equation(i) || changed;
  }
}
Calculation::~Calculation() = default;

std::optional<Claim> Calculation::value(const Claim& term) const {
  return value_as_claim(put_in(term, state_->values, nullptr));
}

std::optional<StepId> Calculation::append(const Claim& goal, claims::Chain& chain) const {
  const Claim comparison = goal.op() == Op::kNot ? goal.child(0) : goal;
  if (!claims::is_comparison(comparison.op()) || comparison.op() == Op::kIn) return std::nullopt;
  std::vector<Claim> unknowns;
  for (const Claim& side : comparison.children())
    if (!collect_unknowns(side, unknowns)) return std::nullopt;
  if (!is_true(put_in(goal, state_->values, nullptr))) return std::nullopt;
  std::unordered_map<Claim, StepId> placed;
  std::vector<StepId> cites;
  for (const Claim& unknown : unknowns)
    cites.push_back(state_->append_value(unknown, chain, placed));
  return append_have(chain, goal, claims::Rule::kCalculate, std::move(cites));
}

}  // namespace modus::symbolic
