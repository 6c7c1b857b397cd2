#include "claims/operands.h"

#include <fmt/core.h>

#include "claims/functions.h"

namespace modus::claims {
namespace {

bool is_formula_only(Op op) {
  return op == Op::kTrue || op == Op::kFalse || op == Op::kIndependent || op == Op::kGraph ||
         is_comparison(op) || is_connective(op);
}

}  // namespace

void require_formula(const TokenStream& tokens, const Claim& claim, std::string_view where) {
  if (is_term(claim.op()))
    tokens.fail(claim.span().begin,
                fmt::format("{} takes a claim that is true or false, this is a term", where));
}

void require_term(const TokenStream& tokens, const Claim& claim, std::string_view where) {
  if (is_formula_only(claim.op()))
    tokens.fail(claim.span().begin,
                fmt::format("{} takes a term, this is a claim that is true or false", where));
}

void require_operand(const TokenStream& tokens, const Claim& operand, const Operator& op) {
  const std::string where = fmt::format("`{}`", op.text);
  if (op.precedence < kComparisonPrecedence)
    require_formula(tokens, operand, where);
  else
    require_term(tokens, operand, where);
}

void require_right_of_comparison(const TokenStream& tokens, const Claim& right,
                                 const Operator& op) {
  require_operand(tokens, right, op);
  if (op.op == Op::kApproximately && right.op() != Op::kNumber)
    tokens.fail(right.span().begin, "`~=` takes a rounded number on its right, as in x ~= 2.33");
  if (op.op == Op::kIn) require_set(tokens, right);
}

void require_set(const TokenStream& tokens, const Claim& claim) {
  if (claim.op() != Op::kSet && !is_atom(claim) && !function_of(claim))
    tokens.fail(claim.span().begin, "`in` takes a set on its right, as in x in {a, b}");
}

}  // namespace modus::claims
