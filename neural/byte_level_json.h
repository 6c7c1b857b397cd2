// Parts of tokenizer.json that every byte-level byte-pair tokenizer has. Json is an nlohmann type,
// sorted or in the order of writing.
#pragma once

#include <utility>

namespace modus::neural {

template <typename Json>
Json byte_level_json() {
  return {{"type", "ByteLevel"},
          {"add_prefix_space", false},
          {"trim_offsets", true},
          {"use_regex", false}};
}

// `ignore_merges`: a word that is a token is one, whatever its merges give.
template <typename Json>
Json byte_pair_model_json(Json vocab, Json merges, bool ignore_merges) {
  return {{"type", "BPE"},
          {"dropout", nullptr},
          {"unk_token", nullptr},
          {"continuing_subword_prefix", nullptr},
          {"end_of_word_suffix", nullptr},
          {"fuse_unk", false},
          {"byte_fallback", false},
          {"ignore_merges", ignore_merges},
          {"vocab", std::move(vocab)},
          {"merges", std::move(merges)}};
}

}  // namespace modus::neural
