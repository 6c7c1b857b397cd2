#include "claims/print.h"

#include <algorithm>
#include <utility>

#include "claims/calendar.h"
#include "claims/comprehension.h"
#include "claims/expectation.h"
#include "claims/functions.h"
#include "claims/json_string.h"
#include "claims/units.h"

namespace modus::claims {
namespace {

class Printer {
 public:
  explicit Printer(AtomForm form) : form_(form) {}

  // precedence: how tight the surroundings bind. ends: nothing follows before the next bracket, so
  // that a quantifier may reach to the end.
  void print(const Claim& claim, int precedence, bool ends) {
    if (needs_brackets(claim, precedence, ends)) {
      out_ += '(';
      print_bare(claim, precedence, true);
      out_ += ')';
    } else {
      print_bare(claim, precedence, ends);
    }
  }

  std::string take() { return std::move(out_); }

 private:
  static bool is_quantifier(Op op) { return op == Op::kForall || op == Op::kExists; }

  static bool needs_brackets(const Claim& claim, int precedence, bool ends) {
    if (is_quantifier(claim.op())) return !ends || precedence > kNotPrecedence;
    if (function_of(claim) == Function::kModal) return precedence > kNotPrecedence;
    if (claim.op() == Op::kNumber) return precedence == kTightest && !claim.literal().unit.empty();
    const Operator* op = operator_of(claim.op());
    return op && op->precedence < precedence;
  }

  void print_bare(const Claim& claim, int precedence, bool ends) {
    switch (claim.op()) {
      case Op::kTrue:
        out_ += "true";
        return;
      case Op::kFalse:
        out_ += "false";
        return;
      case Op::kName:
      case Op::kVariable:
        out_ += claim.name();
        return;
      case Op::kNumber:
        number(claim.literal());
        return;
      case Op::kString:
        out_ += write_json_string(claim.name());
        return;
      case Op::kApply:
        application(claim, precedence, ends);
        return;
      case Op::kSet:
        list('{', claim, '}');
        return;
      case Op::kForall:
      case Op::kExists:
        quantifier(claim);
        return;
      case Op::kProbability:
      case Op::kIndependent:
      case Op::kDo:
      case Op::kWorld:
        probability(claim);
        return;
      case Op::kGraph:
        graph(claim);
        return;
      default:
        operation(claim, *operator_of(claim.op()), ends);
    }
  }

  void number(const Literal& literal) {
    out_ += literal.digits;
    if (!literal.unit.empty()) out_ += ' ' + literal.unit;
  }

  void list(char open, const Claim& claim, char close) {
    out_ += open;
    bool first = true;
    for (const Claim& child : claim.children()) {
      if (!first) out_ += ", ";
      first = false;
      print(child, kComparisonPrecedence + 1, true);
    }
    out_ += close;
  }

  void application(const Claim& claim, int precedence, bool ends) {
    if (const auto date = written_date(claim)) {
      out_ += print_date(*date);
      return;
    }
    if (function_of(claim) == Function::kSuchThat) return such_that(claim);
    if (is_expectation(claim)) return expectation(claim);
    out_ += claim.name();
    if (function_of(claim) == Function::kModal) {
      out_ += ' ';
      print(claim.child(0), kNotPrecedence, ends);
      return;
    }
    if (form_ == AtomForm::kJuxtaposed && precedence <= kNotPrecedence && can_juxtapose(claim)) {
      for (const Claim& argument : claim.children()) {
        out_ += ' ';
        print(argument, kTightest - 1, true);
      }
    } else {
      list('(', claim, ')');
    }
  }

  void expectation(const Claim& claim) {
    const AtomForm outer = std::exchange(form_, AtomForm::kBracketed);
    out_ += claim.name() + '(';
    print(claim.child(0), kComparisonPrecedence + 1, true);
    const auto conditions = claim.child(1).children().subspan(1);
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      out_ += i == 0 ? " | " : ", ";
      print(conditions[i], kLoosest, true);
    }
    out_ += ')';
    form_ = outer;
  }

  void such_that(const Claim& claim) {
    const AtomForm outer = std::exchange(form_, AtomForm::kBracketed);
    const Comprehension of = comprehension_of(claim);
    out_ += '{' + of.variable;
    if (of.range) {
      out_ += " in ";
      print(*of.range, kComparisonPrecedence + 1, false);
    }
    out_ += ": ";
    print(of.condition, kLoosest, true);
    out_ += '}';
    form_ = outer;
  }

  // Names, variables and numbers only, and no name that would be read as the unit of a number.
  static bool can_juxtapose(const Claim& atom) {
    if (function_of(atom)) return false;
    const Claim* before = nullptr;
    for (const Claim& argument : atom.children()) {
      if (argument.op() != Op::kName && argument.op() != Op::kVariable &&
          argument.op() != Op::kNumber)
        return false;
      if (before && before->op() == Op::kNumber && is_unit_name(argument.name())) return false;
      before = &argument;
    }
    return true;
  }

  void quantifier(const Claim& claim) {
    out_ += claim.op() == Op::kForall ? "forall " : "exists ";
    out_ += claim.name();
    const Claim* body = &claim.child(0);
    for (; body->op() == claim.op(); body = &body->child(0)) out_ += ", " + body->name();
    out_ += ": ";
    print(*body, kLoosest, true);
  }

  // Events have bracketed atoms in every form.
  void probability(const Claim& claim) {
    const AtomForm outer = std::exchange(form_, AtomForm::kBracketed);
    const Op op = claim.op();
    if (op == Op::kWorld) print(claim.child(0), kTightest, true);
    out_ += op == Op::kProbability ? "P(" : op == Op::kDo ? "do(" : op == Op::kWorld ? "[" : "";
    if (op == Op::kIndependent) out_ += "independent(";
    const std::size_t events = op == Op::kIndependent ? 2 : 1;
    const std::size_t first = op == Op::kWorld ? 1 : 0;
    for (std::size_t i = first; i < claim.children().size(); ++i) {
      const bool has_conditions = op == Op::kProbability || op == Op::kIndependent;
      if (i > first) out_ += has_conditions && i == events ? " | " : ", ";
      print(claim.child(i), kLoosest, true);
    }
    out_ += op == Op::kWorld ? ']' : ')';
    form_ = outer;
  }

  // Edges that meet are one path: a ~> b ~> c.
  void graph(const Claim& claim) {
    out_ += "graph {";
    const Claim* before = nullptr;
    for (const Claim& item : claim.children()) {
      const bool edge = item.children().size() == 2;
      const bool goes_on = before && edge && before->children().size() == 2 &&
                           before->child(1).name() == item.child(0).name();
      if (!goes_on) out_ += before ? ", " : " ";
      if (item.op() == Op::kHidden) out_ += "hidden ";
      if (!goes_on) out_ += edge || item.op() == Op::kHidden ? item.child(0).name() : item.name();
      if (edge) out_ += (item.op() == Op::kCauses ? " ~> " : " <~> ") + item.child(1).name();
      before = &item;
    }
    out_ += " }";
  }

  void operation(const Claim& claim, const Operator& op, bool ends) {
    if (op.fixity == Fixity::kPrefix) {
      out_ += op.text;
      if (op.op != Op::kNegate) out_ += ' ';
      print(claim.child(0), op.precedence, ends);
      return;
    }
    print(claim.child(0), op.precedence + (op.fixity == Fixity::kLeft ? 0 : 1), false);
    const bool spaced = op.op != Op::kPower;
    if (spaced) out_ += ' ';
    out_ += op.text;
    if (spaced) out_ += ' ';
    const Claim& right = claim.child(1);
    const bool signed_exponent = op.op == Op::kPower && right.op() == Op::kNegate;
    const int loosest_right = op.precedence + (op.fixity == Fixity::kRight ? 0 : 1);
    print(right, signed_exponent ? kMinusPrecedence : loosest_right, ends);
  }

  AtomForm form_;
  std::string out_;
};

}  // namespace

std::string print(const Claim& claim, AtomForm form) {
  Printer printer(form);
  printer.print(claim, kLoosest, true);
  return printer.take();
}

std::string print(const Claim& claim) { return print(claim, AtomForm::kBracketed); }

}  // namespace modus::claims
