#include "symbolic/encode/fragment.h"

#include <set>

#include <fmt/core.h>

#include "claims/units.h"

namespace modus::symbolic::encode {

using claims::Claim;
using claims::Op;

namespace {

constexpr std::size_t kSmall = 4000;        // nodes of a query that stays in this process
constexpr std::size_t kLiveBound = 20'000;  // nodes of a query that the live solver is asked

class Look {
 public:
  Look(const claims::Signature& signature, Fragment& fragment)
      : signature_(signature), fragment_(fragment) {}

  // polarity: 1 asserted, -1 denied, 0 both.
  void formula(const Claim& claim, int polarity, bool under_forall) {
    switch (claim.op()) {
      case Op::kNot: case Op::kAbsent: return formula(claim.child(0), -polarity, under_forall);
      case Op::kImplies:
        formula(claim.child(0), -polarity, under_forall);
        return formula(claim.child(1), polarity, under_forall);
      case Op::kXor: case Op::kIff:
        formula(claim.child(0), 0, under_forall);
        return formula(claim.child(1), 0, under_forall);
      case Op::kForall: case Op::kExists: return quantifier(claim, polarity, under_forall);
      case Op::kAnd: case Op::kOr:
        formula(claim.child(0), polarity, under_forall);
        return formula(claim.child(1), polarity, under_forall);
      default: return atom(claim, under_forall);
    }
  }

  void finish() {
    std::map<std::string, std::string> unit_of;  // by base dimension
    for (const std::string& unit : units_)
      for (const auto& [dimension, exponent] : claims::dimension_of({{unit, 1}}))
        if (const auto [it, first] = unit_of.emplace(dimension, unit); !first && it->second != unit)
          fragment_.conversion = fmt::format("{} and {}", it->second, unit);
  }

 private:
  void quantifier(const Claim& claim, int polarity, bool under_forall) {
    fragment_.quantifiers = true;
    const bool universal = (claim.op() == Op::kForall) == (polarity >= 0);
    if (polarity == 0 || (!universal && under_forall)) fragment_.bernays = false;
    if (claims::is_numeric(claims::variable_sort(claim.name(), claim.child(0), signature_)))
      fragment_.numbers = true;
    formula(claim.child(0), polarity, under_forall || universal || polarity == 0);
  }

  void atom(const Claim& claim, bool under_forall) {
    if (claims::is_comparison(claim.op()) && claim.op() != Op::kEqual &&
        claim.op() != Op::kNotEqual && claim.op() != Op::kIn)
      fragment_.numbers = true;
    for (const Claim& child : claim.children()) term(child, under_forall);
  }

  void term(const Claim& claim, bool under_forall) {
    switch (claim.op()) {
      case Op::kNumber:
        fragment_.numbers = true;
        if (const auto unit = claims::parse_unit(claim.literal().unit); unit)
          for (const auto& [name, exponent] : *unit) units_.insert(name);
        return;
      case Op::kName: case Op::kApply: {
        const claims::Symbol* symbol = signature_.find(claim.name());
        if (symbol && claims::is_numeric(symbol->result)) fragment_.numbers = true;
        if (symbol && symbol->result.kind == claims::SortKind::kSet) fragment_.bernays = false;
        if (claim.op() == Op::kApply && (under_forall || fragment_.quantifiers))
          fragment_.bernays = false;
        if (claim.op() == Op::kApply) functions_ = true;
        break;
      }
      case Op::kSet: case Op::kVariable: case Op::kString: break;
      default: arithmetic(claim);
    }
    for (const Claim& child : claim.children()) term(child, under_forall);
  }

  static bool has_unknown(const Claim& term) {
    if (term.op() == Op::kName || term.op() == Op::kApply || term.op() == Op::kVariable) return true;
    for (const Claim& child : term.children())
      if (has_unknown(child)) return true;
    return false;
  }

  void arithmetic(const Claim& claim) {
    fragment_.numbers = true;
    switch (claim.op()) {
      case Op::kMultiply:
        fragment_.nonlinear |= has_unknown(claim.child(0)) && has_unknown(claim.child(1));
        return;
      case Op::kDivide: fragment_.nonlinear |= has_unknown(claim.child(1)); return;
      case Op::kPower: case Op::kIntegerDivide: case Op::kModulo:
        fragment_.nonlinear |= has_unknown(claim);
        return;
      default: return;
    }
  }

 public:
  bool functions_ = false;

 private:
  const claims::Signature& signature_;
  Fragment& fragment_;
  std::set<std::string> units_;
};

}  // namespace

bool Fragment::live() const {
  if (size > kLiveBound || nonlinear) return false;
  return !quantifiers || (bernays && !numbers && size <= kSmall);
}

bool Fragment::in_process() const {
  return !numbers && size <= kSmall && (!quantifiers || bernays);
}

Fragment fragment_of(std::span<const Claim> asserted, const Claim* goal,
                     const claims::Signature& signature) {
  Fragment fragment;
  Look look(signature, fragment);
  for (const Claim& claim : asserted) {
    fragment.size += claim.size();
    look.formula(claim, 1, false);
  }
  if (goal) {
    fragment.size += goal->size();
    look.formula(*goal, -1, false);
    look.formula(*goal, 1, false);
  }
  if (look.functions_ && fragment.quantifiers) fragment.bernays = false;
  look.finish();
  return fragment;
}

}  // namespace modus::symbolic::encode
