#include "symbolic/encode/logic.h"

#include <fmt/core.h>

namespace modus::symbolic::encode {

using claims::Claim;
using claims::Op;
using claims::Sort;
using claims::SortKind;

Encoder::Encoder(z3::context& context, const claims::Signature& signature)
    : context_(context), signature_(signature), entity_(context.uninterpreted_sort("entity")) {}

z3::sort Encoder::sort(const Sort& sort) {
  switch (sort.kind) {
    case SortKind::kTruth: return context_.bool_sort();
    case SortKind::kEntity: return entity_;
    case SortKind::kInt: return context_.int_sort();
    case SortKind::kReal: case SortKind::kQuantity: return context_.real_sort();
    case SortKind::kSet: break;
  }
  throw OutsideFragment{"a set as an argument or value"};
}

z3::func_decl Encoder::declaration(const std::string& name) {
  if (const auto it = declarations_.find(name); it != declarations_.end()) return it->second;
  const claims::Symbol* symbol = signature_.find(name);
  if (symbol == nullptr) throw OutsideFragment{fmt::format("{} has no sort", name)};
  z3::sort_vector domain(context_);
  for (const Sort& argument : symbol->arguments) domain.push_back(sort(argument));
  const z3::func_decl made = context_.function(name.c_str(), domain, sort(symbol->result));
  return declarations_.emplace(name, made).first->second;
}

z3::expr Encoder::formula(const Claim& claim) {
  const auto child = [&](std::size_t i) { return formula(claim.child(i)); };
  switch (claim.op()) {
    case Op::kTrue: return context_.bool_val(true);
    case Op::kFalse: return context_.bool_val(false);
    case Op::kName: return declaration(claim.name())();
    case Op::kApply: return applied(claim);
    case Op::kNot: case Op::kAbsent: return !child(0);
    case Op::kAnd: return child(0) && child(1);
    case Op::kOr: return child(0) || child(1);
    case Op::kXor: return child(0) != child(1);
    case Op::kImplies: return z3::implies(child(0), child(1));
    case Op::kIff: return child(0) == child(1);
    case Op::kForall: case Op::kExists: return quantified(claim);
    default: return compared(claim);
  }
}

z3::expr Encoder::quantified(const Claim& claim) {
  const Sort ranged = claims::variable_sort(claim.name(), claim.child(0), signature_);
  const z3::expr variable = context_.constant(claim.name().c_str(), sort(ranged));
  bound_.emplace_back(claim.name(), variable);
  const z3::expr body = formula(claim.child(0));
  bound_.pop_back();
  return claim.op() == Op::kForall ? z3::forall(variable, body) : z3::exists(variable, body);
}

z3::expr Encoder::compared(const Claim& claim) {
  const Claim& left = claim.child(0);
  const Claim& right = claim.child(1);
  if (claim.op() == Op::kIn) return member(term(left), right);
  if (claim.op() == Op::kApproximately) return approximately(term(left), right.literal());
  const bool equality = claim.op() == Op::kEqual || claim.op() == Op::kNotEqual;
  if (equality && is_set(left)) {
    const z3::expr same = same_set(left, right);
    return claim.op() == Op::kEqual ? same : !same;
  }
  const z3::expr a = term(left), b = term(right);
  if (a.is_arith()) return comparison(claim.op(), a, b);
  return claim.op() == Op::kEqual ? a == b : a != b;
}

z3::expr Encoder::term(const Claim& claim) {
  switch (claim.op()) {
    case Op::kName: return declaration(claim.name())();
    case Op::kApply: return applied(claim);
    case Op::kNumber: return numeral(context_, claim.literal().value);
    case Op::kNegate: return negated(term(claim.child(0)));
    case Op::kPower: return power(term(claim.child(0)), term(claim.child(1)));
    case Op::kString:
      return context_.constant(fmt::format("\"{}\"", claim.name()).c_str(), entity_);
    case Op::kVariable:
      for (auto it = bound_.rbegin(); it != bound_.rend(); ++it)
        if (it->first == claim.name()) return it->second;
      throw OutsideFragment{fmt::format("free variable {}", claim.name())};
    case Op::kSet: throw OutsideFragment{"a set as a value"};
    default: return arithmetic(claim.op(), term(claim.child(0)), term(claim.child(1)));
  }
}

z3::expr Encoder::applied(const Claim& claim) {
  const z3::func_decl function = declaration(claim.name());
  const claims::Symbol& symbol = *signature_.find(claim.name());
  z3::expr_vector arguments(context_);
  for (std::size_t i = 0; i < claim.children().size(); ++i)
    arguments.push_back(as_sort(term(claim.child(i)), symbol.arguments[i]));
  return function(arguments);
}

z3::expr Encoder::as_sort(const z3::expr& term, const Sort& wanted) {
  if (wanted.kind == SortKind::kInt && !term.is_int())
    throw OutsideFragment{"a real number where a whole one is declared"};
  if (wanted.kind == SortKind::kReal || wanted.kind == SortKind::kQuantity) return as_real(term);
  return term;
}

bool Encoder::is_set(const Claim& term) const {
  if (term.op() == Op::kSet) return true;
  const claims::Symbol* symbol = term.op() == Op::kName ? signature_.find(term.name()) : nullptr;
  return symbol && symbol->result.kind == SortKind::kSet;
}

z3::sort Encoder::element_sort(const Claim& set) {
  if (set.op() != Op::kSet) {
    const claims::Symbol* symbol = signature_.find(set.name());
    return sort(Sort{symbol ? symbol->result.element : SortKind::kEntity, {}, {}});
  }
  if (set.children().empty()) return entity_;
  const z3::expr first = term(set.child(0));
  return first.is_arith() ? context_.real_sort() : first.get_sort();
}

z3::expr Encoder::member(const z3::expr& element, const Claim& set) {
  if (set.op() == Op::kSet) {
    z3::expr any = context_.bool_val(false);
    for (const Claim& each : set.children()) {
      const z3::expr value = term(each);
      any = any || (value.is_arith() ? comparison(Op::kEqual, element, value) : element == value);
    }
    return any;
  }
  if (set.op() != Op::kName) throw OutsideFragment{"membership in a computed set"};
  const z3::sort ranged = element_sort(set);
  const z3::func_decl contains =
      context_.function(fmt::format("in:{}", set.name()).c_str(), ranged, context_.bool_sort());
  return contains(ranged.is_real() ? as_real(element) : element);
}

z3::expr Encoder::subset(const Claim& a, const Claim& b) {
  z3::expr all = context_.bool_val(true);
  for (const Claim& each : a.children()) all = all && member(term(each), b);
  return all;
}

z3::expr Encoder::same_set(const Claim& a, const Claim& b) {
  if (a.op() == Op::kSet && b.op() == Op::kSet) return subset(a, b) && subset(b, a);
  const z3::sort ranged = element_sort(a.op() == Op::kSet ? b : a);
  const z3::expr element = context_.constant("element", ranged);
  return z3::forall(element, member(element, a) == member(element, b));
}

}  // namespace modus::symbolic::encode
