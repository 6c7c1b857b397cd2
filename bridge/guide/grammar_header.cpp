// The front of a chain: header items, and the question behind them.
#include <algorithm>

#include "base/error.h"
#include "bridge/guide/grammar.h"
#include "bridge/guide/grammar_offer.h"

namespace modus::bridge {

using claims::StepKind;
using neural::TokenId;

namespace {

// In the order of the bits of headers_. `closed` is nothing that a text says.
constexpr std::array<std::string_view, 4> kHeaderWords = {"logic", "names", "domain", "sort"};
constexpr std::size_t kSortItem = 3;  // any number of them

}  // namespace

bool Grammar::offer_header_part(const Frame& frame, Offer& offer) const {
  const Signs& signs = *signs_;
  switch (frame.item) {
    case Item::kChain:
      offer_header_words(offer);
      return false;
    case Item::kHeaderItem:
      for (const std::string_view word :
           frame.least == 0 ? std::array{"directed", "classical"} : std::array{"unique", "free"})
        offer(signs[word]);
      return false;
    case Item::kDomain:
    case Item::kFreshName:
      offer_name(Role::kFresh, offer);
      return false;
    case Item::kDomainTail:
      offer(signs[","]);
      return true;
    case Item::kSort:
      for (const std::string_view sort : {"int", "real", "entity"}) offer(signs[sort]);
      return false;
    default:
      MODUS_CHECK(false, "item {} is no part of a header", static_cast<int>(frame.item));
  }
  return false;
}

void Grammar::offer_header_words(Offer& offer) const {
  for (std::size_t i = 0; i < kHeaderWords.size(); ++i)
    if (!context_.quantities && (i == kSortItem || (headers_ >> i & 1) == 0))
      offer((*signs_)[kHeaderWords[i]]);
  offer(signs_->kind(StepKind::kAsk));
}

void Grammar::expand_header_part(const Frame& frame, TokenId token) {
  switch (frame.item) {
    case Item::kChain:
      return expand_chain(token);
    case Item::kDomain:
      push(Item::kDomainTail);
      return begin_with(Item::kFreshName, token);
    case Item::kFreshName:
      return begin_name(Role::kFresh, token);
    case Item::kDomainTail:
      return push(Item::kDomain);
    default:
      return;
  }
}

void Grammar::expand_chain(TokenId token) {
  const Signs& signs = *signs_;
  if (token == signs.kind(StepKind::kAsk)) {
    draft_ = {};
    draft_.kind = StepKind::kAsk;
    push(Item::kStep);
    push(";");
    return push(Item::kAsk);
  }
  const auto is_it = [&](std::string_view word) { return signs[word] == token; };
  const auto which = static_cast<std::size_t>(
      std::find_if(kHeaderWords.begin(), kHeaderWords.end(), is_it) - kHeaderWords.begin());
  headers_ = static_cast<std::uint8_t>(headers_ | 1u << which);
  push(Item::kChain);
  push(";");
  if (which < 2) return push_frame({Item::kHeaderItem, static_cast<std::uint8_t>(which)});
  push(which == kSortItem ? Frame{Item::kSort} : Frame{Item::kToken, 0, 0, signs["}"]});
  push(which == kSortItem ? Frame{Item::kToken, 0, 0, signs[":"]} : Frame{Item::kDomain});
  if (which == kSortItem)
    push(Item::kFreshName);
  else
    push("{");
}

}  // namespace modus::bridge
