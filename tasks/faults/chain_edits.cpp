#include "tasks/faults/chain_edits.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <vector>

namespace modus::tasks {
namespace {

using claims::Chain;
using claims::Claim;
using claims::Op;
using claims::Step;
using claims::StepId;
using claims::StepKind;
using MaybeFault = std::optional<ChainFault>;

template <typename T>
const T& any(const std::vector<T>& all, RandomStream& random) {
  return all[random.below(static_cast<std::uint32_t>(all.size()))];
}

Claim negation(const Claim& claim) {
  return claim.op() == Op::kNot ? claim.child(0) : claims::unary(Op::kNot, claim);
}
bool is_ground_literal(const Claim& claim) {
  return atom_of(claim).op() == Op::kApply && claims::free_variables(claim).empty();
}

// A random `have` that suits.
std::optional<std::size_t> a_have(const Chain& chain, RandomStream& random,
                                  const std::function<bool(const Step&)>& suits) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < chain.steps.size(); ++i)
    if (chain.steps[i].kind == StepKind::kHave && suits(chain.steps[i])) found.push_back(i);
  if (found.empty()) return std::nullopt;
  return any(found, random);
}

std::vector<const Step*> cited(const Chain& chain, const Step& step) {
  std::vector<const Step*> found;
  for (const StepId id : step.cites)
    if (const Step* other = chain.find(id)) found.push_back(other);
  return found;
}
bool cites_a_derivation(const Chain& chain, const Step& step) {
  return std::ranges::any_of(cited(chain, step),
                             [](const Step* s) { return s->kind != StepKind::kGiven; });
}

// Arguments of all atoms, each once, in order.
void collect_names(const Claim& claim, std::vector<std::string>& names) {
  if (claim.op() == Op::kName && std::ranges::find(names, claim.name()) == names.end())
    names.push_back(claim.name());
  for (const Claim& child : claim.children()) collect_names(child, names);
}

// One fact and one rule, whose conclusion the step draws.
struct Application {
  std::size_t have = 0;
  std::size_t fact = 0;
  std::size_t rule = 0;
};
std::optional<Application> an_application(const Chain& chain, RandomStream& random) {
  Application found;
  const auto index = [&](const Step* step) {
    return static_cast<std::size_t>(step - chain.steps.data());
  };
  const auto have = a_have(chain, random, [&](const Step& step) {
    const std::vector<const Step*> steps = cited(chain, step);
    if (steps.size() != 2 || !is_ground_literal(step.claim)) return false;
    const bool first = is_rule(steps[0]->claim);
    const Step* rule = steps[first ? 0 : 1];
    const Step* fact = steps[first ? 1 : 0];
    return is_rule(rule->claim) && fact->kind == StepKind::kGiven &&
           is_ground_literal(fact->claim) && rule->claim.child(0).op() != Op::kAnd;
  });
  if (!have) return std::nullopt;
  found.have = *have;
  for (const Step* step : cited(chain, chain.steps[*have]))
    (is_rule(step->claim) ? found.rule : found.fact) = index(step);
  return found;
}

MaybeFault at(Chain chain, std::size_t step) { return ChainFault{std::move(chain), step}; }

MaybeFault cite_unknown(const Chain& chain, RandomStream& random) {
  const auto have = a_have(chain, random, [](const Step& s) { return !s.cites.empty(); });
  if (!have) return std::nullopt;
  Chain changed = chain;
  changed.steps[*have].cites.push_back(StepId(9000 + random.below(900)));
  return at(std::move(changed), *have);
}

MaybeFault cite_itself(const Chain& chain, RandomStream& random) {
  const auto have = a_have(chain, random, [](const Step& s) { return !s.cites.empty(); });
  if (!have) return std::nullopt;
  Chain changed = chain;
  changed.steps[*have].cites.push_back(changed.steps[*have].id);
  return at(std::move(changed), *have);
}

MaybeFault cite_nothing(const Chain& chain, RandomStream& random) {
  const auto have = a_have(chain, random, [](const Step& s) { return !s.cites.empty(); });
  if (!have) return std::nullopt;
  Chain changed = chain;
  changed.steps[*have].cites.clear();
  return at(std::move(changed), *have);
}

// Leaves a citation out; `derived`: another one of a derived step stays, or none does.
MaybeFault drop_citation(const Chain& chain, RandomStream& random, const bool derived) {
  const auto have = a_have(chain, random, [](const Step& s) { return s.cites.size() > 1; });
  if (!have) return std::nullopt;
  Chain changed = chain;
  std::vector<StepId>& cites = changed.steps[*have].cites;
  cites.erase(cites.begin() + random.below(static_cast<std::uint32_t>(cites.size())));
  if (cites_a_derivation(changed, changed.steps[*have]) != derived) return std::nullopt;
  return at(std::move(changed), *have);
}
MaybeFault drop_beside_derivation(const Chain& chain, RandomStream& random) {
  return drop_citation(chain, random, true);
}
MaybeFault drop_given(const Chain& chain, RandomStream& random) {
  return drop_citation(chain, random, false);
}

MaybeFault exchange_fact_and_conclusion(const Chain& chain, RandomStream& random) {
  const auto found = an_application(chain, random);
  if (!found) return std::nullopt;
  Chain changed = chain;
  std::swap(changed.steps[found->have].claim, changed.steps[found->fact].claim);
  return at(std::move(changed), found->have);
}

MaybeFault turn_rule(const Chain& chain, RandomStream& random) {
  const auto found = an_application(chain, random);
  if (!found || chain.steps[found->rule].kind != StepKind::kGiven) return std::nullopt;
  Chain changed = chain;
  Step& rule = changed.steps[found->rule];
  rule.claim = claims::binary(Op::kImplies, rule.claim.child(1), rule.claim.child(0));
  return at(std::move(changed), found->have);
}

MaybeFault deny_both(const Chain& chain, RandomStream& random) {
  const auto found = an_application(chain, random);
  if (!found) return std::nullopt;
  Chain changed = chain;
  for (const std::size_t step : {found->have, found->fact})
    changed.steps[step].claim = negation(changed.steps[step].claim);
  return at(std::move(changed), found->have);
}

MaybeFault state_converse(const Chain& chain, RandomStream& random) {
  const auto found = an_application(chain, random);
  if (!found) return std::nullopt;
  Chain changed = chain;
  const Claim& rule = chain.steps[found->rule].claim;
  changed.steps[found->have].claim = claims::binary(Op::kImplies, rule.child(1), rule.child(0));
  return at(std::move(changed), found->have);
}

MaybeFault deny(const Chain& chain, RandomStream& random, const bool derived) {
  const auto have = a_have(chain, random, [&](const Step& s) {
    return is_ground_literal(s.claim) && !s.cites.empty() &&
           cites_a_derivation(chain, s) == derived;
  });
  if (!have) return std::nullopt;
  Chain changed = chain;
  changed.steps[*have].claim = negation(chain.steps[*have].claim);
  return at(std::move(changed), *have);
}
MaybeFault deny_derived(const Chain& chain, RandomStream& random) {
  return deny(chain, random, true);
}
MaybeFault deny_given(const Chain& chain, RandomStream& random) {
  return deny(chain, random, false);
}

// It draws the conclusion of a rule that speaks of no name.
bool applies_to_anybody(const Chain& chain, const Step& step) {
  return std::ranges::any_of(cited(chain, step), [&](const Step* rule) {
    if (!is_rule(rule->claim)) return false;
    std::vector<std::string> names;
    collect_names(rule->claim.child(1), names);
    return names.empty();
  });
}

// A name of the conclusion exchanged: by another of the chain, or by one that nobody mentions.
MaybeFault rename_in_conclusion(const Chain& chain, RandomStream& random, const bool known) {
  const auto have = a_have(chain, random, [&](const Step& s) {
    return is_ground_literal(s.claim) && !s.cites.empty() &&
           (!known || applies_to_anybody(chain, s));
  });
  if (!have) return std::nullopt;
  std::vector<std::string> names, own;
  for (const Step& step : chain.steps) collect_names(step.claim, names);
  collect_names(chain.steps[*have].claim, own);
  if (own.empty()) return std::nullopt;
  std::erase_if(names,
                [&](const std::string& n) { return std::ranges::find(own, n) != own.end(); });
  if (known && names.empty()) return std::nullopt;
  const claims::Replacement other[] = {
      {any(own, random), claims::name(known ? any(names, random) : "wendelin")}};
  Chain changed = chain;
  changed.steps[*have].claim = claims::substitute_names(chain.steps[*have].claim, other);
  return at(std::move(changed), *have);
}
MaybeFault conclude_of_another(const Chain& chain, RandomStream& random) {
  return rename_in_conclusion(chain, random, true);
}
MaybeFault conclude_of_a_stranger(const Chain& chain, RandomStream& random) {
  return rename_in_conclusion(chain, random, false);
}

// NAME + NAME = 24 with a wrong number.
MaybeFault number_off(const Chain& chain, RandomStream& random,
                      const std::function<bool(Op)>& operation) {
  const auto have = a_have(chain, random, [&](const Step& s) {
    return s.claim.op() == Op::kEqual && operation(s.claim.child(0).op()) &&
           s.claim.child(1).op() == Op::kNumber;
  });
  if (!have) return std::nullopt;
  Chain changed = chain;
  const Claim& claim = chain.steps[*have].claim;
  const claims::Rational off = claim.child(1).literal().value + 1 + random.below(3);
  changed.steps[*have].claim = claims::binary(Op::kEqual, claim.child(0), claims::number_term(off));
  return at(std::move(changed), *have);
}
MaybeFault sum_off(const Chain& chain, RandomStream& random) {
  return number_off(chain, random, [](Op op) { return op == Op::kAdd || op == Op::kSubtract; });
}
MaybeFault product_off(const Chain& chain, RandomStream& random) {
  return number_off(chain, random, [](Op op) { return op == Op::kMultiply || op == Op::kDivide; });
}

MaybeFault flip_answer(const Chain& chain, RandomStream&) {
  const Step* answer = chain.answer();
  if (!answer || answer->cites.empty() || answer->answer == claims::AnswerKind::kLetter)
    return std::nullopt;
  Chain changed = chain;
  const auto index = static_cast<std::size_t>(answer - chain.steps.data());
  Step& step = changed.steps[index];
  if (step.answer == claims::AnswerKind::kTerm) {
    if (step.value->op() != Op::kNumber) return std::nullopt;
    step.value = claims::number_term(step.value->literal().value + 1);
  } else {
    step.answer = step.answer == claims::AnswerKind::kTrue ? claims::AnswerKind::kFalse
                                                           : claims::AnswerKind::kTrue;
  }
  return at(std::move(changed), index);
}

constexpr auto kEdits = std::to_array<ChainEdit>({
    {"A02", "number_changed", sum_off},
    {"A03", "number_changed", product_off},
    {"E01", "citation_of_a_given_left_out", drop_given},
    {"E03", "fact_and_conclusion_exchanged", exchange_fact_and_conclusion},
    {"E03", "rule_turned_round", turn_rule},
    {"E04", "fact_and_conclusion_denied", deny_both},
    {"E07", "converse_stated", state_converse},
    {"F01", "said_of_another", conclude_of_another},
    {"J01", "unknown_step_cited", cite_unknown},
    {"J02", "itself_cited", cite_itself},
    {"J03", "citations_left_out", cite_nothing},
    {"J04", "citation_left_out", drop_beside_derivation},
    {"J06", "conclusion_denied", deny_derived},
    {"J07", "conclusion_denied", deny_given},
    {"J12", "answer_flipped", flip_answer},
    {"J14", "said_of_a_stranger", conclude_of_a_stranger},
});

}  // namespace

std::span<const ChainEdit> chain_edits() { return kEdits; }

bool is_rule(const claims::Claim& claim) { return claim.op() == claims::Op::kImplies; }

const claims::Claim& atom_of(const claims::Claim& literal) {
  return literal.op() == claims::Op::kNot ? literal.child(0) : literal;
}

}  // namespace modus::tasks
