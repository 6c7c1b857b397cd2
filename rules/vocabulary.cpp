#include "rules/vocabulary.h"

#include <algorithm>
#include <array>
#include <functional>

#include "base/error.h"

namespace modus::rules {
namespace {

using enum ArgumentSort;
using claims::Op;

static_assert(static_cast<int>(RelationId::kFact) < 64, "relation bits must fit 64 bits");
static_assert(static_cast<int>(claims::Rule::kClosure) < 32, "rule bits must fit 32 bits");
static_assert(static_cast<int>(Op::kHidden) < 64, "operator bits must fit 64 bits");

// In the order of RelationId.
const std::vector<Relation>& relations() {
  using enum RelationId;
  static const std::vector<Relation> all = {
      {kAsk, "ask", {ArgumentSort::kStep, ArgumentSort::kClaim}},
      {kGiven, "given", {ArgumentSort::kStep, ArgumentSort::kClaim}},
      {kLet, "let", {ArgumentSort::kStep, kWord}},
      {kFix, "fix", {ArgumentSort::kStep, kWord}},
      {kObtain, "obtain", {ArgumentSort::kStep, ArgumentSort::kClaim}},
      {kHave, "have", {ArgumentSort::kStep, ArgumentSort::kClaim}},
      {kAssume, "assume", {ArgumentSort::kStep, ArgumentSort::kClaim}},
      {kCase, "case", {ArgumentSort::kStep, ArgumentSort::kClaim}},
      {kDischarge, "discharge", {ArgumentSort::kStep, ArgumentSort::kClaim}},
      {kAnswer, "answer", {ArgumentSort::kStep, kWord}},
      {RelationId::kStep, "step", {ArgumentSort::kStep}},
      {RelationId::kClaim, "claim", {ArgumentSort::kStep, ArgumentSort::kClaim}},
      {kCites, "cites", {ArgumentSort::kStep, ArgumentSort::kStep}},
      {kCloses, "closes", {ArgumentSort::kStep, ArgumentSort::kStep}},
      {kBy, "by", {ArgumentSort::kStep, kWord}},
      {kReads, "reads", {ArgumentSort::kStep, kWord}},
      {kDefinition, "definition", {ArgumentSort::kStep, kWord, ArgumentSort::kClaim}},
      {kBinds, "binds", {ArgumentSort::kStep, kWord}},
      {kRepeats, "repeats", {ArgumentSort::kStep, ArgumentSort::kStep}},
      {kDeclared, "declared", {kWord, kWord}},
      {kNew, "new", {ArgumentSort::kStep, ArgumentSort::kClaim}},
      {kInstance, "instance", {ArgumentSort::kStep, ArgumentSort::kClaim}},
      {kUnused, "unused", {ArgumentSort::kStep}},
      {kUncited, "uncited", {ArgumentSort::kStep}},
      {kProved, "proved", {ArgumentSort::kStep}},
      {kRefuted, "refuted", {ArgumentSort::kStep}},
      {kUnproved, "unproved", {ArgumentSort::kStep}},
      {kUndecided, "undecided", {ArgumentSort::kStep}},
      {kGrounded, "grounded", {ArgumentSort::kStep}},
      {kUngrounded, "ungrounded", {ArgumentSort::kStep}},
      {kMalformed, "malformed", {ArgumentSort::kStep}},
      {kFailed, "failed", {ArgumentSort::kStep}},
      {kProvable, "provable", {ArgumentSort::kStep}},
      {kNode, "node", {}},
      {kLiteral, "literal", {ArgumentSort::kClaim, kWord, kWord, kWord}},
      {kConjunct, "conjunct", {ArgumentSort::kClaim, ArgumentSort::kClaim}},
      {kDisjunct, "disjunct", {ArgumentSort::kClaim, ArgumentSort::kClaim}},
      {kPart, "part", {ArgumentSort::kClaim, ArgumentSort::kClaim}},
      {kOperand, "operand", {ArgumentSort::kClaim, ArgumentSort::kClaim}},
      {kInequality,
       "inequality",
       {ArgumentSort::kClaim, kWord, ArgumentSort::kClaim, ArgumentSort::kClaim}},
      {kTurned, "turned", {ArgumentSort::kClaim, ArgumentSort::kClaim}},
      {kOpposite, "opposite", {ArgumentSort::kClaim, ArgumentSort::kClaim}},
      {kArithmetic, "arithmetic", {ArgumentSort::kClaim}},
      {kSentence, "sentence", {kWord, kWord}},
      {kEdge, "edge", {}},
      {kFact, "fact", {}},
  };
  return all;
}

// In the order of claims::Op.
constexpr std::array<std::string_view, 41> kOpNames = {
    "true",
    "false",
    "name",
    "variable",
    "number",
    "string",
    "apply",
    "set",
    "negate",
    "power",
    "multiply",
    "divide",
    "integer_divide",
    "modulo",
    "add",
    "subtract",
    "equal",
    "not_equal",
    "less",
    "less_equal",
    "greater",
    "greater_equal",
    "approximately",
    "in",
    "not",
    "absent",
    "and",
    "or",
    "xor",
    "implies",
    "iff",
    "forall",
    "exists",
    "probability",
    "do",
    "world",
    "independent",
    "graph",
    "causes",
    "confounds",
    "hidden",
};
static_assert(kOpNames.size() == static_cast<std::size_t>(Op::kHidden) + 1);

const std::vector<Op>& ops() {
  static const std::vector<Op> all = [] {
    std::vector<Op> list;
    for (std::size_t i = 0; i < kOpNames.size(); ++i) list.push_back(static_cast<Op>(i));
    return list;
  }();
  return all;
}

}  // namespace

std::string_view to_string(ArgumentSort sort) {
  if (sort == ArgumentSort::kStep) return "step";
  return sort == ArgumentSort::kClaim ? "claim" : "word";
}

bool is_mark(RelationId id) { return id >= RelationId::kUnused && id <= RelationId::kProvable; }
bool is_seen_at_a_glance(RelationId id) { return id <= RelationId::kRepeats || is_mark(id); }
bool is_later(RelationId id) { return id > RelationId::kSentence; }

const Relation* relation_named(std::string_view name) {
  const auto found = std::ranges::find(relations(), name, &Relation::name);
  return found == relations().end() ? nullptr : &*found;
}

const Relation& relation(RelationId id) {
  const Relation& found = relations()[static_cast<std::size_t>(id)];
  MODUS_CHECK(found.id == id, "the table of relations is out of order at {}", found.name);
  return found;
}

std::span<const std::string_view> relation_names() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> list;
    for (const Relation& r : relations()) list.push_back(r.name);
    return list;
  }();
  return names;
}

std::string_view to_string(Op op) { return kOpNames[static_cast<std::size_t>(op)]; }

const Op* op_named(std::string_view name) {
  const auto found = std::ranges::find(kOpNames, name);
  if (found == kOpNames.end()) return nullptr;
  return &ops()[static_cast<std::size_t>(found - kOpNames.begin())];
}

std::span<const std::string_view> op_names() { return kOpNames; }

NodeShape node_shape(Op op) {
  switch (op) {
    case Op::kTrue:
    case Op::kFalse:
    case Op::kNumber:
      return {};
    case Op::kName:
    case Op::kVariable:
    case Op::kString:
      return {{kWord}, false};
    case Op::kApply:
      return {{kWord, ArgumentSort::kClaim}, true};
    case Op::kSet:
    case Op::kProbability:
    case Op::kDo:
    case Op::kGraph:
      return {{ArgumentSort::kClaim}, true};
    case Op::kWorld:
    case Op::kIndependent:
      return {{ArgumentSort::kClaim, ArgumentSort::kClaim}, true};
    case Op::kForall:
    case Op::kExists:
      return {{kWord, ArgumentSort::kClaim}, false};
    case Op::kNegate:
    case Op::kNot:
    case Op::kAbsent:
    case Op::kHidden:
      return {{ArgumentSort::kClaim}, false};
    default:
      return {{ArgumentSort::kClaim, ArgumentSort::kClaim}, false};
  }
}

void intern_vocabulary(kg::SymbolTable& empty) {
  for (const Relation& r : relations()) {
    const kg::SymbolId symbol = empty.intern(r.name);
    MODUS_CHECK(symbol == symbol_of(r.id), "the word {} has two places", r.name);
  }
  for (const Op op : ops()) {
    const kg::SymbolId symbol = empty.intern(to_string(op));
    MODUS_CHECK(symbol == symbol_of(op), "the word {} has two places", to_string(op));
  }
}

kg::SymbolId symbol_of(RelationId id) { return kg::SymbolId(static_cast<std::uint32_t>(id)); }
kg::SymbolId symbol_of(Op op) {
  return kg::SymbolId(static_cast<std::uint32_t>(relations().size()) +
                      static_cast<std::uint32_t>(op));
}

bool Occurrence::covers(const Demand& demand) const {
  return (demand.ops & ~ops_) == 0 &&
         std::ranges::all_of(demand.words, [&](kg::SymbolId word) { return seen_[word.index()]; });
}

}  // namespace modus::rules
