#include "bridge/guide/grammar.h"

#include "base/error.h"
#include "bridge/guide/grammar_offer.h"

namespace modus::bridge {

using neural::TokenId;

Grammar::Grammar(const Signs& signs) : signs_(&signs) { push(Item::kChain); }

void Grammar::push_frame(Frame frame) {
  MODUS_CHECK(depth_ < kMaxDepth, "the grammar's stack holds {} parts", kMaxDepth);
  stack_[depth_++] = frame;
}

void Grammar::allowed(TokenMask& mask) const {
  Offer offer(mask);
  for (std::size_t at = depth_; at-- > 0;)
    if (!this->offer(stack_[at], offer)) return;
}

bool Grammar::take(TokenId token) {
  for (std::size_t at = depth_; at-- > 0;) {
    const Frame frame = stack_[at];
    Offer wanted(token);
    const bool may_be_empty = offer(frame, wanted);
    if (wanted.found()) {
      depth_ = at;
      expand(frame, token);
      return true;
    }
    if (!may_be_empty) return false;
  }
  return false;
}

bool Grammar::at_boundary() const {
  if (depth_ == 0) return false;
  const Item top = stack_[depth_ - 1].item;
  return top == Item::kStep || top == Item::kChain;
}

bool Grammar::offer(const Frame& frame, Offer& offer) const {
  if (frame.item == Item::kToken) {
    offer(frame.token);
    return false;
  }
  if (frame.item < Item::kStep) return offer_header_part(frame, offer);
  if (frame.item < Item::kClaim) return offer_step_part(frame, offer);
  if (frame.item < Item::kTerm) return offer_claim_part(frame, offer);
  if (frame.item < Item::kEquation) return offer_term_part(frame, offer);
  return offer_quantity_part(frame, offer);
}

void Grammar::expand(const Frame& frame, TokenId token) {
  if (frame.item == Item::kToken) return;
  if (frame.item < Item::kStep) return expand_header_part(frame, token);
  if (frame.item < Item::kClaim) return expand_step_part(frame, token);
  if (frame.item < Item::kTerm) return expand_claim_part(frame, token);
  if (frame.item < Item::kEquation) return expand_term_part(frame, token);
  expand_quantity_part(frame, token);
}

}  // namespace modus::bridge
