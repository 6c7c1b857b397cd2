#include "symbolic/encode/sets.h"

#include <algorithm>

#include <fmt/core.h>
#include <z3++.h>

#include "base/error.h"
#include "symbolic/encode/arithmetic.h"

namespace modus::symbolic::encode {

using claims::Function;
using claims::Op;

namespace {

constexpr std::size_t kMaxCardinalities = 60;  // laws are stated for pairs

struct Counted {
  z3::expr set, size;
};

}  // namespace

z3::expr set_operation(Function function, const std::vector<z3::expr>& sets) {
  switch (function) {
    case Function::kDifference:
      return z3::set_difference(sets[0], sets[1]);
    case Function::kSubset:
      return z3::set_subset(sets[0], sets[1]);
    default:
      break;
  }
  MODUS_CHECK(function == Function::kUnion || function == Function::kIntersection,
              "function {} joins no sets", static_cast<int>(function));
  z3::expr all = sets[0];
  for (std::size_t i = 1; i < sets.size(); ++i)
    all = function == Function::kUnion ? z3::set_union(all, sets[i])
                                       : z3::set_intersect(all, sets[i]);
  return all;
}

z3::expr without_members(const z3::sort& elements) {
  return z3::const_array(elements, elements.ctx().bool_val(false));
}

namespace {

// What each member adds to a total, unless an earlier one is the same.
z3::expr total(z3::context& context, const SetMembers& members,
               const std::vector<z3::expr>& values) {
  const auto& [elements, guards] = members;
  z3::expr sum = context.int_val(0);
  for (std::size_t i = 0; i < elements.size(); ++i) {
    z3::expr counts = guards[i];
    for (std::size_t j = 0; j < i; ++j)
      counts = counts && !(guards[j] && elements[i] == elements[j]);
    z3::expr zero = context.int_val(0);
    if (values[i].is_real()) zero = as_real(zero);
    sum = arithmetic(Op::kAdd, sum, z3::ite(counts, values[i], zero));
  }
  return sum;
}

z3::expr count_of(z3::context& context, const SetMembers& members) {
  return total(context, members,
               std::vector<z3::expr>(members.elements.size(), context.int_val(1)));
}

z3::expr extreme_of(const SetMembers& members, Op better) {
  z3::expr best = members.elements[0], some = members.guards[0];
  for (std::size_t i = 1; i < members.elements.size(); ++i) {
    const z3::expr& next = members.elements[i];
    best = z3::ite(members.guards[i] && (!some || comparison(better, next, best)), next, best);
    some = some || members.guards[i];
  }
  return best;
}

}  // namespace

z3::expr number_of(z3::context& context, Function function, const SetMembers& members) {
  if (function == Function::kCard) return count_of(context, members);
  if (function == Function::kSum) return total(context, members, members.elements);
  if (members.elements.empty()) throw OutsideFragment{"numbers of an empty set"};
  if (function == Function::kLeast) return extreme_of(members, Op::kLess);
  if (function == Function::kGreatest) return extreme_of(members, Op::kGreater);
  if (function == Function::kSetMean)
    return arithmetic(Op::kDivide, total(context, members, members.elements),
                      count_of(context, members));
  throw OutsideFragment{"the median of members that may be equal"};
}

struct Cardinalities::State {
  explicit State(z3::context& c) : context(c) {}

  z3::expr of(const z3::expr& set);
  void constrain(const Counted& made, const std::vector<Counted>& others);

  z3::context& context;
  std::vector<Counted> counted;
  std::vector<z3::expr> constraints;
};

z3::expr Cardinalities::State::of(const z3::expr& set) {
  for (const Counted& known : counted)
    if (z3::eq(known.set, set)) return known.size;
  if (counted.size() == kMaxCardinalities) throw OutsideFragment{"too many cardinalities"};
  const Counted made{set, context.int_const(fmt::format("c{}", counted.size()).c_str())};
  const std::vector<Counted> others = counted;
  counted.push_back(made);
  constrain(made, others);
  return made.size;
}

// |A| = 0 iff A is empty; |A| <= |B| where A is part of B, and equal only where they are the same;
// |A u B| = |A| + |B| - |A n B|; |A - B| = |A| - |A n B|; |A n B| <= |A|.
void Cardinalities::State::constrain(const Counted& made, const std::vector<Counted>& others) {
  const z3::expr empty = without_members(made.set.get_sort().array_domain());
  constraints.push_back(made.size >= 0);
  constraints.push_back((made.size == 0) == (made.set == empty));
  const auto ordered = [&](const Counted& a, const Counted& b) {
    constraints.push_back(z3::implies(z3::set_subset(a.set, b.set),
                                      a.size <= b.size && (a.size == b.size) == (a.set == b.set)));
  };
  for (const Counted& other : others) {
    if (!z3::eq(other.set.get_sort(), made.set.get_sort())) continue;
    ordered(made, other);
    ordered(other, made);
  }
  if (!made.set.is_app() || made.set.num_args() != 2) return;
  const Z3_decl_kind kind = made.set.decl().decl_kind();
  const z3::expr a = made.set.arg(0), b = made.set.arg(1);
  if (kind != Z3_OP_SET_UNION && kind != Z3_OP_SET_DIFFERENCE && kind != Z3_OP_SET_INTERSECT &&
      kind != Z3_OP_ARRAY_MAP)
    return;
  if (!a.is_array() || !b.is_array()) return;
  const z3::expr size_a = of(a), size_b = of(b);
  const z3::expr both = of(z3::set_intersect(a, b));
  // Which operation it is, told by the arrays themselves: true whatever the solver calls it.
  constraints.push_back(
      z3::implies(made.set == z3::set_union(a, b), made.size == size_a + size_b - both));
  constraints.push_back(
      z3::implies(made.set == z3::set_difference(a, b), made.size == size_a - both));
  constraints.push_back(both <= size_a && both <= size_b);
}

Cardinalities::Cardinalities(z3::context& context) : state_(std::make_unique<State>(context)) {}
Cardinalities::~Cardinalities() = default;

z3::expr Cardinalities::of(const z3::expr& set) { return state_->of(set); }
const std::vector<z3::expr>& Cardinalities::constraints() const { return state_->constraints; }

}  // namespace modus::symbolic::encode
