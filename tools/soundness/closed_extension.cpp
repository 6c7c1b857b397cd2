#include "tools/soundness/closed_extension.h"

#include <functional>

#include "tools/soundness/dependencies.h"

namespace modus::soundness {

using claims::Claim;
using claims::Op;

namespace {

using Binding = std::map<std::string, std::string>;

const Claim& without_foralls(const Claim& claim) {
  return claim.op() == Op::kForall ? without_foralls(claim.child(0)) : claim;
}

void conjuncts(const Claim& claim, std::vector<Claim>& parts) {
  if (claim.op() == Op::kAnd) {
    for (const Claim& child : claim.children()) conjuncts(child, parts);
  } else if (claim.op() != Op::kTrue) {
    parts.push_back(claim);
  }
}

struct PlainRule {
  std::vector<Claim> body;
  std::vector<Claim> heads;
  std::vector<std::string> variables;
};

PlainRule plain_rule(const Claim& claim) {
  const Claim& inner = without_foralls(claim);
  PlainRule rule;
  rule.variables = claims::free_variables(inner);
  if (inner.op() == Op::kImplies) {
    conjuncts(inner.child(0), rule.body);
    conjuncts(inner.child(1), rule.heads);
  } else {
    conjuncts(inner, rule.heads);
  }
  return rule;
}

void for_each_binding(const std::vector<std::string>& variables, const std::set<std::string>& names,
                      Binding& binding, std::size_t at, const std::function<void()>& act) {
  if (at == variables.size()) return act();
  for (const std::string& name : names) {
    binding[variables[at]] = name;
    for_each_binding(variables, names, binding, at + 1, act);
  }
}

bool body_holds(const Claim& literal, const Binding& binding, const std::set<GroundLiteral>& facts,
                const std::set<GroundLiteral>& absent_from) {
  if (literal.op() == Op::kAbsent)
    return !absent_from.contains(ground_literal(literal.child(0), binding));
  const auto name_of = [&](const Claim& term) {
    return term.op() == Op::kVariable ? binding.at(term.name()) : term.name();
  };
  if (literal.op() == Op::kNotEqual) return name_of(literal.child(0)) != name_of(literal.child(1));
  const GroundLiteral ground = ground_literal(literal, binding);
  return !ground.empty() && facts.contains(ground);
}

}  // namespace

GroundLiteral ground_literal(const Claim& claim, const Binding& binding) {
  if (claim.op() == Op::kNot) {
    GroundLiteral inner = ground_literal(claim.child(0), binding);
    if (inner.empty() || inner.front() == "not") return {};
    inner.insert(inner.begin(), "not");
    return inner;
  }
  if (claim.op() != Op::kApply && claim.op() != Op::kName) return {};
  GroundLiteral literal{claim.name()};
  for (const Claim& argument : claim.children()) {
    if (argument.op() == Op::kName) {
      literal.push_back(argument.name());
    } else if (argument.op() == Op::kVariable && binding.contains(argument.name())) {
      literal.push_back(binding.at(argument.name()));
    } else {
      return {};
    }
  }
  return literal;
}

std::set<GroundLiteral> closure_of(const std::vector<Claim>& claims,
                                   const std::set<std::string>& names,
                                   const std::set<GroundLiteral>& absent_from) {
  std::vector<PlainRule> rules;
  for (const Claim& claim : claims) rules.push_back(plain_rule(claim));
  std::set<GroundLiteral> facts;
  for (std::size_t before = facts.size() + 1; before != facts.size();) {
    before = facts.size();
    for (const PlainRule& rule : rules) {
      Binding binding;
      for_each_binding(rule.variables, names, binding, 0, [&] {
        for (const Claim& literal : rule.body)
          if (!body_holds(literal, binding, facts, absent_from)) return;
        for (const Claim& head : rule.heads) {
          GroundLiteral ground = ground_literal(head, binding);
          if (!ground.empty()) facts.insert(std::move(ground));
        }
      });
    }
  }
  return facts;
}

std::map<std::string, std::set<std::string>> closed_extensions(const claims::Chain& chain) {
  std::map<std::string, std::set<std::string>> extensions;
  if (chain.header.closed.empty()) return extensions;
  std::vector<Claim> givens;
  std::set<std::string> names;
  for (const claims::Step& step : chain.steps) {
    if (step.kind == claims::StepKind::kGiven) givens.push_back(step.claim);
    names.merge(names_of_step(step));
  }
  const std::set<GroundLiteral> facts = closure_of(givens, names, {});
  for (const claims::PredicateArity& closed : chain.header.closed) {
    std::set<std::string>& extension = extensions[closed.name];
    for (const GroundLiteral& fact : facts)
      if (fact.front() == closed.name && fact.size() == 2) extension.insert(fact[1]);
  }
  return extensions;
}

bool fits_closed(const Model& model, const World& world,
                 const std::map<std::string, std::set<std::string>>& extensions) {
  for (const auto& [predicate, names] : extensions) {
    const auto index = world.predicate(predicate);
    if (!index) continue;
    for (std::size_t thing = 0; thing < model.size; ++thing) {
      if (((model.predicates[*index] >> thing) & 1u) == 0) continue;
      bool derived = false;
      for (const std::string& name : names)
        if (const auto constant = world.thing(name))
          derived = derived || model.things[*constant] == thing;
      if (!derived) return false;
    }
  }
  return true;
}

}  // namespace modus::soundness
