#include "tools/soundness/smt_text.h"

#include <array>
#include <map>
#include <set>
#include <vector>

#include <fmt/core.h>

#include "claims/sorts.h"
#include "tools/soundness/closed_extension.h"
#include "tools/soundness/dependencies.h"
#include "tools/soundness/own_calendar.h"
#include "tools/soundness/own_functions.h"
#include "tools/soundness/show.h"

namespace modus::soundness {

using claims::Claim;
using claims::Op;
using claims::Step;
using claims::StepKind;

namespace {

struct NotWritten {};  // thrown inside, becomes nullopt

struct Meaning {
  std::string value;
  std::string defined = "true";
};

std::string both(const std::string& a, const std::string& b) {
  if (a == "true") return b;
  if (b == "true") return a;
  return fmt::format("(and {} {})", a, b);
}

class Writer {
 public:
  Writer(const claims::Chain& chain, const World& world) : chain_(chain), world_(world) {}

  std::string question(std::size_t index, Agreement agreement) {
    std::string text = "(push 1)\n";
    text += declarations();
    text += header();
    for (std::size_t i = 0; i < index; ++i)
      if (chain_.steps[i].kind == StepKind::kLet && chain_.steps[i].definition)
        text += definition(chain_.steps[i]);
    const Dependencies dependencies(chain_);
    for (const std::size_t c : dependencies.cited(index)) {
      const Step& cited = chain_.steps[c];
      if (cited.kind == StepKind::kLet || cited.kind == StepKind::kFix) continue;
      const Meaning premise = closed(cited.claim);
      text += fmt::format("(assert {})\n", both(premise.defined, premise.value));
    }
    const Meaning goal = closed(chain_.steps[index].claim);
    text += agreement == Agreement::kProvable
                ? fmt::format("(assert (not {}))\n", both(goal.defined, goal.value))
                : fmt::format("(assert (or {} (not {})))\n", goal.value, goal.defined);
    return text + "(check-sat)\n(pop 1)\n";
  }

 private:
  std::string declarations() const {
    std::string text = "(declare-sort U 0)\n";
    for (const std::string& thing : world_.things)
      text += fmt::format("(declare-const {} U)\n", thing);
    for (const World::Predicate& p : world_.predicates)
      text += fmt::format("(declare-fun {} ({}) Bool)\n", p.name,
                          p.arity == 0   ? ""
                          : p.arity == 1 ? "U"
                                         : "U U");
    for (const World::Function& f : world_.functions)
      text += fmt::format("(declare-fun {} (U) {})\n", f.name,
                          f.to_entity                  ? "U"
                          : f.kind == NumberKind::kInt ? "Int"
                                                       : "Real");
    for (const World::Number& n : world_.numbers)
      text += fmt::format("(declare-const {} {})\n", n.name,
                          n.kind == NumberKind::kInt ? "Int" : "Real");
    return text;
  }

  std::string header() const {
    std::string text;
    std::set<std::string> bound;
    for (const Step& step : chain_.steps)
      if (step.kind == StepKind::kLet || step.kind == StepKind::kFix ||
          step.kind == StepKind::kObtain)
        bound.insert(step.name);
    std::set<std::string> used;
    for (const Step& step : chain_.steps) used.merge(names_of_step(step));
    if (chain_.header.domain) {
      std::string any = "false";
      for (const std::string& name : *chain_.header.domain)
        any = fmt::format("(or {} (= X {}))", any, name);
      text += fmt::format("(assert (forall ((X U)) {}))\n", any);
      used.insert(chain_.header.domain->begin(), chain_.header.domain->end());
    }
    if (chain_.header.unique_names) {
      std::string names;
      int count = 0;
      for (const std::string& thing : world_.things)
        if (used.contains(thing) && !bound.contains(thing)) {
          names += " " + thing;
          ++count;
        }
      if (count > 1) text += fmt::format("(assert (distinct{}))\n", names);
    }
    for (const auto& [predicate, names] : closed_extensions(chain_)) {
      if (!world_.predicate(predicate)) continue;  // no step speaks of it
      std::string any = "false";
      for (const std::string& name : names) any = fmt::format("(or {} (= X {}))", any, name);
      text += fmt::format("(assert (forall ((X U)) (=> ({} X) {})))\n", predicate, any);
    }
    return text;
  }

  std::string definition(const Step& let) {
    if (!world_.number(let.name)) return "";  // no step speaks of it
    const Meaning term = number(*let.definition);
    defined_[let.name] = term.defined;
    return fmt::format("(assert (=> {} (= {} {})))\n", term.defined, let.name, term.value);
  }

  Meaning closed(const Claim& claim) {
    Claim whole = claim;
    for (const std::string& free : claims::free_variables(claim))
      whole = claims::quantified(Op::kForall, free, whole);
    return formula(whole);
  }

  Meaning formula(const Claim& c) {
    switch (c.op()) {
      case Op::kTrue:
        return {"true"};
      case Op::kFalse:
        return {"false"};
      case Op::kName:
        return {c.name()};
      case Op::kApply: {
        if (is_of_the_language(c.name())) throw NotWritten{};
        std::string text = "(" + c.name();
        for (const Claim& argument : c.children()) text += " " + thing(argument);
        return {text + ")"};
      }
      case Op::kNot:
      case Op::kAbsent: {
        const Meaning inner = formula(c.child(0));
        return {fmt::format("(not {})", inner.value), inner.defined};
      }
      case Op::kForall:
      case Op::kExists:
        return quantified(c);
      default:
        return claims::is_comparison(c.op()) ? comparison(c) : connective(c);
    }
  }

  Meaning connective(const Claim& c) {
    const Meaning a = formula(c.child(0));
    const Meaning b = formula(c.child(1));
    const auto guarded = [&](std::string_view guard) {
      return b.defined == "true"
                 ? a.defined
                 : both(a.defined, fmt::format("({} {} {})", guard, a.value, b.defined));
    };
    switch (c.op()) {
      case Op::kAnd:
        return {fmt::format("(and {} {})", a.value, b.value), guarded("=>")};
      case Op::kOr:
        return {fmt::format("(or {} {})", a.value, b.value), guarded("or")};
      case Op::kImplies:
        return {fmt::format("(=> {} {})", a.value, b.value), guarded("=>")};
      case Op::kXor:
        return {fmt::format("(xor {} {})", a.value, b.value), both(a.defined, b.defined)};
      case Op::kIff:
        return {fmt::format("(= {} {})", a.value, b.value), both(a.defined, b.defined)};
      default:
        throw NotWritten{};
    }
  }

  Meaning quantified(const Claim& c) {
    const bool over_numbers = c.name()[0] == 'N';
    const Meaning body = formula(c.child(0));
    const std::string binder = fmt::format("(({} {}))", c.name(), over_numbers ? "Real" : "U");
    return {
        fmt::format("({} {} {})", c.op() == Op::kForall ? "forall" : "exists", binder, body.value),
        body.defined == "true" ? body.defined
                               : fmt::format("(forall {} {})", binder, body.defined)};
  }

  bool is_thing(const Claim& c) const {
    if (c.op() == Op::kVariable) return c.name()[0] != 'N';
    if (c.op() == Op::kName) return world_.thing(c.name()).has_value();
    if (c.op() != Op::kApply) return false;
    const auto function = world_.function(c.name());
    return function && world_.functions[*function].to_entity;
  }

  std::string thing(const Claim& c) {
    if (c.op() == Op::kApply) return fmt::format("({} {})", c.name(), thing(c.child(0)));
    return c.name();
  }

  Meaning comparison(const Claim& c) {
    for (const Claim& side : c.children())
      if (side.op() == Op::kApply && is_set_function(side.name())) throw NotWritten{};
    if (c.op() == Op::kIn) return membership(c);
    if (c.child(0).op() == Op::kSet) throw NotWritten{};
    if (c.child(1).op() == Op::kSet) return same_set(c);
    if (is_thing(c.child(0)))
      return {fmt::format("({} {} {})", c.op() == Op::kEqual ? "=" : "distinct", thing(c.child(0)),
                          thing(c.child(1)))};
    const Meaning a = number(c.child(0));
    const Meaning b = number(c.child(1));
    const std::string defined = both(a.defined, b.defined);
    if (c.op() == Op::kApproximately) {
      const auto& literal = c.child(1).literal();
      const auto half = scaled(half_of_last_digit(literal.digits), literal.unit);
      if (!half) throw NotWritten{};
      const std::string h = fraction(*half);
      return {fmt::format("(and (<= {} (+ {} {})) (>= {} (- {} {})))", a.value, b.value, h, a.value,
                          b.value, h),
              defined};
    }
    static const std::map<Op, std::string> kSymbols = {
        {Op::kEqual, "="},      {Op::kNotEqual, "distinct"}, {Op::kLess, "<"},
        {Op::kLessEqual, "<="}, {Op::kGreater, ">"},         {Op::kGreaterEqual, ">="}};
    return {fmt::format("({} {} {})", kSymbols.at(c.op()), a.value, b.value), defined};
  }

  Meaning same_set(const Claim& c) {
    std::string any = "false";
    for (const Claim& member : c.child(1).children())
      any = fmt::format("(or {} (= each {}))", any, thing(member));
    const std::string same =
        fmt::format("(forall ((each U)) (= ({} each) {}))", c.child(0).name(), any);
    return {c.op() == Op::kEqual ? same : fmt::format("(not {})", same)};
  }

  Meaning membership(const Claim& c) {
    if (c.child(1).op() == Op::kName)
      return {fmt::format("({} {})", c.child(1).name(), thing(c.child(0)))};
    std::string any = "false";
    std::string defined = "true";
    for (const Claim& member : c.child(1).children()) {
      const Meaning equal = comparison(claims::binary(Op::kEqual, c.child(0), member));
      any = fmt::format("(or {} {})", any, equal.value);
      defined = both(defined, equal.defined);
    }
    return {any, defined};
  }

  static std::string fraction(const Fraction& value) {
    const bool negative = value.numerator() < 0;
    const std::int64_t magnitude = negative ? -value.numerator() : value.numerator();
    const std::string text = fmt::format("(/ {}.0 {}.0)", magnitude, value.denominator());
    return negative ? fmt::format("(- {})", text) : text;
  }

  static MaybeFraction scaled(const MaybeFraction& value, const std::string& unit) {
    return value ? multiply(*value, unit_factor(unit)) : std::nullopt;
  }

  Meaning number(const Claim& c) {
    switch (c.op()) {
      case Op::kNumber: {
        const auto value = scaled(fraction_of_digits(c.literal().digits), c.literal().unit);
        if (!value) throw NotWritten{};
        return {fraction(*value)};
      }
      case Op::kVariable:
        return {c.name()};
      case Op::kName: {
        const auto index = world_.number(c.name());
        if (!index) throw NotWritten{};
        const bool whole = world_.numbers[*index].kind == NumberKind::kInt;
        const auto known = defined_.find(c.name());
        return {whole ? fmt::format("(to_real {})", c.name()) : c.name(),
                known == defined_.end() ? "true" : known->second};
      }
      case Op::kApply: {
        if (is_calendar_function(c.name())) return of_days(c);
        if (is_own_function(c.name())) return own(c);
        const auto index = world_.function(c.name());
        if (!index) throw NotWritten{};
        const std::string text = fmt::format("({} {})", c.name(), thing(c.child(0)));
        const bool whole = world_.functions[*index].kind == NumberKind::kInt;
        return {whole ? fmt::format("(to_real {})", text) : text};
      }
      case Op::kNegate: {
        const Meaning inner = number(c.child(0));
        return {fmt::format("(- {})", inner.value), inner.defined};
      }
      default:
        return operation(c);
    }
  }

  Meaning of_days(const Claim& c) {
    std::vector<Meaning> parts;
    for (const Claim& child : c.children()) parts.push_back(number(child));
    if (c.name() == "calendar_date") {
      std::array<Fraction, 3> date;
      for (std::size_t i = 0; i < 3; ++i)
        date[i] = fraction_of_digits(c.child(i).literal().digits).value_or(Fraction(0));
      const Applied day = calendar_function(c.name(), date);
      return day.exact ? Meaning{fraction(*day.exact)} : Meaning{"0.0", "false"};
    }
    if (c.name() == "iso_weekday") {
      const std::string since_monday =
          fmt::format("(+ (to_int {}) {})", parts[0].value, own_weekday(0) - 1);
      return {fmt::format("(to_real (+ 1 (mod {} 7)))", since_monday), parts[0].defined};
    }
    const bool after = c.name() == "days_after";
    return {fmt::format("({} {} {})", after ? "+" : "-", parts[after ? 0 : 1].value,
                        parts[after ? 1 : 0].value),
            both(parts[0].defined, parts[1].defined)};
  }

  Meaning own(const Claim& c) {
    const Meaning a = number(c.child(0));
    if (c.name() == "abs")
      return {fmt::format("(ite (>= {0} 0.0) {0} (- {0}))", a.value), a.defined};
    if (c.name() == "floor") return {fmt::format("(to_real (to_int {}))", a.value), a.defined};
    if (c.name() == "ceil")
      return {fmt::format("(- (to_real (to_int (- {}))))", a.value), a.defined};
    if ((c.name() != "min" && c.name() != "max") || c.children().size() != 2) throw NotWritten{};
    const Meaning b = number(c.child(1));
    return {
        fmt::format("(ite ({0} {1} {2}) {1} {2})", c.name() == "min" ? "<" : ">", a.value, b.value),
        both(a.defined, b.defined)};
  }

  Meaning operation(const Claim& c) {
    if (c.children().size() != 2) throw NotWritten{};
    if (c.op() == Op::kPower) return power(c);
    const Meaning a = number(c.child(0));
    const Meaning b = number(c.child(1));
    const std::string defined = both(a.defined, b.defined);
    const std::string nonzero = both(defined, fmt::format("(distinct {} 0.0)", b.value));
    const std::string ratio = fmt::format("(/ {} {})", a.value, b.value);
    const std::string floor = fmt::format("(to_real (to_int {}))", ratio);
    switch (c.op()) {
      case Op::kAdd:
        return {fmt::format("(+ {} {})", a.value, b.value), defined};
      case Op::kSubtract:
        return {fmt::format("(- {} {})", a.value, b.value), defined};
      case Op::kMultiply:
        return {fmt::format("(* {} {})", a.value, b.value), defined};
      case Op::kDivide:
        return {ratio, nonzero};
      case Op::kIntegerDivide:
        return {floor, nonzero};
      case Op::kModulo:
        return {fmt::format("(- {} (* {} {}))", a.value, b.value, floor), nonzero};
      default:
        throw NotWritten{};
    }
  }

  Meaning power(const Claim& c) {
    if (c.child(1).op() != Op::kNumber) throw NotWritten{};
    const auto exponent = fraction_of_digits(c.child(1).literal().digits);
    if (!exponent || !exponent->is_whole() || exponent->numerator() > 4) throw NotWritten{};
    const Meaning base = number(c.child(0));
    if (exponent->is_zero())
      return {"1.0", both(base.defined, fmt::format("(distinct {} 0.0)", base.value))};
    std::string product = base.value;
    for (std::int64_t i = 1; i < exponent->numerator(); ++i)
      product = fmt::format("(* {} {})", product, base.value);
    return {product, base.defined};
  }

  const claims::Chain& chain_;
  const World& world_;
  std::map<std::string, std::string> defined_;  // let names: the condition of their terms
};

}  // namespace

std::optional<std::string> smt_question(const claims::Chain& chain, const World& world,
                                        std::size_t step, Agreement agreement) {
  try {
    return Writer(chain, used_part(chain, world)).question(step, agreement);
  } catch (const NotWritten&) {
    return std::nullopt;
  }
}

}  // namespace modus::soundness
