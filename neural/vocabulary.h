// The tokens of a byte-pair encoding as a value: what Tokenizer reads and tokenizer.json holds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace modus::neural {

using TokenId = std::int32_t;

// Ids in order: the reserved tokens; every byte that is none of them; one token a merge.
// A token's bytes begin with a space where it begins a word.
struct Vocabulary {
  std::size_t reserved_count = 0;
  std::vector<std::string> bytes;                   // [size]
  std::vector<std::pair<TokenId, TokenId>> merges;  // by rank

  std::size_t first_merge() const { return bytes.size() - merges.size(); }
};

inline constexpr std::size_t kMaxVocabulary = 1u << 20;
inline constexpr std::size_t kMaxReservedBytes = 64;

// Reserved tokens and bytes, no merges. ConfigError for a reserved token that is empty, too long,
// there twice, or holds a space or control character.
Vocabulary base_vocabulary(const std::vector<std::string>& reserved);

// The bytes of a reserved token: " not", "+s".
std::string reserved_bytes(std::string_view piece);

}  // namespace modus::neural
