#include "symbolic/layers/negation_normal_form.h"

#include "claims/functions.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Op;

namespace {

constexpr std::size_t kMaxNodes = 20'000;

Normal constant(bool value) {
  Normal none;
  none.kind = value ? Normal::Kind::kAll : Normal::Kind::kAny;
  return none;
}

Normal either(Normal a, Normal b, bool both) {
  Normal made;
  made.kind = both ? Normal::Kind::kAll : Normal::Kind::kAny;
  made.parts.push_back(std::move(a));
  made.parts.push_back(std::move(b));
  return made;
}

}  // namespace

Normal Normaliser::of(const Claim& claim, bool holds) {
  if (++made_ > kMaxNodes) throw TooMuch{};
  switch (claim.op()) {
    case Op::kTrue:
      return constant(holds);
    case Op::kFalse:
      return constant(!holds);
    case Op::kNot:
    case Op::kAbsent:
      return of(claim.child(0), !holds);
    case Op::kAnd:
    case Op::kOr:
      return junction(claim.children(), holds, claim.op() == Op::kAnd);
    case Op::kImplies:
      return either(of(claim.child(0), !holds), of(claim.child(1), holds), !holds);
    case Op::kIff:
      return agreement(claim, holds);
    case Op::kXor:
      return agreement(claim, !holds);
    case Op::kForall:
      return quantifier(claim, holds, holds);
    case Op::kExists:
      return quantifier(claim, holds, !holds);
    case Op::kEqual:
      return equal(claim, holds);
    case Op::kNotEqual:
      return equal(claim, !holds);
    case Op::kName:
    case Op::kApply:
      return atom(claim, holds);
    default:
      throw TooMuch{};
  }
}

Normal Normaliser::junction(std::span<const Claim> children, bool holds, bool conjunction) {
  Normal made;
  made.kind = conjunction == holds ? Normal::Kind::kAll : Normal::Kind::kAny;
  for (const Claim& child : children) made.parts.push_back(of(child, holds));
  return made;
}

// (a and b) or (not a and not b); to disagree, with b turned.
Normal Normaliser::agreement(const Claim& claim, bool agree) {
  const Claim& a = claim.child(0);
  const Claim& b = claim.child(1);
  return either(either(of(a, true), of(b, agree), true), either(of(a, false), of(b, !agree), true),
                false);
}

Normal Normaliser::quantifier(const Claim& claim, bool holds, bool universal) {
  if (!universal && depth_ > 0) throw TooMuch{};
  bound_.emplace_back(claim.name(), universal ? kVariable + depth_ : names_.witness());
  if (universal) ++depth_;
  Normal body = of(claim.child(0), holds);
  if (universal) --depth_;
  bound_.pop_back();
  if (!universal) return body;
  Normal made;
  made.kind = Normal::Kind::kForall;
  made.parts.push_back(std::move(body));
  return made;
}

Normal Normaliser::equal(const Claim& claim, bool holds) {
  equality_ = true;
  Normal made = literal(claim, holds);
  made.kind = Normal::Kind::kEqual;
  return made;
}

Normal Normaliser::atom(const Claim& claim, bool holds) {
  if (claims::function_of(claim)) throw TooMuch{};
  Normal made = literal(claim, holds);
  made.predicate = names_.predicate(claim.name());
  return made;
}

Normal Normaliser::literal(const Claim& claim, bool holds) {
  Normal made;
  made.kind = Normal::Kind::kAtom;
  made.holds = holds;
  for (const Claim& term : claim.children()) made.terms.push_back(element(term));
  return made;
}

std::size_t Normaliser::element(const Claim& term) const {
  if (term.op() == Op::kVariable)
    for (auto at = bound_.rbegin(); at != bound_.rend(); ++at)
      if (at->first == term.name()) return at->second;
  if (term.op() != Op::kName) throw TooMuch{};
  const claims::Symbol* symbol = names_.signature().find(term.name());
  if (symbol != nullptr && symbol->result.kind != claims::SortKind::kEntity) throw TooMuch{};
  return names_.element(term.name());
}

}  // namespace modus::symbolic
