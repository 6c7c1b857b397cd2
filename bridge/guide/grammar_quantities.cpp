// Word problems: of what is written about amounts, what a sentence or a calculation can say.
//
//   ask X: left = X                               a name
//   given @2 tom_stamp = 3 * nora_stamp           a number; one operation on what was said before
//   let left := tom_stamp - lost_stamp            amounts that earlier steps have, and numbers
//   have calculate s1 s2 tom_stamp - lost_stamp = 9
#include <algorithm>
#include <set>
#include <string_view>

#include "base/error.h"
#include "bridge/guide/grammar.h"
#include "bridge/guide/grammar_offer.h"

namespace modus::bridge {

using claims::Op;
using claims::StepKind;
using neural::TokenId;

namespace {

constexpr std::size_t kMostNumbers = 4;  // of a definition's own

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
      if (draft_.kind != StepKind::kGiven && !has_another_operand()) return true;
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

// Those that the term has not counted.
std::size_t Grammar::other_amounts() const {
  std::set<std::string_view> others;
  for (const TokenTrie* trie : sources(Role::kKnownQuantity))
    for (const TokenTrie::Entry& entry : trie->entries())
      if (entry.text != word_ && fits(entry.text, Role::kKnownQuantity)) others.insert(entry.text);
  return others.size();
}

// Of a definition or a calculation; of an answer its number. A definition may have numbers of the
// text, which supported.h judges.
void Grammar::offer_amount(Offer& offer) const {
  if (draft_.kind == StepKind::kAnswer) return offer_number(offer);
  if (may_have_number()) offer_number(offer);
  offer_name(Role::kKnownQuantity, offer);
  if (may_open_bracket()) offer((*signs_)["("]);
}

// A definition has numbers of its own only where some of the text are no amounts: those of
// relations, and those that no given has read.
bool Grammar::may_have_number() const {
  return draft_.kind == StepKind::kLet && draft_.numbers < kMostNumbers &&
         (context_.relates || !context_.with_amounts.empty());
}

// Brackets hold two amounts, so that every term comes to an end.
bool Grammar::may_open_bracket() const {
  const std::size_t left = other_amounts();
  return has_room() && (left >= 2 || (left == 1 && may_have_number())) &&
         draft_.brackets < left + draft_.amounts.size();
}

bool Grammar::has_another_operand() const { return other_amounts() > 0 || may_have_number(); }

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
