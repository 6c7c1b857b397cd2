// The bytes of a vocabulary's tokens as a trie: what they have in common is walked once, and a part
// that a text cannot begin with is never entered. Built once a model. Immutable, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "neural/text/text_tokenizer.h"

namespace modus::bridge {

class VocabularyTrie {
 public:
  using Node = std::uint32_t;
  static constexpr Node kRoot = 0;
  static constexpr std::size_t kMaxTokenBytes = 512;  // a longer token is never offered

  // By token id; a token without bytes is never offered.
  explicit VocabularyTrie(std::vector<std::string> tokens);

  std::size_t size() const { return bytes_of_.size(); }  // of the vocabulary
  std::size_t nodes() const { return byte_.size(); }
  // The children of a node are [first_child, first_child + count), by rising byte.
  std::span<const std::uint8_t> child_bytes(Node node) const {
    return std::span(byte_).subspan(first_child_[node],
                                    first_child_[node + 1] - first_child_[node]);
  }
  Node first_child(Node node) const { return first_child_[node]; }
  std::optional<Node> child(Node node, std::uint8_t byte) const;
  // The tokens whose bytes are those of the way to the node.
  std::span<const neural::TokenId> tokens(Node node) const {
    return std::span(token_).subspan(first_token_[node],
                                     first_token_[node + 1] - first_token_[node]);
  }
  const std::string& bytes(neural::TokenId token) const { return bytes_of_[token]; }
  bool offers(neural::TokenId token) const {
    return static_cast<std::size_t>(token) < size() && !bytes_of_[token].empty() &&
           bytes_of_[token].size() <= kMaxTokenBytes;
  }
  // A token has these bytes and more behind them.
  bool begins_a_longer_token(std::string_view bytes) const;

 private:
  // Level by level, so that the children of a node stand side by side, in the order of the nodes.
  std::vector<std::uint8_t> byte_;          // [nodes] the last byte of the way to it
  std::vector<Node> first_child_;           // [nodes + 1]
  std::vector<std::uint32_t> first_token_;  // [nodes + 1]
  std::vector<neural::TokenId> token_;      // those that are offered
  std::vector<std::string> bytes_of_;       // by token id
};

// Of the tokens that are text: control tokens are never offered.
std::shared_ptr<const VocabularyTrie> vocabulary_trie(const neural::TextTokenizer& tokenizer);

}  // namespace modus::bridge
