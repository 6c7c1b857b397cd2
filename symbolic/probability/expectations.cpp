#include "symbolic/probability/expectations.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/core.h>

#include "claims/expectation.h"
#include "claims/functions.h"
#include "claims/print.h"
#include "symbolic/probability/polynomial.h"
#include "symbolic/probability/sample_spaces.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Op;
using claims::Rational;

namespace {

constexpr std::size_t kMaxJointStates = 256;  // of one product
constexpr int kMaxExponent = 8;

class Expectations {
 public:
  Expectations(std::span<const Claim> all, const claims::Signature& signature)
      : signature_(signature) {
    for (const Claim& term : probability_terms(all)) {
      claims::EventVariables variables;
      collect_variables(term, variables);
      for (const auto& [key, variable] : variables)
        states_[claims::print(variable.variable)].insert(variable.states.begin(),
                                                         variable.states.end());
    }
  }

  Claim replaced(const Claim& claim) {
    if (claims::is_expectation(claim)) return number_of(claim);
    if (claim.children().empty()) return claim;
    std::vector<Claim> children;
    for (const Claim& child : claim.children()) children.push_back(replaced(child));
    return claims::make(claim.op(), claim.name(), std::move(children), claim.span());
  }

  std::vector<Claim> links;
  std::vector<std::string> expected;

 private:
  Claim number_of(const Claim& expectation) {
    if (claims::function_of(expectation) != claims::Function::kExpectation)
      throw NoMeasure{"a variance too large to write out"};
    if (!claims::free_variables(expectation).empty())
      throw NoMeasure{"an expectation with a variable: " + claims::print(expectation)};
    Claim sum = claims::number_term(0);
    bool first = true;
    const Polynomial of = polynomial(expectation.child(0));
    for (const auto& [product, coefficient] : of.terms()) {
      const Claim factor = claims::number_term(coefficient);
      const Claim term =
          product.empty() ? factor
                          : claims::binary(Op::kMultiply, factor, expected_of(product, expectation));
      sum = first ? term : claims::binary(Op::kAdd, sum, term);
      first = false;
    }
    return sum;
  }

  Polynomial polynomial(const Claim& term) {
    switch (term.op()) {
      case Op::kName:
      case Op::kApply:
        return Polynomial::unknown(place_of(term));
      case Op::kNumber:
        return Polynomial(term.literal().value);
      case Op::kNegate:
        return Polynomial().add(polynomial(term.child(0)), -1);
      case Op::kAdd:
        return polynomial(term.child(0)).add(polynomial(term.child(1)), 1);
      case Op::kSubtract:
        return polynomial(term.child(0)).add(polynomial(term.child(1)), -1);
      case Op::kMultiply:
        return polynomial(term.child(0)) * polynomial(term.child(1));
      case Op::kDivide: {
        const auto divisor = polynomial(term.child(1)).constant();
        if (!divisor || *divisor == 0) break;
        return Polynomial().add(polynomial(term.child(0)), 1 / *divisor);
      }
      case Op::kPower: {
        const auto exponent = polynomial(term.child(1)).constant();
        if (!exponent || !claims::is_integer(*exponent) || *exponent < 1 ||
            *exponent > kMaxExponent)
          break;
        const Polynomial base = polynomial(term.child(0));
        Polynomial power = base;
        for (int i = 1; i < *exponent; ++i) power = power * base;
        return power;
      }
      default:
        break;
    }
    throw NoMeasure{"an expectation of " + claims::print(term)};
  }

  std::uint32_t place_of(const Claim& variable) {
    const auto at = std::find(variables_.begin(), variables_.end(), variable);
    if (at != variables_.end()) return static_cast<std::uint32_t>(at - variables_.begin());
    variables_.push_back(variable);
    return static_cast<std::uint32_t>(variables_.size() - 1);
  }

  // The name of E(product | conditions).
  Claim expected_of(const Polynomial::Monomial& product, const Claim& expectation) {
    const auto key = std::pair(product, claims::print(expectation.child(1)));
    const auto [at, is_new] = names_.try_emplace(key);
    if (is_new) {
      at->second = fmt::format("expected_{}", expected.size());
      while (signature_.find(at->second) != nullptr) at->second += '_';
      expected.push_back(at->second);
      link(product, expectation, claims::name(at->second));
    }
    return claims::name(at->second);
  }

  struct Joint {
    Rational value = 1;
    Claim event;
  };

  // The variables of a product, its value and the event at every combination of their states.
  void link(const Polynomial::Monomial& product, const Claim& expectation, const Claim& named) {
    std::vector<Joint> joints = {Joint{}};
    Claim exhausted;
    for (const std::uint32_t place : std::set(product.begin(), product.end())) {
      const Claim& variable = variables_[place];
      const auto labels = labels_of(variable);
      if (labels.empty()) return;  // nothing is known of it
      std::vector<Claim> members;
      std::vector<Joint> longer;
      if (joints.size() * labels.size() > kMaxJointStates)
        throw NoMeasure{"an expectation over too many states"};
      for (const auto& [label, value] : labels) {
        members.push_back(label);
        Rational raised = 1;
        for (auto n = std::count(product.begin(), product.end(), place); n > 0; --n)
          raised *= value;
        for (const Joint& joint : joints)
          longer.push_back({joint.value * raised,
                            both(joint.event, claims::binary(Op::kEqual, variable, label))});
      }
      joints = std::move(longer);
      exhausted = both(exhausted, claims::binary(Op::kIn, variable,
                                                 claims::make(Op::kSet, "", members, {})));
    }
    Claim sum = claims::number_term(0);
    for (const Joint& joint : joints)
      if (joint.value != 0)
        sum = claims::binary(
            Op::kAdd, sum,
            claims::binary(Op::kMultiply, claims::number_term(joint.value),
                           claims::probability_under(expectation, joint.event)));
    links.push_back(
        claims::binary(Op::kImplies, condition(expectation, exhausted),
                       claims::binary(Op::kEqual, named, sum)));
  }

  // P(evidence) > 0 and P(exhausted | evidence) = 1
  static Claim condition(const Claim& expectation, const Claim& exhausted) {
    const Claim probability = claims::probability_under(expectation, exhausted);
    const Claim certain = claims::binary(Op::kEqual, probability, claims::number_term(1));
    if (claims::evidence_of(probability).op() == Op::kTrue) return certain;
    return both(claims::binary(Op::kGreater, claims::denominator_of(probability),
                               claims::number_term(0)),
                certain);
  }

  static Claim both(const Claim& a, const Claim& b) {
    const Claim parts[] = {a, b};
    return claims::all_of(parts);
  }

  std::vector<std::pair<Claim, Rational>> labels_of(const Claim& variable) const {
    std::vector<std::pair<Claim, Rational>> labels;
    const auto found = states_.find(claims::print(variable));
    if (found == states_.end()) return labels;
    for (const std::string& state : found->second) {
      const auto value = claims::state_number(state);
      if (!value) throw NoMeasure{"the states of " + claims::print(variable) + " are no numbers"};
      labels.emplace_back(claims::number_term(*value), *value);
    }
    return labels;
  }

  const claims::Signature& signature_;
  std::map<std::string, std::set<std::string>> states_;  // by variable, as printed
  std::vector<Claim> variables_;
  std::map<std::pair<Polynomial::Monomial, std::string>, std::string> names_;
};

}  // namespace

bool mentions_expectation(const Claim& claim) {
  return claims::is_expectation(claim) ||
         std::any_of(claim.children().begin(), claim.children().end(), mentions_expectation);
}

WithoutExpectations without_expectations(std::span<const Claim> premises,
                                         const std::optional<Claim>& goal,
                                         const claims::Signature& signature) {
  std::vector<Claim> all(premises.begin(), premises.end());
  if (goal) all.push_back(*goal);
  Expectations expectations(all, signature);
  WithoutExpectations result;
  for (const Claim& premise : premises) result.premises.push_back(expectations.replaced(premise));
  if (goal) result.goal = expectations.replaced(*goal);
  result.links = std::move(expectations.links);
  result.expected = std::move(expectations.expected);
  return result;
}

}  // namespace modus::symbolic
