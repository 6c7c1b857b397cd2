// What a part of the grammar offers as the next token: collected into a mask, or compared with one
// token.
#pragma once

#include "bridge/guide/grammar.h"

namespace modus::bridge {

class Grammar::Offer {
 public:
  explicit Offer(TokenMask& mask) : mask_(&mask) {}
  explicit Offer(neural::TokenId wanted) : wanted_(wanted) {}

  void operator()(neural::TokenId token) {
    if (mask_ != nullptr)
      mask_->set(token);
    else
      found_ = found_ || token == wanted_;
  }
  void operator()(std::optional<neural::TokenId> token) {
    if (token) (*this)(*token);
  }
  void operator()(const TokenMask& tokens) {
    if (mask_ != nullptr)
      mask_->add(tokens);
    else
      found_ = found_ || (wanted_ >= 0 && tokens.test(wanted_));
  }
  void operator()(std::span<const OperatorSign> operators) {
    for (const OperatorSign& sign : operators) (*this)(sign.token);
  }
  // Would it change anything?
  bool needs(neural::TokenId token) const {
    return mask_ != nullptr ? !mask_->test(token) : !found_ && token == wanted_;
  }
  bool found() const { return found_; }

 private:
  TokenMask* mask_ = nullptr;
  neural::TokenId wanted_ = 0;
  bool found_ = false;
};

}  // namespace modus::bridge
