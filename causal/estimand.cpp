#include "causal/estimand.h"

#include <algorithm>

#include <fmt/ranges.h>

#include "causal/criteria.h"

namespace modus::causal {

using claims::Rational;

namespace {

bool is_one(const Estimand& estimand) {
  return estimand.kind == Estimand::Kind::kProduct && estimand.parts.empty();
}

bool mentions(const Estimand& estimand, const std::string& variable) {
  return free_variables(estimand).contains(variable);
}

// sum v: P(v, w | u) * rest is P(w | u) * rest where the rest says nothing of v.
bool sum_out(std::vector<Estimand>& factors, const std::string& variable) {
  Estimand* only = nullptr;
  for (Estimand& factor : factors) {
    if (!mentions(factor, variable)) continue;
    if (only != nullptr) return false;
    only = &factor;
  }
  if (only == nullptr || only->kind != Estimand::Kind::kProbability ||
      !only->variables.contains(variable))
    return false;
  only->variables.erase(variable);
  std::erase_if(factors, [](const Estimand& factor) {
    return factor.kind == Estimand::Kind::kProbability && factor.variables.empty();
  });
  return true;
}

States only(const States& states, const NodeSet& variables) {
  States kept;
  for (const std::string& variable : variables) kept.emplace(variable, states.at(variable));
  return kept;
}

std::string bracketed(const Estimand& estimand) {
  const bool loose =
      estimand.kind == Estimand::Kind::kSum || estimand.kind == Estimand::Kind::kQuotient;
  return loose ? "(" + print(estimand) + ")" : print(estimand);
}

}  // namespace

Estimand probability(NodeSet variables, NodeSet given) {
  if (variables.empty()) return {};
  return {Estimand::Kind::kProbability, std::move(variables), std::move(given), {}};
}

Estimand sum(NodeSet over, Estimand part) {
  std::vector<Estimand> factors =
      part.kind == Estimand::Kind::kProduct ? part.parts : std::vector<Estimand>{std::move(part)};
  for (bool shorter = true; shorter;) {
    shorter = false;
    for (auto it = over.begin(); !shorter && it != over.end(); ++it)
      if (sum_out(factors, *it)) {
        over.erase(it);
        shorter = true;
      }
  }
  Estimand inside = product(std::move(factors));
  if (over.empty()) return inside;
  return {Estimand::Kind::kSum, std::move(over), {}, {std::move(inside)}};
}

Estimand product(std::vector<Estimand> parts) {
  Estimand result;
  for (Estimand& part : parts) {
    if (part.kind == Estimand::Kind::kProduct)
      result.parts.insert(result.parts.end(), part.parts.begin(), part.parts.end());
    else
      result.parts.push_back(std::move(part));
  }
  return result.parts.size() == 1 ? Estimand(result.parts.front()) : result;
}

Estimand quotient(Estimand numerator, Estimand denominator) {
  using enum Estimand::Kind;
  if (is_one(denominator)) return numerator;
  if (numerator.kind == kProbability && denominator.kind == kProbability &&
      numerator.given == denominator.given &&
      std::includes(numerator.variables.begin(), numerator.variables.end(),
                    denominator.variables.begin(), denominator.variables.end()))
    return probability(without(numerator.variables, denominator.variables),
                       united(numerator.given, denominator.variables));
  return {kQuotient, {}, {}, {std::move(numerator), std::move(denominator)}};
}

NodeSet free_variables(const Estimand& estimand) {
  if (estimand.kind == Estimand::Kind::kProbability)
    return united(estimand.variables, estimand.given);
  NodeSet all;
  for (const Estimand& part : estimand.parts) all.merge(free_variables(part));
  return estimand.kind == Estimand::Kind::kSum ? without(all, estimand.variables) : all;
}

std::string print(const Estimand& estimand) {
  switch (estimand.kind) {
    case Estimand::Kind::kProbability:
      if (estimand.given.empty()) return fmt::format("P({})", fmt::join(estimand.variables, ", "));
      return fmt::format("P({} | {})", fmt::join(estimand.variables, ", "),
                         fmt::join(estimand.given, ", "));
    case Estimand::Kind::kSum:
      return fmt::format("sum {}: {}", fmt::join(estimand.variables, ", "),
                         print(estimand.parts[0]));
    case Estimand::Kind::kQuotient:
      return bracketed(estimand.parts[0]) + " / " + bracketed(estimand.parts[1]);
    case Estimand::Kind::kProduct:
      break;
  }
  if (estimand.parts.empty()) return "1";
  std::vector<std::string> factors;
  for (const Estimand& part : estimand.parts) factors.push_back(bracketed(part));
  return fmt::format("{}", fmt::join(factors, " * "));
}

std::optional<Rational> evaluate(const Estimand& estimand, const States& at, const States& counts,
                                 const Probability& probability) {
  const auto part = [&](std::size_t i) {
    return evaluate(estimand.parts[i], at, counts, probability);
  };
  switch (estimand.kind) {
    case Estimand::Kind::kProbability: {
      const Rational given = probability(only(at, estimand.given));
      if (given == 0) return std::nullopt;
      return Rational(probability(only(at, united(estimand.variables, estimand.given))) / given);
    }
    case Estimand::Kind::kQuotient: {
      const auto numerator = part(0), denominator = part(1);
      if (!numerator || !denominator || *denominator == 0) return std::nullopt;
      return Rational(*numerator / *denominator);
    }
    case Estimand::Kind::kProduct: {
      Rational value = 1;
      for (std::size_t i = 0; i < estimand.parts.size(); ++i) {
        const auto factor = part(i);
        if (!factor) return std::nullopt;
        value *= *factor;
      }
      return value;
    }
    case Estimand::Kind::kSum:
      break;
  }
  Rational value = 0;
  States here = at;
  const std::vector<std::string> over(estimand.variables.begin(), estimand.variables.end());
  const std::function<bool(std::size_t)> add = [&](std::size_t i) {
    if (i == over.size()) {
      const auto term = evaluate(estimand.parts[0], here, counts, probability);
      if (term) value += *term;
      return term.has_value();
    }
    for (std::size_t state = 0; state < counts.at(over[i]); ++state) {
      here[over[i]] = state;
      if (!add(i + 1)) return false;
    }
    return true;
  };
  if (!add(0)) return std::nullopt;
  return value;
}

}  // namespace modus::causal
