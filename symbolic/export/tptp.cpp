#include <map>
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
using claims::Op;
using claims::Rational;
using claims::SortKind;

namespace {

using Term = ExportedTerm;

// FOF where only entities occur, else TFF with arithmetic (Sutcliffe et al. 2012).
class TptpWriter {
 public:
  TptpWriter(const Theory& theory, const Query& query) : theory_(theory), query_(query) {
    const auto add = [&](const Claim& claim) {
      units_.add(claim);
      numbers_ = numbers_ || has_numbers(claim);
    };
    for (const Claim& axiom : theory.axioms) add(axiom);
    for (const Premise& premise : query.premises) add(premise.claim);
    add(query.goal);
    if (const std::string reason = units_.conversion(); !reason.empty()) throw Error(reason);
  }

  std::string text() {
    std::string formulas;
    std::size_t axioms = 0;
    for (const Claim& axiom : theory_.axioms)
      formulas += line(fmt::format("theory{}", ++axioms), "axiom", formula(axiom));
    for (std::size_t i = 0; i < query_.premises.size(); ++i)
      formulas += line(fmt::format("premise{}_s{}", i + 1, query_.premises[i].step.value), "axiom",
                       formula(query_.premises[i].claim));
    formulas += line("goal", "conjecture", formula(query_.goal));
    std::string text = fmt::format("% {}\n", claims::print(query_.goal));
    if (numbers_)
      for (const auto& [name, type] : types_)
        text += line(fmt::format("{}_type", name), "type", type);
    return text + formulas;
  }

 private:
  std::string line(const std::string& name, std::string_view role, const std::string& body) const {
    return fmt::format("{}({}, {}, {}).\n", numbers_ ? "tff" : "fof", name, role, body);
  }

  [[noreturn]] static void refuse(const Claim& claim) {
    throw Error(fmt::format("{} has no TPTP form", claims::print(claim)));
  }

  bool has_numbers(const Claim& claim) const {
    if (claim.op() == Op::kNumber || claims::function_of(claim)) return true;
    if (claim.op() >= Op::kNegate && claim.op() <= Op::kSubtract) return true;
    if (claim.op() == Op::kName || claim.op() == Op::kApply)
      if (const claims::Symbol* symbol = theory_.signature.find(claim.name())) {
        if (claims::is_numeric(symbol->result)) return true;
        for (const claims::Sort& sort : symbol->arguments)
          if (claims::is_numeric(sort)) return true;
      }
    for (const Claim& child : claim.children())
      if (has_numbers(child)) return true;
    return false;
  }

  static const char* type_of(const Claim& at, SortKind kind) {
    switch (kind) {
      case SortKind::kTruth:
        return "$o";
      case SortKind::kEntity:
        return "$i";
      case SortKind::kInt:
        return "$int";
      case SortKind::kReal:
      case SortKind::kQuantity:
        return "$real";
      case SortKind::kSet:
      case SortKind::kRandom:
        break;
    }
    refuse(at);
  }

  claims::Symbol declare(const Claim& use, SortKind otherwise) {
    const auto found = symbol_of(use, theory_, otherwise);
    if (!found) refuse(use);
    const claims::Symbol& symbol = *found;
    std::string arguments;
    for (const claims::Sort& sort : symbol.arguments)
      arguments += fmt::format("{}{}", arguments.empty() ? "" : " * ", type_of(use, sort.kind));
    const char* result = type_of(use, symbol.result.kind);
    const std::string type = symbol.arguments.empty() ? result
                             : symbol.arguments.size() == 1
                                 ? fmt::format("{} > {}", arguments, result)
                                 : fmt::format("({}) > {}", arguments, result);
    types_.emplace(use.name(), fmt::format("{}: {}", use.name(), type));
    return symbol;
  }

  std::string formula(const Claim& c) {
    const auto pair = [&](const char* sign) {
      return fmt::format("({} {} {})", formula(c.child(0)), sign, formula(c.child(1)));
    };
    switch (c.op()) {
      case Op::kTrue:
        return "$true";
      case Op::kFalse:
        return "$false";
      case Op::kName:
      case Op::kApply:
        return applied(c, SortKind::kTruth).text;
      case Op::kNot:
      case Op::kAbsent:
        return fmt::format("~ {}", formula(c.child(0)));
      case Op::kAnd:
        return pair("&");
      case Op::kOr:
        return pair("|");
      case Op::kXor:
        return pair("<~>");
      case Op::kImplies:
        return pair("=>");
      case Op::kIff:
        return pair("<=>");
      case Op::kForall:
      case Op::kExists:
        return quantified(c);
      case Op::kIn:
        return member(c);
      case Op::kApproximately:
        return about(c);
      default:
        return compared(c.op(), term(c.child(0)), term(c.child(1)));
    }
  }

  std::string quantified(const Claim& c) {
    const claims::Sort sort = claims::variable_sort(c.name(), c.child(0), theory_.signature);
    const char* type = type_of(c, sort.kind);
    bound_.emplace_back(c.name(), sort.kind);
    const std::string body = formula(c.child(0));
    bound_.pop_back();
    return fmt::format("({} [{}{}] : {})", c.op() == Op::kForall ? "!" : "?", c.name(),
                       numbers_ ? fmt::format(": {}", type) : "", body);
  }

  std::string compared(Op op, const Term& left, const Term& right) {
    const auto [a, b] = fitted(left, right);
    switch (op) {
      case Op::kEqual:
        return fmt::format("({} = {})", a.text, b.text);
      case Op::kNotEqual:
        return fmt::format("({} != {})", a.text, b.text);
      case Op::kLess:
        return fmt::format("$less({},{})", a.text, b.text);
      case Op::kLessEqual:
        return fmt::format("$lesseq({},{})", a.text, b.text);
      case Op::kGreater:
        return fmt::format("$greater({},{})", a.text, b.text);
      default:
        return fmt::format("$greatereq({},{})", a.text, b.text);
    }
  }

  std::string member(const Claim& c) {
    if (c.child(1).op() != Op::kSet) refuse(c);
    std::string any = "$false";
    for (const Claim& each : c.child(1).children())
      any = fmt::format("({} | {})", any, compared(Op::kEqual, term(c.child(0)), term(each)));
    return any;
  }

  std::string about(const Claim& c) {
    const claims::Literal& literal = c.child(1).literal();
    const Rational half = claims::half_unit(literal) * units_.scale_of(literal);
    const Rational value = units_.value_of(literal);
    const Term left{real(term(c.child(0))), TermKind::kReal};
    return fmt::format("({} & {})",
                       compared(Op::kLessEqual, {number(value - half), TermKind::kReal}, left),
                       compared(Op::kLessEqual, left, {number(value + half), TermKind::kReal}));
  }

  // A decimal where it ends, else a quotient of two.
  static std::string number(const Rational& value) {
    const std::string shown = claims::to_string(value);
    const std::size_t slash = shown.find('/');
    if (slash != std::string::npos)
      return fmt::format("$quotient({}.0,{}.0)", shown.substr(0, slash), shown.substr(slash + 1));
    return shown.find('.') == std::string::npos ? shown + ".0" : shown;
  }

  static std::string real(const Term& term) {
    return term.kind == TermKind::kWhole ? fmt::format("$to_real({})", term.text) : term.text;
  }
  static std::pair<Term, Term> fitted(const Term& a, const Term& b) {
    if (a.kind == b.kind) return {a, b};
    return {{real(a), TermKind::kReal}, {real(b), TermKind::kReal}};
  }

  Term term(const Claim& c) {
    switch (c.op()) {
      case Op::kName:
      case Op::kApply:
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
        return {fmt::format("$uminus({})", inner.text), inner.kind};
      }
      case Op::kAdd:
        return arithmetic("$sum", c);
      case Op::kSubtract:
        return arithmetic("$difference", c);
      case Op::kMultiply:
        return arithmetic("$product", c);
      case Op::kDivide:
        return {fmt::format("$quotient({},{})", real(term(c.child(0))), real(term(c.child(1)))),
                TermKind::kReal};
      default:
        refuse(c);
    }
  }

  Term arithmetic(const char* operation, const Claim& c) {
    const auto [a, b] = fitted(term(c.child(0)), term(c.child(1)));
    return {fmt::format("{}({},{})", operation, a.text, b.text), a.kind};
  }

  Term applied(const Claim& c, SortKind otherwise) {
    if (claims::function_of(c)) refuse(c);
    const claims::Symbol symbol = declare(c, otherwise);
    std::string arguments;
    for (std::size_t i = 0; i < c.children().size(); ++i) {
      const Term argument = term(c.child(i));
      const bool to_real = term_kind(symbol.arguments[i].kind) == TermKind::kReal;
      arguments += (i == 0 ? "" : ",") + (to_real ? real(argument) : argument.text);
    }
    const std::string text =
        arguments.empty() ? c.name() : fmt::format("{}({})", c.name(), arguments);
    return {text, term_kind(symbol.result.kind)};
  }

  const Theory& theory_;
  const Query& query_;
  encode::QueryUnits units_;
  bool numbers_ = false;
  std::map<std::string, std::string> types_;
  std::vector<std::pair<std::string, SortKind>> bound_;
};

}  // namespace

std::string to_tptp(const Theory& theory, const Query& query) {
  const Theory core = written_out(theory);
  return TptpWriter(core, written_out(core, query).value_or(query)).text();
}

}  // namespace modus::symbolic
