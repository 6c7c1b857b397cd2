// Tokens that a vocabulary has besides its merges: control tokens (`<|im_end|>`) and words added
// later. They are found in a text before it is cut into pieces.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "neural/vocabulary.h"

namespace modus::neural {

struct AddedToken {
  TokenId id = 0;
  std::string text = {};
  bool control = false;     // stands for no text; only who writes a prompt may ask for it
  bool normalized = false;  // looked for behind the normal form, not in the text as it is
  bool takes_space_before = false, takes_space_behind = false;
};

// A part of a text: a token, or text that holds none.
struct TextPart {
  std::string_view text;
  const AddedToken* token = nullptr;
};

// The places of some added tokens in texts. Refers to the tokens. Thread-safe once made.
class AddedTokenFinder {
 public:
  void add(const AddedToken& token);

  // The parts of a text in order; at each place the longest token. A token that takes the space
  // around it has that space in its part.
  std::vector<TextPart> split(std::string_view text) const;

 private:
  struct Node {
    std::map<char, std::size_t> next;
    const AddedToken* token = nullptr;
  };
  const AddedToken* longest_at(std::string_view text) const;

  std::vector<Node> nodes_ = std::vector<Node>(1);  // a trie; the first one is its root
};

}  // namespace modus::neural
