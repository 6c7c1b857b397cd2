// Terms: what is compared, and what stands in brackets behind a name.
#include "base/error.h"
#include "bridge/guide/grammar.h"
#include "bridge/guide/grammar_offer.h"
#include "claims/functions.h"

namespace modus::bridge {

using neural::TokenId;

bool Grammar::offer_term_part(const Frame& frame, Offer& offer) const {
  const Signs& signs = *signs_;
  switch (frame.item) {
    case Item::kTerm:
    case Item::kTermOperand:
    case Item::kTermList:
      offer_term(offer);
      return false;
    case Item::kTermListTail:
      offer(signs[","]);
      return true;
    case Item::kTermTail:
      if (context_.quantities) return offer_quantity_part(frame, offer);
      if (!context_.directed) offer(signs.arithmetic());
      return true;
    case Item::kAfterTermName: {
      const claims::Symbol* known = known_name();
      const bool applies =
          known == nullptr ? claims::function_form(word_) == nullptr : !known->arguments.empty();
      if (has_room() && applies) offer(signs["("]);
      return known == nullptr || known->arguments.empty();
    }
    case Item::kSetOrName:
      offer(signs["{"]);
      offer_name(Role::kTerm, offer);
      return false;
    case Item::kNumber:
      offer_number(offer);
      return false;
    case Item::kNameRest:
      return offer_name_rest(static_cast<Role>(frame.most), offer);
    case Item::kNumberRest:
      return offer_number_rest(offer);
    default:
      MODUS_CHECK(false, "item {} is no part of a term", static_cast<int>(frame.item));
  }
  return false;
}

void Grammar::offer_term(Offer& offer) const {
  if (context_.quantities) return offer_amount(offer);
  offer_name(Role::kTerm, offer);
  offer_number(offer);
  offer_variables(offer);
  if (context_.directed) return;
  offer((*signs_)["-"]);
  if (has_room()) offer((*signs_)["("]);
}

void Grammar::offer_variables(Offer& offer) const {
  offer(sayables_.variables == nullptr ? signs_->variables() : *sayables_.variables);
}

void Grammar::expand_term_part(const Frame& frame, TokenId token) {
  switch (frame.item) {
    case Item::kTerm:
      push(Item::kTermTail);
      return expand_term_operand(token);
    case Item::kTermTail:
      push(Item::kTermTail);
      return push(Item::kTermOperand);
    case Item::kTermOperand:
    case Item::kNumber:
      return expand_term_operand(token);
    case Item::kTermList:
      push(Item::kTermListTail);
      return begin_with(Item::kTerm, token);
    case Item::kTermListTail:
      push(Item::kTermListTail);
      return push(Item::kTerm);
    case Item::kAfterTermName:
      push(")");
      return push(Item::kTermList);
    case Item::kSetOrName:
      if (token == (*signs_)["{"]) return expand_term_operand(token);
      return begin_name(Role::kTerm, token);
    case Item::kNameRest:
    case Item::kNumberRest:
      push_frame(frame);
      return go_on(token,
                   frame.item == Item::kNumberRest ? Role::kNumber : static_cast<Role>(frame.most));
    default:
      return;
  }
}

void Grammar::expand_term_operand(TokenId token) {
  const Signs& signs = *signs_;
  if (signs.is_variable(token)) return;
  if (token == signs["-"]) return push(Item::kTermOperand);
  if (token == signs["("]) {
    ++draft_.brackets;
    push(")");
    return push(Item::kTerm);
  }
  if (token == signs["{"]) {
    push("}");
    return push(Item::kTermList);
  }
  if (signs.digits().test(token)) {
    ++draft_.numbers;
    push(Item::kNumberRest);
    return begin_word(token, Role::kNumber);
  }
  if (context_.quantities) return begin_name(Role::kKnownQuantity, token);
  push(Item::kAfterTermName);
  begin_name(Role::kTerm, token);
}

}  // namespace modus::bridge
