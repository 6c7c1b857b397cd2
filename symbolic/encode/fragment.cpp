#include "symbolic/encode/fragment.h"

#include <algorithm>

#include "base/error.h"
#include "claims/functions.h"
#include "claims/intervals.h"
#include "symbolic/encode/functions.h"
#include "symbolic/encode/logic.h"

namespace modus::symbolic::encode {

using claims::Claim;
using claims::Op;
using claims::SortKind;

namespace {

constexpr std::size_t kMaxEprSize = 20'000;        // nodes
constexpr std::size_t kMaxEprInstances = 100'000;  // constants ^ variables
constexpr std::size_t kMaxLinearSize = 20'000;     // nodes

bool is_arithmetic(Op op) { return op >= Op::kNegate && op <= Op::kSubtract; }

bool is_ground_number(const Claim& term) {
  if (term.op() == Op::kNumber) return true;
  if (!is_arithmetic(term.op())) return false;
  return std::all_of(term.children().begin(), term.children().end(), is_ground_number);
}

bool is_linear_operation(const Claim& term) {
  switch (term.op()) {
    case Op::kMultiply:
      return is_ground_number(term.child(0)) || is_ground_number(term.child(1));
    case Op::kDivide:
    case Op::kIntegerDivide:
    case Op::kModulo:
      return is_ground_number(term.child(1));
    case Op::kPower:
      return is_ground_number(term);
    default:
      return true;
  }
}

// The sides on which a subformula stands: under `<->` and `xor` on both.
struct Sides {
  bool asserted = true;
  bool denied = false;
  Sides flipped() const { return {denied, asserted}; }
};

// Collects into a fragment, remembering whether a universal quantifier is open.
struct Walk {
  Fragment& fragment;
  const claims::Signature& signature;
  std::size_t variables = 0;  // in scope

  void formula(const Claim& claim, Sides sides, bool below_universal);
  void quantifier(const Claim& claim, Sides sides, bool below_universal);
  void term(const Claim& claim);
  void symbol(const Claim& claim);
  void function(claims::Function function, const Claim& claim);
  void fractional_power(const Claim& claim);
  void sort(const claims::Sort& sort);
};

void Walk::formula(const Claim& claim, Sides sides, bool below_universal) {
  switch (claim.op()) {
    case Op::kNot:
    case Op::kAbsent:
      return formula(claim.child(0), sides.flipped(), below_universal);
    case Op::kAnd:
    case Op::kOr:
      for (const Claim& child : claim.children()) formula(child, sides, below_universal);
      return;
    case Op::kImplies:
      formula(claim.child(0), sides.flipped(), below_universal);
      return formula(claim.child(1), sides, below_universal);
    case Op::kXor:
    case Op::kIff:
      for (const Claim& child : claim.children()) formula(child, {true, true}, below_universal);
      return;
    case Op::kForall:
    case Op::kExists:
      return quantifier(claim, sides, below_universal);
    default:
      return term(claim);
  }
}

void Walk::quantifier(const Claim& claim, Sides sides, bool below_universal) {
  fragment.quantifiers = true;
  const bool forall = claim.op() == Op::kForall;
  const bool universal = forall ? sides.asserted : sides.denied;
  const bool existential = forall ? sides.denied : sides.asserted;
  if (existential && below_universal) fragment.exists_forall = false;
  if (existential) ++fragment.witnesses;
  const claims::Sort bound = claims::variable_sort(claim.name(), claim.child(0), signature);
  if (claims::is_numeric(bound)) fragment.quantified_numbers = true;
  sort(bound);
  ++variables;
  fragment.bound_variables = std::max(fragment.bound_variables, variables);
  formula(claim.child(0), sides, below_universal || universal);
  --variables;
}

void Walk::term(const Claim& claim) {
  if (claim.op() == Op::kProbability || claim.op() == Op::kIndependent ||
      claim.op() == Op::kGraph) {
    fragment.probability = true;
    return;
  }
  const auto own = claims::function_of(claim);
  if (own) function(*own, claim);
  if (claim.op() == Op::kPower) fractional_power(claim);
  if (!own && (claim.op() == Op::kName || claim.op() == Op::kApply || claim.op() == Op::kString))
    symbol(claim);
  if (claim.op() == Op::kNumber || is_arithmetic(claim.op())) fragment.numbers = true;
  if (claim.op() == Op::kNumber && !claims::is_integer(claim.literal().value))
    fragment.reals = true;
  if (claim.op() == Op::kIntegerDivide || claim.op() == Op::kModulo) fragment.rounding = true;
  if (claim.op() == Op::kDivide || claim.op() == Op::kApproximately) fragment.reals = true;
  if (!is_linear_operation(claim)) fragment.nonlinear = true;
  for (const Claim& child : claim.children()) term(child);
}

void Walk::function(claims::Function function, const Claim& claim) {
  using claims::Function;
  if (function == Function::kModal) fragment.refused = true;
  if (function == Function::kIntervalRelation)
    return formula(claims::interval_comparison(claim), {}, false);
  if (claims::takes_sets(function)) {
    fragment.sets = true;
    fragment.constrained = fragment.constrained || function == Function::kCard;
    fragment.nonlinear = fragment.nonlinear || function == Function::kSetMean;
    return;
  }
  fragment.numbers = true;
  fragment.reals = fragment.reals || function == Function::kMedian;
  fragment.rounding = fragment.rounding || function == Function::kWeekday;
  if (function == Function::kFloor || function == Function::kCeil || claims::takes_whole(function))
    fragment.rounding = true;
  if (function == Function::kDivides && !is_ground_number(claim.child(0)))
    fragment.nonlinear = true;
  if (!is_constrained(function)) return;
  fragment.constrained = true;
  fragment.nonlinear = true;
  (claims::takes_whole(function) ? fragment.integers : fragment.reals) = true;
}

// x ^ 2 is a product, x ^ 0.5 a root.
void Walk::fractional_power(const Claim& claim) {
  const Claim& exponent = claim.child(1);
  const Claim& magnitude = exponent.op() == Op::kNegate ? exponent.child(0) : exponent;
  if (magnitude.op() == Op::kNumber && claims::is_integer(magnitude.literal().value)) return;
  fragment.constrained = true;
  fragment.nonlinear = true;
  fragment.reals = true;
}

void Walk::symbol(const Claim& claim) {
  const claims::Symbol* known = claim.op() == Op::kString ? nullptr : signature.find(claim.name());
  if (claim.children().empty()) fragment.names.insert(claim.name());
  if (known) sort(known->result);
  if (!known || !claims::is_numeric(known->result) || !claim.children().empty())
    fragment.entities = true;
  if (claim.children().empty() || (known && known->result.kind == SortKind::kTruth)) return;
  fragment.functions = true;
}

void Walk::sort(const claims::Sort& sort) {
  if (sort.kind == SortKind::kInt) fragment.integers = true;
  if (sort.kind == SortKind::kReal || sort.kind == SortKind::kQuantity) fragment.reals = true;
  if (sort.kind == SortKind::kSet) fragment.sets = true;
  if (sort.kind == SortKind::kEntity || sort.kind == SortKind::kTruth) fragment.entities = true;
}

}  // namespace

void Fragment::add(const Claim& claim, Side side, const claims::Signature& signature) {
  size += claim.size();
  const bool asserted = side == Side::kAsserted;
  try {
    if (claim.depth() > kMaxEncodedDepth) throw Error("nested too deeply");
    Walk{*this, signature}.formula(claim, {asserted, !asserted}, false);
  } catch (const Error&) {  // the encoder will say why it refuses
    refused = true;
  }
}

void Fragment::merge(const Fragment& other) {
  quantifiers |= other.quantifiers;
  quantified_numbers |= other.quantified_numbers;
  exists_forall &= other.exists_forall;
  functions |= other.functions;
  entities |= other.entities;
  integers |= other.integers;
  numbers |= other.numbers;
  reals |= other.reals;
  rounding |= other.rounding;
  witnesses += other.witnesses;
  nonlinear |= other.nonlinear;
  sets |= other.sets;
  constrained |= other.constrained;
  probability |= other.probability;
  refused |= other.refused;
  size += other.size;
  bound_variables = std::max(bound_variables, other.bound_variables);
  names.insert(other.names.begin(), other.names.end());
}

bool Fragment::is_small_epr() const {
  if (refused || arithmetic() || sets || !exists_forall || size > kMaxEprSize) return false;
  if (quantifiers && functions) return false;
  std::size_t instances = 1;
  for (std::size_t i = 0; i < bound_variables; ++i) {
    instances *= names.size() + witnesses + 1;
    if (instances > kMaxEprInstances) return false;
  }
  return true;
}

bool Fragment::is_linear() const {
  return !refused && !quantifiers && !nonlinear && !sets && !constrained && size <= kMaxLinearSize;
}

const char* Fragment::logic() const {
  if (sets || (quantifiers && arithmetic())) return "";
  if (quantifiers) return "UF";
  if (!arithmetic()) return "QF_UF";
  // to_real and to_int join the two sorts: the default solver takes both.
  if (reals && (integers || rounding)) return "";
  if (!reals) return nonlinear ? (entities ? "" : "QF_NIA") : (entities ? "QF_UFLIA" : "QF_LIA");
  return nonlinear ? (entities ? "" : "QF_NRA") : (entities ? "QF_UFLRA" : "QF_LRA");
}

}  // namespace modus::symbolic::encode
