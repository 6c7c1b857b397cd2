#include "rules/reify.h"

#include <algorithm>

#include "base/error.h"
#include "claims/print.h"

namespace modus::rules {
namespace {

using claims::Claim;
using claims::Op;
using claims::Step;
using claims::StepKind;

bool has_claim(StepKind kind) {
  return kind != StepKind::kLet && kind != StepKind::kFix && kind != StepKind::kAnswer;
}

constexpr std::uint64_t kMaxJoins = 200'000;  // rows that one match may look at

kg::Datalog::Limits limits() {
  kg::Datalog::Limits result;
  result.max_joins = kMaxJoins;
  return result;
}

// Operators whose operands are formulas.
bool is_over_formulas(Op op) { return claims::is_connective(op); }

bool is_arithmetic_operator(Op op) { return op >= Op::kNegate && op <= Op::kSubtract; }

std::string answer_word(const Step& step) {
  switch (step.answer) {
    case claims::AnswerKind::kTrue:
      return "true";
    case claims::AnswerKind::kFalse:
      return "false";
    case claims::AnswerKind::kOpen:
      return "open";
    case claims::AnswerKind::kTerm:
      return step.value ? claims::print(*step.value) : "";
    case claims::AnswerKind::kLetter:
      return step.letter;
  }
  return "";
}

// A step's kind and the relation of that name stand at one place of their lists.
RelationId kind_relation(StepKind kind) { return static_cast<RelationId>(kind); }

}  // namespace

Reifier::Reifier(const kg::SymbolTable& words) : words_(words), facts_(limits()) {}

void Reifier::add_step(const Step& step, std::size_t index) {
  MODUS_CHECK(index == step_symbols_.size(), "step {} comes after {}", index, step_symbols_.size());
  const kg::SymbolId self = fresh(index);
  step_symbols_.push_back(self);
  if (step.id != claims::StepId{}) by_id_.try_emplace(step.id.value, self);
  fact(RelationId::kStep, {self});
  if (has_claim(step.kind)) {
    const kg::SymbolId claim = root(step.claim);
    fact(kind_relation(step.kind), {self, claim});
    if (step.kind != StepKind::kAsk) fact(RelationId::kClaim, {self, claim});
  } else {
    fact(kind_relation(step.kind),
         {self, word(step.kind == StepKind::kAnswer ? answer_word(step) : step.name)});
  }
  if (step.kind == StepKind::kHave)
    fact(RelationId::kBy, {self, word(claims::to_string(step.rule))});
  if (step.definition)
    fact(RelationId::kDefinition, {self, word(step.name), root(*step.definition)});
  for (const std::size_t sentence : step.sentences)
    fact(RelationId::kReads, {self, word(std::to_string(sentence))});
  const std::size_t skipped = step.cites.size() - std::min(step.cites.size(), kMaxReifiedCites);
  for (std::size_t i = skipped; i < step.cites.size(); ++i)
    if (const auto cited = by_id_.find(step.cites[i].value); cited != by_id_.end())
      fact(RelationId::kCites, {self, cited->second});
  for (const claims::StepId id : step.closes)
    if (const auto closed = by_id_.find(id.value); closed != by_id_.end())
      fact(RelationId::kCloses, {self, closed->second});
}

void Reifier::add_claim(std::size_t step_index, const Claim& claim) {
  fact(RelationId::kClaim, {step_symbols_[step_index], root(claim)});
}

void Reifier::add_repeats(std::size_t step_index, std::size_t earlier_index) {
  fact(RelationId::kRepeats, {step_symbols_[step_index], step_symbols_[earlier_index]});
}

Reifier::Meaning Reifier::meaning(kg::SymbolId symbol) const {
  if (symbol.index() < words_.size()) return words_.text(symbol);
  return meanings_.at(symbol.index() - words_.size());
}

kg::SymbolId Reifier::fresh(Meaning meaning) {
  meanings_.push_back(std::move(meaning));
  return kg::SymbolId(static_cast<std::uint32_t>(words_.size() + meanings_.size() - 1));
}

kg::SymbolId Reifier::word(std::string_view text) {
  if (const auto known = words_.find(text)) return *known;
  const auto [it, is_new] = other_words_.try_emplace(std::string(text));
  if (is_new) it->second = fresh(it->first);
  return it->second;
}

kg::SymbolId Reifier::root(const Claim& claim) {
  const kg::SymbolId symbol = node(claim).symbol;
  add_conjuncts(claim);
  return symbol;
}

// Depth of the recursion: below kMaxReifiedNodes.
Reifier::Node& Reifier::node(const Claim& claim) {
  const auto [it, is_new] = nodes_.try_emplace(claim);
  if (is_new) {
    it->second.symbol = fresh(claim);
    if (claim.size() <= kMaxReifiedNodes) describe(claim, it->second);
  }
  return it->second;
}

void Reifier::describe(const Claim& claim, Node& described) {
  const Op op = claim.op();
  const kg::SymbolId self = described.symbol;
  kg::Atom atom{symbol_of(RelationId::kNode), kg::Polarity::kPositive, {}};
  atom.arguments = {kg::Term::symbol(self), kg::Term::symbol(symbol_of(op))};
  if (!claim.name().empty()) atom.arguments.push_back(kg::Term::symbol(word(claim.name())));
  bool arithmetic = op == Op::kNumber || is_arithmetic_operator(op);
  for (const Claim& child : claim.children()) {
    const Node& part = node(child);
    arithmetic = arithmetic && part.arithmetic;
    atom.arguments.push_back(kg::Term::symbol(part.symbol));
    if (is_over_formulas(op) && op != Op::kAnd) add_conjuncts(child);
  }
  facts_.add_fact(atom, 0);
  if (op == Op::kNumber)
    fact(RelationId::kLiteral, {self, word(claims::to_string(claim.literal().value)),
                                word(claim.literal().digits), word(claim.literal().unit)});
  if (op == Op::kNot) {
    const kg::SymbolId inner = node(claim.child(0)).symbol;
    fact(RelationId::kOpposite, {self, inner});
    fact(RelationId::kOpposite, {inner, self});
  }
  if (arithmetic) fact(RelationId::kArithmetic, {self});
  described.arithmetic = arithmetic;
}

// conjunct(F, G): G is F, or a part of F that `and` alone joins.
void Reifier::add_conjuncts(const Claim& claim) {
  Node& whole = node(claim);
  if (whole.conjuncts_added) return;
  whole.conjuncts_added = true;
  fact(RelationId::kConjunct, {whole.symbol, whole.symbol});
  if (claim.op() != Op::kAnd || claim.size() > kMaxReifiedNodes) return;
  std::vector<Claim> open = {claim};
  while (!open.empty()) {
    const Claim part = open.back();
    open.pop_back();
    if (part.op() == Op::kAnd) {
      open.push_back(part.child(1));
      open.push_back(part.child(0));
    } else {
      fact(RelationId::kConjunct, {whole.symbol, node(part).symbol});
    }
  }
}

void Reifier::fact(RelationId relation, std::initializer_list<kg::SymbolId> arguments) {
  kg::Atom atom{symbol_of(relation), kg::Polarity::kPositive, {}};
  atom.arguments.reserve(arguments.size());
  for (const kg::SymbolId argument : arguments)
    atom.arguments.push_back(kg::Term::symbol(argument));
  facts_.add_fact(atom, 0);
}

}  // namespace modus::rules
