#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "claims/functions.h"
#include "claims/print.h"
#include "symbolic/encode/quantities.h"
#include "symbolic/export/export.h"
#include "symbolic/export/terms.h"
#include "symbolic/layers/written_out.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Function;
using claims::Op;
using claims::Rational;
using claims::SortKind;

namespace {

constexpr int kMostFactors = 32;

// Words of SMT-LIB, its theories and its solvers that our names might be.
constexpr auto kTaken = std::to_array<std::string_view>(
    {"abs",   "and",      "as",    "assert",    "bag",        "bv2nat", "char",    "choice",
     "cos",   "distinct", "div",   "divisible", "emp",        "entity", "exists",  "exp",
     "false", "forall",   "iand",  "int2bv",    "is",         "is_int", "ite",     "lambda",
     "let",   "map",      "match", "member",    "mod",        "not",    "or",      "par",
     "pi",    "pow2",     "re",    "rel",       "select",     "sep",    "seq",     "set",
     "sin",   "sqrt",     "store", "str",       "tan",        "to_int", "to_real", "true",
     "tuple", "wand",     "xor",   "const",     "const_array"});

using Term = ExportedTerm;

class Writer {
 public:
  Writer(const Theory& theory, const Query& query) : theory_(theory), query_(query) {
    const auto add = [&](const Claim& claim) { units_.add(claim); };
    for (const Claim& axiom : theory.axioms) add(axiom);
    for (const Premise& premise : query.premises) add(premise.claim);
    add(query.goal);
    if (const std::string reason = units_.conversion(); !reason.empty()) throw Error(reason);
  }

  std::string text() {
    std::string asserts;
    for (const Claim& axiom : theory_.axioms) asserts += assertion("", formula(axiom));
    for (const Premise& premise : query_.premises)
      asserts += assertion(fmt::format("s{}: {}", premise.step.value, claims::print(premise.claim)),
                           formula(premise.claim));
    asserts += assertion("denied: " + claims::print(query_.goal),
                         fmt::format("(not {})", formula(query_.goal)));
    std::string text = "; unsat: the premises entail the goal\n(set-logic ALL)\n";
    if (entities_) text += "(declare-sort entity 0)\n";
    for (const auto& [name, declaration] : declared_) text += declaration;
    for (const std::string& constraint : constraints_) asserts += assertion("", constraint);
    return text + asserts + "(check-sat)\n";
  }

 private:
  static std::string assertion(const std::string& comment, const std::string& formula) {
    return fmt::format("{}(assert {})\n", comment.empty() ? "" : "; " + comment + "\n", formula);
  }

  [[noreturn]] static void refuse(const Claim& claim) {
    throw Error(fmt::format("{} has no SMT-LIB form", claims::print(claim)));
  }

  std::string sort_text(const claims::Sort& sort) {
    switch (sort.kind) {
      case SortKind::kTruth:
        return "Bool";
      case SortKind::kInt:
        return "Int";
      case SortKind::kReal:
      case SortKind::kQuantity:
        return "Real";
      case SortKind::kSet:
        return fmt::format("(Array {} Bool)", sort_text({sort.element, {}, {}}));
      case SortKind::kRandom:
        throw Error("a random variable has no SMT-LIB form");
      case SortKind::kEntity:
        break;
    }
    entities_ = true;
    return "entity";
  }

  static std::string spelled(const std::string& name) {
    const bool taken = std::find(kTaken.begin(), kTaken.end(), name) != kTaken.end();
    return taken ? name + "!" : name;
  }

  claims::Symbol declare(const Claim& use, SortKind otherwise) {
    const auto found = symbol_of(use, theory_, otherwise);
    if (!found) refuse(use);
    const claims::Symbol& symbol = *found;
    std::string arguments;
    for (const claims::Sort& sort : symbol.arguments)
      arguments += (arguments.empty() ? "" : " ") + sort_text(sort);
    declared_.emplace(use.name(), fmt::format("(declare-fun {} ({}) {})\n", spelled(use.name()),
                                              arguments, sort_text(symbol.result)));
    return symbol;
  }

  std::string formula(const Claim& c) {
    const auto part = [&](std::size_t i) { return formula(c.child(i)); };
    switch (c.op()) {
      case Op::kTrue:
        return "true";
      case Op::kFalse:
        return "false";
      case Op::kName:
      case Op::kApply:
        if (const auto own = claims::function_of(c)) return divides(*own, c);
        return applied(c, SortKind::kTruth).text;
      case Op::kNot:
      case Op::kAbsent:
        return fmt::format("(not {})", part(0));
      case Op::kAnd:
        return fmt::format("(and {} {})", part(0), part(1));
      case Op::kOr:
        return fmt::format("(or {} {})", part(0), part(1));
      case Op::kXor:
        return fmt::format("(xor {} {})", part(0), part(1));
      case Op::kImplies:
        return fmt::format("(=> {} {})", part(0), part(1));
      case Op::kIff:
        return fmt::format("(= {} {})", part(0), part(1));
      case Op::kForall:
      case Op::kExists:
        return quantified(c);
      default:
        return claims::is_comparison(c.op()) ? compared(c) : throw Error("no formula");
    }
  }

  std::string quantified(const Claim& c) {
    const claims::Sort sort = claims::variable_sort(c.name(), c.child(0), theory_.signature);
    bound_.emplace_back(c.name(), sort.kind);
    const std::string body = formula(c.child(0));
    bound_.pop_back();
    return fmt::format("({} (({} {})) {})", c.op() == Op::kForall ? "forall" : "exists", c.name(),
                       sort_text(sort), body);
  }

  std::string compared(const Claim& c) {
    const Claim &left = c.child(0), &right = c.child(1);
    if (c.op() == Op::kIn) return member(left, right);
    if (c.op() == Op::kApproximately) return about(left, right);
    if (left.op() == Op::kSet || right.op() == Op::kSet) return same_sets(c);
    auto [a, b] = fitted(term(left), term(right));
    switch (c.op()) {
      case Op::kEqual:
        return fmt::format("(= {} {})", a.text, b.text);
      case Op::kNotEqual:
        return fmt::format("(distinct {} {})", a.text, b.text);
      default:
        return fmt::format("({} {} {})", operator_text(c.op()), a.text, b.text);
    }
  }

  static std::string_view operator_text(Op op) {
    switch (op) {
      case Op::kLess:
        return "<";
      case Op::kLessEqual:
        return "<=";
      case Op::kGreater:
        return ">";
      default:
        return ">=";
    }
  }

  std::string member(const Claim& element, const Claim& set) {
    const Term value = term(element);
    if (set.op() != Op::kSet) return fmt::format("(select {} {})", term(set).text, value.text);
    std::string any = "false";
    for (const Claim& each : set.children()) {
      const auto [a, b] = fitted(value, term(each));
      any = fmt::format("(or {} (= {} {}))", any, a.text, b.text);
    }
    return any;
  }

  std::string same_sets(const Claim& c) {
    const Claim& named = c.child(0).op() == Op::kSet ? c.child(1) : c.child(0);
    const Claim& listed = c.child(0).op() == Op::kSet ? c.child(0) : c.child(1);
    const claims::Symbol* symbol = theory_.signature.find(named.name());
    if (named.op() == Op::kSet || symbol == nullptr) refuse(c);
    const std::string sort = sort_text(symbol->result);
    std::string array = fmt::format("((as const {}) false)", sort);
    for (const Claim& each : listed.children())
      array = fmt::format("(store {} {} true)", array, term(each).text);
    const std::string equal = fmt::format("(= {} {})", term(named).text, array);
    return c.op() == Op::kEqual ? equal : fmt::format("(not {})", equal);
  }

  std::string about(const Claim& left, const Claim& right) {
    const claims::Literal& literal = right.literal();
    const Rational half = claims::half_unit(literal) * units_.scale_of(literal);
    const Rational value = units_.value_of(literal);
    const std::string a = real(term(left));
    return fmt::format("(and (<= {0} {1}) (<= {1} {2}))", number(value - half), a,
                       number(value + half));
  }

  static std::string number(const Rational& value) {
    const Rational magnitude = abs(value);
    std::string text = magnitude.get_num().get_str() + ".0";
    if (!claims::is_integer(magnitude))
      text = fmt::format("(/ {} {}.0)", text, magnitude.get_den().get_str());
    return sgn(value) < 0 ? fmt::format("(- {})", text) : text;
  }

  static std::string real(const Term& term) {
    return term.kind == TermKind::kWhole ? fmt::format("(to_real {})", term.text) : term.text;
  }
  static std::pair<Term, Term> fitted(const Term& a, const Term& b) {
    if (a.kind == b.kind) return {a, b};
    return {{real(a), TermKind::kReal}, {real(b), TermKind::kReal}};
  }

  Term term(const Claim& c) {
    switch (c.op()) {
      case Op::kName:
        return applied(c, SortKind::kEntity);
      case Op::kApply:
        if (const auto own = claims::function_of(c)) return function(*own, c);
        return applied(c, SortKind::kEntity);
      case Op::kVariable:
        for (auto it = bound_.rbegin(); it != bound_.rend(); ++it)
          if (it->first == c.name()) return {c.name(), term_kind(it->second)};
        refuse(c);
      case Op::kNumber: {
        const Rational value = units_.value_of(c.literal());
        if (claims::is_integer(value)) return {value.get_str(), TermKind::kWhole};
        return {number(value), TermKind::kReal};
      }
      case Op::kNegate: {
        const Term inner = term(c.child(0));
        return {fmt::format("(- {})", inner.text), inner.kind};
      }
      case Op::kPower:
        return power(c);
      case Op::kSet:
      case Op::kString:
        refuse(c);
      default:
        return arithmetic(c.op(), term(c.child(0)), term(c.child(1)));
    }
  }

  Term applied(const Claim& c, SortKind otherwise) {
    const claims::Symbol symbol = declare(c, otherwise);
    std::string text = spelled(c.name());
    for (std::size_t i = 0; i < c.children().size(); ++i) {
      const Term argument = term(c.child(i));
      text += ' ' + (term_kind(symbol.arguments[i].kind) == TermKind::kReal ? real(argument)
                                                                            : argument.text);
    }
    if (!c.children().empty()) text = '(' + text + ')';
    return {text, term_kind(symbol.result.kind)};
  }

  static Term arithmetic(Op op, const Term& a, const Term& b) {
    const bool whole = a.kind == TermKind::kWhole && b.kind == TermKind::kWhole;
    const Term floor{fmt::format("(to_int (/ {} {}))", real(a), real(b)), TermKind::kWhole};
    switch (op) {
      case Op::kDivide:
        return {fmt::format("(/ {} {})", real(a), real(b)), TermKind::kReal};
      case Op::kIntegerDivide:
        return floor;
      case Op::kModulo:  // a - b * floor(a / b)
        return arithmetic(Op::kSubtract, a, arithmetic(Op::kMultiply, b, floor));
      default:
        break;
    }
    const char* sign = op == Op::kAdd ? "+" : op == Op::kSubtract ? "-" : "*";
    const auto [x, y] = fitted(a, b);
    return {fmt::format("({} {} {})", sign, x.text, y.text),
            whole ? TermKind::kWhole : TermKind::kReal};
  }

  Term power(const Claim& c) {
    const bool negative = c.child(1).op() == Op::kNegate;
    const Claim& exponent = negative ? c.child(1).child(0) : c.child(1);
    if (exponent.op() != Op::kNumber || !claims::is_integer(exponent.literal().value) ||
        exponent.literal().value > kMostFactors)
      refuse(c);
    const Term base = term(c.child(0));
    Term product{"1", TermKind::kWhole};
    for (long i = exponent.literal().value.get_num().get_si(); i > 0; --i)
      product = arithmetic(Op::kMultiply, product, base);
    return negative ? arithmetic(Op::kDivide, {"1", TermKind::kWhole}, product) : product;
  }

  std::string divides(Function function, const Claim& c) {
    if (function != Function::kDivides) refuse(c);
    const Term divisor = term(c.child(0)), number = term(c.child(1));
    const auto [d, zero] = fitted(divisor, {"0", TermKind::kWhole});
    const auto [n, none] = fitted(number, {"0", TermKind::kWhole});
    const auto [rest, nothing] =
        fitted(arithmetic(Op::kModulo, number, divisor), {"0", TermKind::kWhole});
    return fmt::format("(ite (= {} {}) (= {} {}) (= {} {}))", d.text, zero.text, n.text, none.text,
                       rest.text, nothing.text);
  }

  Term function(Function function, const Claim& c) {
    const Term x = term(c.child(0));
    switch (function) {
      case Function::kAbs:
        return {fmt::format("(ite (>= {0} {1}) {0} (- {0}))", x.text,
                            x.kind == TermKind::kWhole ? "0" : "0.0"),
                x.kind};
      case Function::kFloor:
        return x.kind == TermKind::kWhole
                   ? x
                   : Term{fmt::format("(to_int {})", x.text), TermKind::kWhole};
      case Function::kCeil:
        if (x.kind == TermKind::kWhole) return x;
        return {fmt::format("(- (to_int (- {})))", x.text), TermKind::kWhole};
      case Function::kMin:
      case Function::kMax: {
        Term best = x;
        for (std::size_t i = 1; i < c.children().size(); ++i) {
          const auto [a, b] = fitted(best, term(c.child(i)));
          best = {fmt::format("(ite ({0} {1} {2}) {1} {2})", function == Function::kMin ? "<" : ">",
                              a.text, b.text),
                  a.kind};
        }
        return best;
      }
      case Function::kSqrt:
        return root(c, x);
      default:
        refuse(c);
    }
  }

  // A constant r with x >= 0 -> r >= 0 and r * r = x.
  Term root(const Claim& c, const Term& x) {
    if (!claims::free_variables(c).empty()) refuse(c);
    const auto [it, is_new] = roots_.emplace(claims::print(c), fmt::format("r!{}", roots_.size()));
    const std::string& r = it->second;
    if (is_new) {
      declared_.emplace(r, fmt::format("(declare-const {} Real)\n", r));
      constraints_.push_back(
          fmt::format("(=> (>= {0} 0.0) (and (>= {1} 0.0) (= (* {1} {1}) {0})))", real(x), r));
    }
    return {r, TermKind::kReal};
  }

  const Theory& theory_;
  const Query& query_;
  encode::QueryUnits units_;
  bool entities_ = false;
  std::map<std::string, std::string> declared_;
  std::map<std::string, std::string> roots_;
  std::vector<std::string> constraints_;
  std::vector<std::pair<std::string, SortKind>> bound_;
};

}  // namespace

std::string to_smtlib(const Theory& theory, const Query& query) {
  const Theory core = written_out(theory);
  return Writer(core, written_out(core, query).value_or(query)).text();
}

}  // namespace modus::symbolic
