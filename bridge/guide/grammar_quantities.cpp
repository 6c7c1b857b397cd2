// Word problems: of what is written about amounts, what a sentence or a calculation can say.
//
//   ask X: left = X                               a name
//   given @2 tom_stamp = 3 * nora_stamp           a number; one operation on what was said before
//   let left := tom_stamp - lost_stamp            amounts that earlier steps have, and numbers
//   have calculate s1 s2 tom_stamp - lost_stamp = 9
#include <algorithm>

#include "base/error.h"
#include "bridge/guide/grammar.h"
#include "bridge/guide/grammar_offer.h"

namespace modus::bridge {

using claims::Op;
using claims::StepKind;
using neural::TokenId;

namespace {

bool is_plain(Op op) {
  return op == Op::kAdd || op == Op::kSubtract || op == Op::kMultiply || op == Op::kDivide;
}

}  // namespace

bool Grammar::offer_quantity_part(const Frame& frame, Offer& offer) const {
  const Signs& signs = *signs_;
  const bool behind_number = frame.least == 1;
  switch (frame.item) {
    case Item::kEquation:
      if (draft_.kind == StepKind::kHave) return offer_amount(offer), false;
      offer_name(Role::kNewQuantity, offer);
      return false;
    case Item::kAmount:
      if (draft_.kind == StepKind::kAsk) return offer(signs.first_variables(1)), false;
      offer_number(offer);
      if (draft_.kind == StepKind::kGiven) offer_name(Role::kKnownQuantity, offer);
      return false;
    case Item::kAmountTail:
      if (behind_number) return offer(signs["*"]), true;
      [[fallthrough]];
    case Item::kTermTail:
      if (draft_.kind == StepKind::kAnswer) return true;
      if (draft_.kind == StepKind::kHave && !has_another_amount()) return true;
      for (const OperatorSign& sign : signs.arithmetic())
        if (is_plain(sign.op->op)) offer(sign.token);
      return true;
    case Item::kAmountOperand:
      offer_number(offer);
      if (behind_number) offer_name(Role::kKnownQuantity, offer);
      return false;
    default:
      MODUS_CHECK(false, "item {} is no part of an amount", static_cast<int>(frame.item));
  }
  return false;
}

// One that the term has not counted.
bool Grammar::has_another_amount() const {
  return std::ranges::any_of(sources(Role::kKnownQuantity), [&](const TokenTrie* trie) {
    return std::ranges::any_of(trie->entries(), [&](const TokenTrie::Entry& entry) {
      return entry.text != word_ && fits(entry.text, Role::kKnownQuantity);
    });
  });
}

// Of a definition or a calculation; of an answer its number. A definition may have numbers of the
// text, which supported.h judges.
void Grammar::offer_amount(Offer& offer) const {
  if (draft_.kind == StepKind::kAnswer) return offer_number(offer);
  if (draft_.kind == StepKind::kLet) offer_number(offer);
  offer_name(Role::kKnownQuantity, offer);
  if (has_room()) offer((*signs_)["("]);
}

void Grammar::expand_quantity_part(const Frame& frame, TokenId token) {
  const Signs& signs = *signs_;
  const auto tail = [&](bool number) {
    push_frame({Item::kAmountTail, static_cast<std::uint8_t>(number ? 1 : 0)});
  };
  switch (frame.item) {
    case Item::kEquation:
      draft_.in_claim = true;
      push(Item::kAmount);
      push("=");
      if (draft_.kind == StepKind::kHave) return begin_with(Item::kTerm, token);
      return begin_name(Role::kNewQuantity, token);
    case Item::kAmountTail:
      return push_frame({Item::kAmountOperand, frame.least});
    case Item::kAmount:
      if (draft_.kind == StepKind::kGiven) tail(signs.digits().test(token));
      [[fallthrough]];
    case Item::kAmountOperand:
      if (signs.is_variable(token)) return;
      if (!signs.digits().test(token)) return begin_name(Role::kKnownQuantity, token);
      push(Item::kNumberRest);
      return begin_word(token, Role::kNumber);
    default:
      return;
  }
}

// An amount counts once.
void Grammar::begin_name(Role role, TokenId token) {
  if (role == Role::kKnownQuantity && claims::is_name(word_)) draft_.amounts.push_back(word_);
  push_frame({Item::kNameRest, 0, static_cast<std::uint8_t>(role)});
  begin_word(token, role);
}

}  // namespace modus::bridge
