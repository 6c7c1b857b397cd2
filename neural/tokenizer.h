// Byte-pair encoding within pieces (Sennrich et al. 2016, arXiv 1508.07909). A piece that is a
// token is that one token; another one is bytes merged by rank, the first of them marked by a
// leading space where the piece begins a word. Every byte has a token, so everything can be coded.
//
// A reserved token is a piece that begins a word, unless it is always joined (piece.h). So the `5`
// that begins a number is the reserved token "5", and a later digit is the byte token of '5'.
//
// A value, cheap to copy. Thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "neural/normalise.h"
#include "neural/vocabulary.h"

namespace modus::neural {

struct TokenizerTraining {
  std::size_t vocabulary = 4096;
  std::vector<std::string> reserved;                  // ids 0, 1, ... in this order
  std::map<std::string, std::uint64_t> piece_counts;  // pieces that begin words, with their counts
};

class Tokenizer {
 public:
  static Tokenizer train(const TokenizerTraining& training);  // deterministic
  static Tokenizer load(const std::string& path);  // Hugging Face tokenizer.json; IoError
  void save(const std::string& path) const;        // whole or not at all

  std::size_t size() const;
  std::optional<TokenId> reserved(std::string_view text) const;
  // What one token stands for: "anne" for " anne", "+s", "->"; bytes for a byte token.
  const std::string& text(TokenId token) const;
  bool begins_word(TokenId token) const;
  bool is_reserved(TokenId token) const;

  // The one segmentation of a piece.
  std::vector<TokenId> encode(const Piece& piece) const;
  std::vector<TokenId> encode(std::span<const Piece> pieces) const;
  // Each merge is skipped with this probability (BPE-dropout: Provilkov et al. 2020,
  // arXiv 1910.13267); for names, once a problem.
  std::vector<TokenId> encode_with_dropout(const Piece& piece, double probability,
                                           RandomStream& random) const;
  // The writing of tokens, as join() makes it.
  std::string decode(std::span<const TokenId> tokens) const;

 private:
  struct State;
  explicit Tokenizer(std::shared_ptr<const State> state);
  std::shared_ptr<const State> state_;
};

}  // namespace modus::neural
