// A set of tokens as bits, in the form that kernels/sampling.h takes.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "neural/tokenizer.h"

namespace modus::bridge {

// Bit v % 64 of word v / 64 says whether token v is in.
class TokenMask {
 public:
  TokenMask() = default;
  explicit TokenMask(std::size_t vocabulary) : words_((vocabulary + 63) / 64, 0) {}

  void clear() { words_.assign(words_.size(), 0); }
  void set(neural::TokenId token) { word(token) |= bit(token); }
  void reset(neural::TokenId token) { word(token) &= ~bit(token); }
  bool test(neural::TokenId token) const {
    return (words_[static_cast<std::size_t>(token) / 64] & bit(token)) != 0;
  }
  void add(const TokenMask& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  }
  std::size_t count() const {
    std::size_t total = 0;
    for (const std::uint64_t word : words_) total += static_cast<std::size_t>(std::popcount(word));
    return total;
  }
  bool empty() const {
    return std::all_of(words_.begin(), words_.end(), [](std::uint64_t word) { return word == 0; });
  }
  // The token where it is the only one: no model need be asked.
  std::optional<neural::TokenId> only() const {
    std::optional<neural::TokenId> found;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (words_[i] == 0) continue;
      if (found || !std::has_single_bit(words_[i])) return std::nullopt;
      found = static_cast<neural::TokenId>(64 * i) + std::countr_zero(words_[i]);
    }
    return found;
  }
  // Calls use(token) for each, rising.
  template <typename Use>
  void each(Use use) const {
    for (std::size_t i = 0; i < words_.size(); ++i)
      for (std::uint64_t left = words_[i]; left != 0; left &= left - 1)
        use(static_cast<neural::TokenId>(64 * i) + std::countr_zero(left));
  }
  std::span<const std::uint64_t> words() const { return words_; }
  bool operator==(const TokenMask&) const = default;

 private:
  static std::uint64_t bit(neural::TokenId token) { return std::uint64_t{1} << (token % 64); }
  std::uint64_t& word(neural::TokenId token) {
    return words_[static_cast<std::size_t>(token) / 64];
  }

  std::vector<std::uint64_t> words_;
};

}  // namespace modus::bridge
