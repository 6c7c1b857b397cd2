// tokenizer.json of Hugging Face `tokenizers`: byte-pair model over the byte-level alphabet. That
// library gives our ids for what with_marked_joints (piece.h) writes.
#pragma once

#include <string>
#include <string_view>

#include "neural/vocabulary.h"

namespace modus::neural {

inline constexpr std::size_t kMaxTokenizerBytes = 64u << 20;

std::string print_tokenizer_json(const Vocabulary& vocabulary);

// Reads what print_tokenizer_json writes. IoError naming the place: no JSON, nested too deep, ids
// with gaps, bytes missing, a merge of unknown tokens or out of order.
Vocabulary parse_tokenizer_json(std::string_view json, std::string_view source_name);

}  // namespace modus::neural
