#include "tasks/smuggled_givens.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include <fmt/core.h>

#include "base/progress.h"
#include "base/random.h"
#include "claims/print.h"
#include "symbolic/answer_goals.h"
#include "symbolic/checker.h"
#include "symbolic/reading/claim_shape.h"
#include "tasks/dataset.h"
#include "tasks/faults/chain_edits.h"
#include "tasks/rule_worlds.h"
#include "tasks/template_reader.h"

namespace modus::tasks {
namespace {

using claims::Chain;
using claims::Claim;
using claims::Op;
using claims::Step;
using claims::StepKind;

enum class Change {
  kNegation,
  kPredicate,
  kEntity,
  kArguments,
  kCondition,
  kConverse,
  kGeneral,
  kFact,
  kSentence
};
constexpr auto kChanges =
    std::to_array<std::pair<Change, std::string_view>>({{Change::kNegation, "negation"},
                                                        {Change::kPredicate, "predicate"},
                                                        {Change::kEntity, "entity"},
                                                        {Change::kArguments, "arguments"},
                                                        {Change::kCondition, "condition"},
                                                        {Change::kConverse, "converse"},
                                                        {Change::kGeneral, "general"},
                                                        {Change::kFact, "fact"},
                                                        {Change::kSentence, "sentence"}});

const Claim& head_of(const Claim& claim) { return is_rule(claim) ? claim.child(1) : claim; }
Claim with_head(const Claim& claim, Claim head) {
  return is_rule(claim) ? claims::binary(Op::kImplies, claim.child(0), std::move(head)) : head;
}
Claim with_atom(const Claim& literal, Claim atom) {
  return literal.op() == Op::kNot ? claims::unary(Op::kNot, std::move(atom)) : atom;
}

// What a problem speaks of.
struct Cast {
  std::set<std::pair<std::string, std::size_t>> predicates;  // with their arity
  std::set<std::string> entities;
};

Cast cast_of(const Chain& chain) {
  Cast cast;
  for (const Step& step : chain.steps) {
    for (const auto& use : symbolic::reading::shape_of(step.claim).atoms) {
      cast.predicates.emplace(use.atom.name(), use.atom.children().size());
      for (const Claim& argument : use.atom.children())
        if (argument.op() == Op::kName) cast.entities.insert(argument.name());
    }
  }
  return cast;
}

class Smuggler {
 public:
  Smuggler(const Chain& chain, RandomStream& random)
      : chain_(chain), cast_(cast_of(chain)), random_(random) {
    for (std::size_t i = 0; i < chain.steps.size(); ++i)
      if (chain.steps[i].kind == StepKind::kGiven) givens_.push_back(i);
  }

  struct Smuggled {
    Chain chain;
    std::size_t step = 0;
    Change change{};
  };

  // nullopt where the drawn change does not fit the drawn given.
  std::optional<Smuggled> draw() {
    const std::size_t at = any(givens_);
    Step step = chain_.steps[at];
    const Change change = kChanges[random_.below(kChanges.size())].first;
    if (change == Change::kSentence) {
      const Step& other = chain_.steps[any(givens_)];
      if (other.claim == step.claim) return std::nullopt;
      step.sentences = other.sentences;
    } else {
      auto claim = changed(step.claim, change);
      if (!claim || is_said(*claim)) return std::nullopt;
      step.claim = *std::move(claim);
    }
    Smuggled smuggled{chain_, at, change};
    smuggled.chain.steps[at] = std::move(step);
    return smuggled;
  }

 private:
  template <typename T>
  T any(const std::vector<T>& all) {
    return all[random_.below(static_cast<std::uint32_t>(all.size()))];
  }

  bool is_said(const Claim& claim) const {
    return std::any_of(givens_.begin(), givens_.end(),
                       [&](std::size_t i) { return chain_.steps[i].claim == claim; });
  }

  std::optional<Claim> changed(const Claim& claim, Change change) {
    const Claim& head = head_of(claim);
    const Claim& atom = atom_of(head);
    switch (change) {
      case Change::kNegation:
        return with_head(claim, symbolic::opposite(head));
      case Change::kPredicate:
        return with_other_predicate(claim);
      case Change::kEntity:
        return with_other_entity(claim);
      case Change::kArguments:
        if (atom.children().size() != 2 || atom.child(0) == atom.child(1)) return std::nullopt;
        return with_head(
            claim, with_atom(head, claims::apply(atom.name(), {atom.child(1), atom.child(0)})));
      case Change::kCondition:
        if (!is_rule(claim) || claim.child(0).op() != Op::kAnd) return std::nullopt;
        return claims::binary(Op::kImplies, claim.child(0).child(random_.below(2)), head);
      case Change::kConverse:
        if (!is_rule(claim) || claim.child(0).op() == Op::kAnd) return std::nullopt;
        return claims::binary(Op::kImplies, head, claim.child(0));
      case Change::kGeneral:
        if (!is_rule(claim)) return std::nullopt;
        return made_general(claim);
      case Change::kFact:
        if (!is_rule(claim)) return std::nullopt;
        return about(head, entity());
      case Change::kSentence:
        break;
    }
    return std::nullopt;
  }

  std::string entity() { return any(std::vector(cast_.entities.begin(), cast_.entities.end())); }

  std::optional<Claim> with_other_predicate(const Claim& claim) {
    const Claim& atom = atom_of(head_of(claim));
    std::vector<std::string> others;
    for (const auto& [name, arity] : cast_.predicates)
      if (arity == atom.children().size() && name != atom.name()) others.push_back(name);
    if (others.empty()) return std::nullopt;
    const std::vector<Claim> arguments(atom.children().begin(), atom.children().end());
    return with_head(claim, with_atom(head_of(claim), claims::apply(any(others), arguments)));
  }

  std::optional<Claim> with_other_entity(const Claim& claim) {
    const auto names = symbolic::reading::constants_in(claim);
    if (names.empty()) return std::nullopt;
    const std::string old = any(names);
    const std::string now = entity();
    if (now == old) return std::nullopt;
    const claims::Replacement replacement{old, claims::name(now)};
    return claims::substitute_names(claim, std::span(&replacement, 1));
  }

  // "If Ann is kind then Ann is nice" as if it held of everybody.
  std::optional<Claim> made_general(const Claim& claim) {
    const auto names = symbolic::reading::constants_in(claim);
    if (names.empty() || !symbolic::reading::shape_of(claim).variables.empty()) return std::nullopt;
    const claims::Replacement replacement{any(names), claims::variable("X")};
    return claims::substitute_names(claim, std::span(&replacement, 1));
  }

  std::optional<Claim> about(const Claim& literal, const std::string& entity) {
    const Claim& atom = atom_of(literal);
    std::vector<Claim> arguments;
    for (const Claim& argument : atom.children())
      arguments.push_back(argument.op() == Op::kVariable ? claims::name(entity) : argument);
    return with_atom(literal, claims::apply(atom.name(), std::move(arguments)));
  }

  const Chain& chain_;
  const Cast cast_;
  RandomStream& random_;
  std::vector<std::size_t> givens_;
};

constexpr int kDraws = 200;  // for one given

std::string_view name_of(Change change) {
  return kChanges[static_cast<std::size_t>(change)].second;
}

}  // namespace

EvalResult eval_smuggled_givens(const EvalOptions& options) {
  const std::vector<Row> rows = read_rows(options.files, std::nullopt);
  EvalResult result;
  result.dataset = "smuggled-givens";
  result.n = rows.empty() ? 0 : options.limit.value_or(rows.size());
  result.seed = options.seed;
  symbolic::CheckOptions check;
  check.wanted = symbolic::Wanted::kVerdict;
  std::size_t planted = 0, accepted = 0;
  Progress progress("eval smuggled-givens", result.n, options.progress);
  for (std::size_t i = 0; i < result.n; ++i, progress.advance(1)) {
    const Row& row = rows[i % rows.size()];
    const auto world = world_of(row, options.rename);
    const std::optional<Chain> chain = read_by_template(world.context + " " + world.question).chain;
    RandomStream random(options.seed, i);
    std::optional<Smuggler::Smuggled> smuggled;
    for (int draw = 0; chain && !smuggled && draw < kDraws; ++draw)
      smuggled = Smuggler(*chain, random).draw();
    if (!smuggled) continue;
    ++planted;
    ++result.figures[fmt::format("planted_{}", name_of(smuggled->change))];
    const auto checked = symbolic::check_chain(smuggled->chain, check);
    if (checked.steps.at(smuggled->step).verdict != symbolic::Verdict::kGrounded) continue;
    ++accepted;
    const Step& step = smuggled->chain.steps[smuggled->step];
    result.failures.push_back({row.has("id") ? row.text("id") : row.place(),
                               fmt::format("{}: `{}` was read from \"{}\"",
                                           name_of(smuggled->change), claims::print(step.claim),
                                           smuggled->chain.text.at(step.sentences.front() - 1))});
  }
  result.figures["planted"] = static_cast<double>(planted);
  result.figures["accepted"] = static_cast<double>(accepted);
  result.figures["accuracy"] =
      planted == 0 ? 0 : 1 - static_cast<double>(accepted) / static_cast<double>(planted);
  return result;
}

}  // namespace modus::tasks
