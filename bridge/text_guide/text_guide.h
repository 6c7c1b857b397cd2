// Which token may come next where a text is to be one of a grammar's. For the vocabularies of
// public models: a byte-level token may begin in the middle of a word and run over several signs.
//
//   TextGuide guide(vocabulary_trie(tokenizer), claim_grammar(lexicon));
//   guide.allowed(mask);   take the logits, choose `token`;   guide.take(token);   until may_end()
//
// Exact: a token is allowed if and only if the text with its bytes is still the beginning of one of
// the language. A value: copies go their own ways and share what was worked out. Thread-safe as a
// value is.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "bridge/guide/token_mask.h"
#include "bridge/text_guide/mask_cache.h"
#include "bridge/text_guide/stacks.h"

namespace modus::bridge {

class TextGuide {
 public:
  TextGuide(std::shared_ptr<const VocabularyTrie> trie, std::shared_ptr<const TextGrammar> grammar);

  // Text that stands before the grammar's and whose tokens are still open (healing.h): what is
  // allowed begins with it. Requires that nothing was taken.
  void expect(std::string_view pending);

  // Nothing was taken or expected any more; the masks that were worked out are kept.
  void restart();

  // Clears the mask, which may be larger than the vocabulary, and sets the tokens that may follow.
  void allowed(TokenMask& mask) const;
  // False, and nothing is changed, where it was not allowed.
  bool take(neural::TokenId token);
  bool take_text(std::string_view text);

  // What was taken is a text of the language.
  bool may_end() const { return pending_.empty() && stacks_.ends(); }
  // The longest text that is the only way on; empty where there is a choice.
  std::string forced() const;
  std::size_t bytes_taken() const { return taken_; }  // without what was expected

 private:
  std::size_t bytes_left() const { return masks_->grammar().limits().max_bytes - taken_; }

  std::shared_ptr<MaskCache> masks_;
  Stacks stacks_;
  std::string pending_;
  std::size_t taken_ = 0;
};

}  // namespace modus::bridge
