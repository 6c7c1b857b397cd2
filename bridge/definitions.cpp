#include "bridge/definitions.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <set>
#include <string>
#include <utility>

#include "bridge/defined.h"
#include "bridge/supported.h"
#include "bridge/word_problem.h"

namespace modus::bridge {
namespace {

using claims::Claim;
using claims::Op;
using claims::Step;
using claims::StepKind;

constexpr std::array kOperations = {Op::kAdd, Op::kSubtract, Op::kMultiply, Op::kDivide};

bool commutes(Op op) { return op == Op::kAdd || op == Op::kMultiply; }

std::vector<Claim> amounts_of(const claims::Chain& chain) {
  std::vector<Claim> amounts;
  for (const Step& step : chain.steps)
    if (step.kind == StepKind::kGiven && step.claim.op() == Op::kEqual &&
        step.claim.child(0).op() == Op::kName)
      amounts.push_back(step.claim.child(0));
  return amounts;
}

// Of one operation with an amount that the term lacks, on either side.
void extend(const Claim& term, const std::vector<Claim>& used, const std::vector<Claim>& amounts,
            std::vector<Claim>& formulas) {
  for (const Claim& amount : amounts) {
    if (std::ranges::find(used, amount) != used.end()) continue;
    for (const Op op : kOperations) {
      formulas.push_back(claims::binary(op, term, amount));
      if (!commutes(op)) formulas.push_back(claims::binary(op, amount, term));
    }
  }
}

// The first of them added, each other one added or taken away.
std::vector<Claim> sums_of(const std::vector<Claim>& amounts) {
  std::vector<Claim> sums;
  for (std::size_t signs = 0; signs < std::size_t{1} << (amounts.size() - 1); ++signs) {
    Claim sum = amounts.front();
    for (std::size_t i = 1; i < amounts.size(); ++i)
      sum = claims::binary((signs >> (i - 1)) % 2 == 0 ? Op::kAdd : Op::kSubtract, sum, amounts[i]);
    sums.push_back(std::move(sum));
  }
  return sums;
}

// Sums of all amounts, and of all but one by which they are multiplied or divided.
void add_sums(const std::vector<Claim>& amounts, std::vector<Claim>& formulas) {
  std::ranges::move(sums_of(amounts), std::back_inserter(formulas));
  for (const Claim& factor : amounts) {
    std::vector<Claim> others = amounts;
    std::erase(others, factor);
    for (const Claim& sum : sums_of(others))
      for (const Op op : {Op::kMultiply, Op::kDivide})
        formulas.push_back(claims::binary(op, sum, factor));
  }
}

std::vector<Claim> formulas_over(const std::vector<Claim>& amounts) {
  std::vector<Claim> formulas = amounts;
  for (std::size_t i = 0; i < amounts.size(); ++i)
    for (std::size_t k = i + 1; k < amounts.size(); ++k)
      for (const Op op : kOperations) {
        std::vector<Claim> pairs = {claims::binary(op, amounts[i], amounts[k])};
        if (!commutes(op)) pairs.push_back(claims::binary(op, amounts[k], amounts[i]));
        for (const Claim& pair : pairs) {
          formulas.push_back(pair);
          extend(pair, {amounts[i], amounts[k]}, amounts, formulas);
        }
      }
  if (amounts.size() > 3) add_sums(amounts, formulas);
  return formulas;
}

}  // namespace

std::vector<Claim> carried_definitions(const claims::Chain& chain, std::string_view question) {
  const Step* const ask = chain.question();
  if (ask == nullptr || ask->question != claims::QuestionKind::kValue ||
      ask->claim.op() != Op::kEqual || ask->claim.child(0).op() != Op::kName ||
      std::ranges::find(chain.steps, StepKind::kLet, &Step::kind) != chain.steps.end())
    return {};
  const std::vector<Claim> amounts = amounts_of(chain);
  if (amounts.size() < 2 || amounts.size() > kMostAmounts) return {};
  const WordProblem problem(chain, question);
  std::vector<Claim> carried = formulas_over(amounts);
  std::erase_if(carried, [&](const Claim& formula) {
    if (!unsupported(problem, question, formula).empty()) return true;
    Step let;
    let.kind = StepKind::kLet;
    let.name = ask->claim.child(0).name();
    let.definition = formula;
    return !disagreement_with_text(chain, let, question).empty();
  });
  return carried;
}

namespace {

constexpr std::size_t kMostUnfolded = 16;  // names that stand for names

// Which steps say how much a term is.
class Calculations {
 public:
  explicit Calculations(const claims::Chain& chain) : chain_(chain) {}

  // The term and its parts that are worked out, the smallest first.
  void add(const Claim& term, std::size_t unfolded = 0) {
    if (unfolded == kMostUnfolded || term.op() == Op::kNumber || value_of(term) != nullptr) return;
    if (const Claim* stands_for = meaning_of(term)) add(*stands_for, unfolded + 1);
    for (const Claim& part : term.children()) add(part, unfolded);
    const auto is_it = [&](const Calculation& calculation) { return calculation.term == term; };
    if (std::ranges::any_of(found_, is_it)) return;
    std::set<std::uint32_t> ids;
    cite(term, ids, 0);
    Calculation calculation{term, {}};
    for (const std::uint32_t id : ids) calculation.cites.emplace_back(id);
    if (!ids.empty()) found_.push_back(std::move(calculation));
  }

  std::vector<Calculation> found() && { return std::move(found_); }

 private:
  // The step that says its value.
  const Step* value_of(const Claim& term) const {
    for (const Step& step : chain_.steps)
      if ((step.kind == StepKind::kGiven || step.kind == StepKind::kHave) &&
          step.claim.op() == Op::kEqual && step.claim.child(0) == term &&
          step.claim.child(1).op() == Op::kNumber)
        return &step;
    return nullptr;
  }

  const Step* relation_of(const Claim& name) const {
    for (const Step& step : chain_.steps)
      if (step.kind == StepKind::kGiven && step.claim.op() == Op::kEqual &&
          step.claim.child(0) == name)
        return &step;
    return nullptr;
  }

  // What a `let` or a relation says that a name is; nullptr for any other term.
  const Claim* meaning_of(const Claim& term) const {
    if (term.op() != Op::kName) return nullptr;
    for (const Step& step : chain_.steps)
      if (step.kind == StepKind::kLet && step.name == term.name()) return &*step.definition;
    const Step* const relation = relation_of(term);
    return relation == nullptr ? nullptr : &relation->claim.child(1);
  }

  void cite(const Claim& term, std::set<std::uint32_t>& ids, std::size_t unfolded) const {
    if (unfolded == kMostUnfolded) return;
    if (const Step* const says = value_of(term)) {
      ids.insert(says->id.value);
      return;
    }
    if (term.op() == Op::kName)
      if (const Step* const relation = relation_of(term)) ids.insert(relation->id.value);
    if (const Claim* const stands_for = meaning_of(term)) cite(*stands_for, ids, unfolded + 1);
    for (const Claim& part : term.children()) cite(part, ids, unfolded);
  }

  const claims::Chain& chain_;
  std::vector<Calculation> found_;
};

}  // namespace

std::vector<Calculation> calculations_of(const claims::Chain& chain, std::string_view question) {
  Calculations calculations(chain);
  bool defined = false;
  for (const Step& step : chain.steps) {
    if (step.kind != StepKind::kLet) continue;
    defined = true;
    calculations.add(claims::name(step.name));
  }
  if (!defined)
    for (const Claim& formula : carried_definitions(chain, question)) calculations.add(formula);
  return std::move(calculations).found();
}

}  // namespace modus::bridge
