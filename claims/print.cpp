#include "claims/print.h"

#include <utility>

#include <fmt/core.h>

#include "claims/grammar.h"
#include "claims/json_string.h"

namespace modus::claims {
namespace {

class Printer {
 public:
  explicit Printer(AtomForm form) : form_(form) {}
  std::string take() { return std::move(out_); }

  // The claim where operators of at least this precedence may stand without brackets. open_right: a
  // quantifier at the right edge swallows nothing that follows.
  void expression(const Claim& claim, int precedence, bool open_right) {
    if (claim.op() == Op::kForall || claim.op() == Op::kExists)
      return quantified(claim, precedence, open_right);
    const Operator* op = operator_of(claim.op());
    if (op == nullptr) return primary(claim, precedence);
    const bool brackets = op->precedence < precedence;
    if (brackets) out_ += '(';
    if (op->fixity == Fixity::kPrefix) prefixed(claim, *op, open_right || brackets);
    else infix(claim, *op, open_right || brackets);
    if (brackets) out_ += ')';
  }

 private:
  void quantified(const Claim& claim, int precedence, bool open_right) {
    const bool brackets = !open_right || precedence > kNotPrecedence;
    if (brackets) out_ += '(';
    out_ += claim.op() == Op::kForall ? "forall " : "exists ";
    out_ += claim.name();
    out_ += ": ";
    expression(claim.child(0), kLoosest, true);
    if (brackets) out_ += ')';
  }

  void prefixed(const Claim& claim, const Operator& op, bool open_right) {
    out_ += op.text;
    if (op.op != Op::kNegate) out_ += ' ';
    const bool twice = op.op == Op::kNegate && claim.child(0).op() == Op::kNegate;  // -(-5)
    expression(claim.child(0), twice ? kPowerPrecedence : op.precedence, open_right);
  }

  void infix(const Claim& claim, const Operator& op, bool open_right) {
    const bool right_going = op.fixity == Fixity::kRight;
    const bool alone = op.fixity == Fixity::kAlone || op.fixity == Fixity::kNeighbours;
    const int tighter = op.precedence + 1;
    expression(claim.child(0), right_going || alone ? tighter : op.precedence, false);
    out_ += op.op == Op::kPower ? std::string(op.text) : fmt::format(" {} ", op.text);
    const Claim& right = claim.child(1);
    if (op.op == Op::kPower && right.op() == Op::kNegate)  // 2^-3
      return prefixed(right, *operator_of(Op::kNegate), open_right);
    expression(right, right_going ? op.precedence : tighter, open_right);
  }

  void primary(const Claim& claim, int precedence) {
    switch (claim.op()) {
      case Op::kTrue: out_ += "true"; return;
      case Op::kFalse: out_ += "false"; return;
      case Op::kName: case Op::kVariable: out_ += claim.name(); return;
      case Op::kString: out_ += write_json_string(claim.name()); return;
      case Op::kNumber:
        out_ += claim.literal().digits;
        if (!claim.literal().unit.empty()) out_ += " " + claim.literal().unit;
        return;
      case Op::kSet: return list("{", claim, "}");
      default: break;
    }
    out_ += claim.name();
    if (form_ == AtomForm::kJuxtaposed && precedence <= kNotPrecedence && is_flat(claim)) {
      for (const Claim& argument : claim.children()) {
        out_ += ' ';
        primary(argument, kTightest);
      }
      return;
    }
    list("(", claim, ")");
  }

  static bool is_flat(const Claim& atom) {
    for (const Claim& argument : atom.children())
      if (argument.op() != Op::kName && argument.op() != Op::kVariable &&
          argument.op() != Op::kNumber)
        return false;
    return true;
  }

  void list(std::string_view open, const Claim& claim, std::string_view close) {
    const AtomForm outer = std::exchange(form_, AtomForm::kBracketed);
    out_ += open;
    for (std::size_t i = 0; i < claim.children().size(); ++i) {
      if (i != 0) out_ += ", ";
      expression(claim.child(i), kLoosest, true);
    }
    out_ += close;
    form_ = outer;
  }

  AtomForm form_;
  std::string out_;
};

}  // namespace

std::string print(const Claim& claim) { return print(claim, AtomForm::kBracketed); }

std::string print(const Claim& claim, AtomForm form) {
  Printer printer(form);
  printer.expression(claim, kLoosest, true);
  return printer.take();
}

}  // namespace modus::claims
