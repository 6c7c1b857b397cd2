// Formulas: operands joined by connectives; an operand that begins with a term goes on to a
// comparison.
#include <algorithm>

#include "base/error.h"
#include "bridge/guide/grammar.h"
#include "bridge/guide/grammar_offer.h"
#include "claims/functions.h"

namespace modus::bridge {

using claims::Op;
using claims::SortKind;
using neural::TokenId;

namespace {

// Of a rule: no second arrow, and no comparison in its head.
bool directed_allows(Op op, bool in_head) {
  return op == Op::kAnd || (!in_head && (op == Op::kImplies || op == Op::kNotEqual));
}

}  // namespace

bool Grammar::allows(Op op) const {
  return (!context_.directed || directed_allows(op, draft_.in_head)) &&
         (op != Op::kImplies || sayables_.conditional) && (op != Op::kAnd || sayables_.conjunction);
}

bool Grammar::offer_claim_part(const Frame& frame, Offer& offer) const {
  const Signs& signs = *signs_;
  switch (frame.item) {
    case Item::kClaim:
    case Item::kFormula:
    case Item::kOperand:
      return offer_operand(frame, offer);
    case Item::kFormulaTail:
      for (const OperatorSign& sign : signs.connectives())
        if (allows(sign.op->op) && (sign.op->op != Op::kIff || frame.least == 0)) offer(sign.token);
      return true;
    case Item::kAfterHead:
      return offer_after_head(offer);
    case Item::kAfterApplied:
      if (context_.directed) return true;
      offer(signs.arithmetic());
      offer(signs.comparisons());
      return true;
    case Item::kArguments:
      if (frame.most > 0) {
        offer_name(Role::kTerm, offer);
        offer_number(offer);
        if (may_generalise()) offer_variables(offer);
      }
      return frame.least == 0;
    case Item::kVariables:
      offer_variables(offer);
      return false;
    case Item::kVariablesTail:
      offer(signs[","]);
      return true;
    case Item::kComparison:
      for (const OperatorSign& sign : signs.comparisons())
        if (allows(sign.op->op)) offer(sign.token);
      return false;
    default:
      MODUS_CHECK(false, "item {} is no part of a claim", static_cast<int>(frame.item));
  }
  return false;
}

bool Grammar::offer_operand(const Frame& frame, Offer& offer) const {
  const Signs& signs = *signs_;
  offer_name(Role::kHead, offer);
  if (sayables_.negation && frame.least == 0) offer(signs["not"]);
  if (context_.directed) {
    if (frame.least == 0 && !draft_.in_head) offer_variables(offer);  // X != Y
    return false;
  }
  offer_number(offer);
  offer_variables(offer);
  offer(signs["-"]);
  offer(signs["true"]);
  offer(signs["false"]);
  if (!has_room()) return false;
  offer(signs["("]);
  offer(signs["forall"]);
  offer(signs["exists"]);
  return false;
}

// A name at the front of an operand: what it is known to be says what follows.
bool Grammar::offer_after_head(Offer& offer) const {
  const Signs& signs = *signs_;
  const claims::Symbol* known = known_name();
  const bool truth = known == nullptr || known->result.kind == SortKind::kTruth;
  const std::size_t arity = known == nullptr ? 0 : known->arguments.size();
  const bool own = claims::function_form(word_) != nullptr;  // of the language: takes numbers
  if (truth && !own && (known == nullptr || arity > 0)) {
    offer_claim_part({Item::kArguments, 1, 1}, offer);
    if (has_room() && !context_.directed) offer(signs["("]);
  }
  if (known != nullptr && truth) return arity == 0;
  if (known != nullptr && arity > 0) {
    offer(signs["("]);
    return false;
  }
  if (!context_.directed) {
    offer(signs.arithmetic());
    offer(signs.comparisons());
  }
  return known == nullptr && sayables_.propositions;
}

void Grammar::expand_claim_part(const Frame& frame, TokenId token) {
  const Signs& signs = *signs_;
  switch (frame.item) {
    case Item::kClaim:
      draft_.in_claim = true;
      [[fallthrough]];
    case Item::kFormula:
      push(Item::kFormulaTail);
      return expand_operand(token);
    case Item::kOperand:
      return expand_operand(token);
    case Item::kFormulaTail:
      draft_.in_head =
          draft_.in_head || (context_.directed && signs.infix_of(token)->op == Op::kImplies);
      push_frame(
          {Item::kFormulaTail,
           static_cast<std::uint8_t>(signs.infix_of(token)->op == Op::kIff ? 1 : frame.least)});
      return push(Item::kOperand);
    case Item::kAfterHead:
    case Item::kAfterApplied:
      return expand_after_head(token);
    case Item::kArguments:
      push_frame({Item::kArguments, static_cast<std::uint8_t>(std::max(1, +frame.least) - 1),
                  static_cast<std::uint8_t>(frame.most - 1)});
      if (signs.is_variable(token)) return;
      if (signs.digits().test(token)) return begin_word(token, Role::kNumber);
      return begin_name(Role::kTerm, token);
    case Item::kVariables:
      return push(Item::kVariablesTail);
    case Item::kVariablesTail:
      return push(Item::kVariables);
    case Item::kComparison:
      return expand_comparison(token);
    default:
      return;
  }
}

void Grammar::expand_operand(TokenId token) {
  const Signs& signs = *signs_;
  if (token == signs["not"])
    return push_frame({Item::kOperand, static_cast<std::uint8_t>(context_.directed ? 1 : 0)});
  if (token == signs["true"] || token == signs["false"]) return;
  if (token == signs["("]) {
    push(")");
    return push(Item::kFormula);
  }
  if (token == signs["forall"] || token == signs["exists"]) {
    --depth_;  // a quantifier reaches to the end: the connectives behind it are its body's
    push(Item::kFormula);
    push(":");
    return push(Item::kVariables);
  }
  if (!signs.is_variable(token) && !signs.digits().test(token) && token != signs["-"]) {
    push(Item::kAfterHead);
    return begin_name(Role::kHead, token);
  }
  push(Item::kComparison);
  begin_with(Item::kTerm, token);
}

void Grammar::expand_after_head(TokenId token) {
  const Signs& signs = *signs_;
  if (token == signs["("]) {
    push(Item::kAfterApplied);
    push(")");
    return push(Item::kTermList);
  }
  const claims::Operator* op = signs.infix_of(token);
  if (op != nullptr && op->precedence == claims::kComparisonPrecedence)
    return expand_comparison(token);
  if (op != nullptr) {
    push(Item::kComparison);
    push(Item::kTermTail);
    return push(Item::kTermOperand);
  }
  draft_.heads.push_back(word_);
  const claims::Symbol* known = known_name();
  const auto arity = static_cast<std::uint8_t>(known == nullptr ? 0 : known->arguments.size());
  push_frame({Item::kArguments, arity, arity == 0 ? kMaxArity : arity});
  const Frame arguments = stack_[--depth_];
  expand_claim_part(arguments, token);
}

void Grammar::expand_comparison(TokenId token) {
  const Op op = signs_->infix_of(token)->op;
  if (op == Op::kApproximately) return push(Item::kNumber);
  push(op == Op::kIn ? Item::kSetOrName : Item::kTerm);
}

}  // namespace modus::bridge
