#include "rules/reify.h"

#include <algorithm>

#include "base/error.h"
#include "claims/print.h"
#include "rules/step_record.h"

namespace modus::rules {
namespace {

using claims::Claim;
using claims::Op;
using claims::Step;
using claims::StepKind;

bool has_claim(StepKind kind) {
  return kind != StepKind::kLet && kind != StepKind::kFix && kind != StepKind::kAnswer;
}

bool binds(StepKind kind) {
  return kind == StepKind::kLet || kind == StepKind::kFix || kind == StepKind::kObtain;
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

Op turned_round(Op op) {
  switch (op) {
    case Op::kLess:
      return Op::kGreater;
    case Op::kLessEqual:
      return Op::kGreaterEqual;
    case Op::kGreater:
      return Op::kLess;
    default:
      return Op::kLessEqual;
  }
}

std::string in_lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

// A step's kind and the relation of that name stand at one place of their lists.
RelationId kind_relation(StepKind kind) { return static_cast<RelationId>(kind); }

}  // namespace

Reifier::Reifier(const kg::SymbolTable& words) : words_(words), facts_(limits()) {}

void Reifier::add_problem(std::span<const claims::SortDeclaration> sorts,
                          std::span<const std::string> text) {
  for (const claims::SortDeclaration& sort : sorts)
    fact(RelationId::kDeclared, {word(sort.name), word(claims::to_string(sort.result))});
  for (std::size_t k = 0; k < text.size(); ++k) {
    fact(RelationId::kSentence, {word(std::to_string(k + 1)), word(text[k])});
    text_.push_back(in_lower_case(text[k]));
  }
}

void Reifier::add_step(const Step& step, std::size_t index) {
  MODUS_CHECK(index == step_symbols_.size(), "step {} comes after {}", index, step_symbols_.size());
  const kg::SymbolId self = fresh(Kind::kStep, index);
  step_symbols_.push_back(self);
  is_universal_.push_back(!claims::free_variables(step.claim).empty() ||
                          step.claim.op() == Op::kForall);
  if (step.id != claims::StepId{}) by_id_.try_emplace(step.id.value, self);
  fact(RelationId::kStep, {self});
  if (binds(step.kind)) {
    fact(RelationId::kBinds, {self, word(step.name)});
    node(claims::name(step.name));  // nothing new later
  }
  adds_step_ = true;
  if (has_claim(step.kind)) {
    if (step.kind == StepKind::kAsk)
      add_claim({RelationId::kAsk}, index, step.claim);
    else
      add_claim({kind_relation(step.kind), RelationId::kClaim}, index, step.claim);
  } else {
    fact(kind_relation(step.kind),
         {self, word(step.kind == StepKind::kAnswer ? answer_word(step) : step.name)});
  }
  if (step.kind == StepKind::kHave)
    fact(RelationId::kBy, {self, word(claims::to_string(step.rule))});
  if (step.definition)
    fact(RelationId::kDefinition, {self, word(step.name), root(*step.definition)});
  adds_step_ = false;
  if (step.kind == StepKind::kLet && step.declared)
    fact(RelationId::kDeclared, {word(step.name), word(claims::to_string(*step.declared))});
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

// The claim, and what stands below its leading `forall`s.
void Reifier::add_claim(std::initializer_list<RelationId> relations, std::size_t step_index,
                        const Claim& claim) {
  const Claim& body = without_foralls(claim);
  const kg::SymbolId self = step_symbols_[step_index];
  const kg::SymbolId whole = root(claim);
  for (const RelationId relation : relations) fact(relation, {self, whole});
  if (&body == &claim) return;
  const kg::SymbolId below = root(body);
  for (const RelationId relation : relations) fact(relation, {self, below});
}

void Reifier::add_instance(std::size_t step_index, const Claim& instance) {
  const kg::SymbolId self = step_symbols_[step_index];
  const kg::SymbolId what = root(instance);
  fact(RelationId::kInstance, {self, what});
  if (is_universal_[step_index]) fact(RelationId::kClaim, {self, what});
}

void Reifier::add_repeats(std::size_t step_index, std::size_t earlier_index) {
  fact(RelationId::kRepeats, {step_symbols_[step_index], step_symbols_[earlier_index]});
}

Reifier::Meaning Reifier::meaning(kg::SymbolId symbol) const {
  if (symbol.index() < words_.size()) return words_.text(symbol);
  const Stands stands = stands_.at(symbol.index() - words_.size());
  if (stands.kind == Kind::kStep) return std::size_t{stands.index};
  if (stands.kind == Kind::kClaim) return claims_.claim(stands.index);
  return *other_texts_[stands.index];
}

kg::SymbolId Reifier::fresh(Kind kind, std::size_t index) {
  stands_.push_back({kind, static_cast<std::uint32_t>(index)});
  return kg::SymbolId(static_cast<std::uint32_t>(words_.size() + stands_.size() - 1));
}

kg::SymbolId Reifier::word(std::string_view text) {
  if (const auto known = words_.find(text)) return *known;
  const auto [it, is_new] = other_words_.try_emplace(std::string(text));
  if (is_new) {
    it->second = fresh(Kind::kWord, other_texts_.size());
    other_texts_.push_back(&it->first);
  }
  return it->second;
}

kg::SymbolId Reifier::root(const Claim& claim) {
  const NodeId whole = node(claim);
  add_joined_parts(claim, whole);
  add_parts(claim, whole);
  return nodes_[whole].symbol;
}

// Depth of the recursion: below kMaxReifiedNodes.
Reifier::NodeId Reifier::node(const Claim& claim) {
  const auto [number, is_new] = claims_.number_of(claim);
  if (is_new) {
    add_node(number);
    if (claim.size() <= kMaxReifiedNodes)
      describe(claim, number);
    else
      all_described_ = false;
  }
  return number;
}

Reifier::NodeId Reifier::add_node(NodeId number) {
  nodes_.push_back({fresh(Kind::kClaim, number)});
  return number;
}

void Reifier::describe(const Claim& claim, NodeId described) {
  const Op op = claim.op();
  const kg::SymbolId self = nodes_[described].symbol;
  kg::Atom atom{symbol_of(RelationId::kNode), kg::Polarity::kPositive, {}};
  atom.arguments = {kg::Term::symbol(self), kg::Term::symbol(symbol_of(op))};
  if (!claim.name().empty()) atom.arguments.push_back(kg::Term::symbol(word(claim.name())));
  bool arithmetic = op == Op::kNumber || is_arithmetic_operator(op);
  for (const Claim& child : claim.children()) {
    const NodeId part = node(child);
    arithmetic = arithmetic && nodes_[part].arithmetic;
    atom.arguments.push_back(kg::Term::symbol(nodes_[part].symbol));
    if (is_over_formulas(op) && op != Op::kAnd) add_joined_parts(child, part);
  }
  nodes_[described].arithmetic = arithmetic;
  new_facts_.push_back(std::move(atom));
  describe_operator(claim, described);
  if (op == Op::kName || op == Op::kNumber) note_new(claim, self);
}

// What the operator alone says.
void Reifier::describe_operator(const Claim& claim, NodeId described) {
  const Op op = claim.op();
  const kg::SymbolId self = nodes_[described].symbol;
  if (op == Op::kNumber)
    fact(RelationId::kLiteral, {self, word(claims::to_string(claim.literal().value)),
                                word(claim.literal().digits), word(claim.literal().unit)});
  if (op == Op::kNot) {
    const kg::SymbolId inner = symbol(claim.child(0));
    fact(RelationId::kOpposite, {self, inner});
    fact(RelationId::kOpposite, {inner, self});
  }
  if (is_arithmetic_operator(op))
    for (const Claim& child : claim.children()) fact(RelationId::kOperand, {self, symbol(child)});
  if (op >= Op::kLess && op <= Op::kGreaterEqual) describe_inequality(claim, self);
  if (nodes_[described].arithmetic) fact(RelationId::kArithmetic, {self});
}

void Reifier::describe_inequality(const Claim& claim, kg::SymbolId self) {
  fact(RelationId::kInequality,
       {self, symbol_of(claim.op()), symbol(claim.child(0)), symbol(claim.child(1))});
  const Claim turned = claims::binary(turned_round(claim.op()), claim.child(0), claim.child(1));
  const auto [number, is_new] = claims_.number_of(turned);
  if (is_new) describe(turned, add_node(number));
  fact(RelationId::kTurned, {self, nodes_[number].symbol});
}

// new(S, F): the name or number F stands in no earlier step and in no sentence.
void Reifier::note_new(const Claim& claim, kg::SymbolId self) {
  if (!adds_step_ || !all_described_) return;
  const bool is_name = claim.op() == Op::kName;
  if (!in_text(is_name ? claim.name() : claim.literal().digits))
    fact(RelationId::kNew, {step_symbols_.back(), self});
}

bool Reifier::in_text(std::string_view word) const {
  std::string spoken = in_lower_case(word);
  std::ranges::replace(spoken, '_', ' ');
  return std::ranges::any_of(
      text_, [&](const std::string& sentence) { return sentence.find(spoken) != sentence.npos; });
}

// conjunct(F, G): G is F, or a part of F that `and` alone joins; disjunct: that `or` alone joins.
void Reifier::add_joined_parts(const Claim& claim, NodeId whole) {
  if (nodes_[whole].joined_parts_added) return;
  nodes_[whole].joined_parts_added = true;
  const kg::SymbolId self = nodes_[whole].symbol;
  for (const auto& [op, relation] :
       {std::pair{Op::kAnd, RelationId::kConjunct}, std::pair{Op::kOr, RelationId::kDisjunct}}) {
    fact(relation, {self, self});
    if (claim.op() != op || claim.size() > kMaxReifiedNodes) continue;
    std::vector<Claim> open = {claim};
    while (!open.empty()) {
      const Claim part = open.back();
      open.pop_back();
      if (part.op() == op) {
        open.push_back(part.child(1));
        open.push_back(part.child(0));
      } else {
        fact(relation, {self, symbol(part)});
      }
    }
  }
}

// part(F, G): G is F or stands anywhere in it. Of whole claims only: as many facts as nodes.
void Reifier::add_parts(const Claim& claim, NodeId whole) {
  if (nodes_[whole].parts_added || claim.size() > kMaxReifiedNodes) return;
  nodes_[whole].parts_added = true;
  const kg::SymbolId self = nodes_[whole].symbol;
  std::vector<Claim> open = {claim};
  while (!open.empty()) {
    const Claim part = open.back();
    open.pop_back();
    fact(RelationId::kPart, {self, symbol(part)});
    for (const Claim& child : part.children()) open.push_back(child);
  }
}

void Reifier::fact(RelationId relation, std::initializer_list<kg::SymbolId> arguments) {
  kg::Atom atom{symbol_of(relation), kg::Polarity::kPositive, {}};
  atom.arguments.reserve(arguments.size());
  for (const kg::SymbolId argument : arguments)
    atom.arguments.push_back(kg::Term::symbol(argument));
  new_facts_.push_back(std::move(atom));
}

}  // namespace modus::rules
