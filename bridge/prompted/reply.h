// One reply of a model whose tokens are chosen here, as it is written token by token: text, or
// claims under the mask of bridge/text_guide.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/random.h"
#include "bridge/guide/token_mask.h"
#include "bridge/prompted/text_model.h"
#include "neural/text/text_tokenizer.h"
#include "neural/text/utf8_stream.h"

namespace modus::bridge {

class ClaimLines;
class VocabularyTrie;

// What all replies of one model are made of.
struct ReplyVocabulary {
  // The tokenizer is borrowed. `size` is the model's vocabulary.
  ReplyVocabulary(const neural::TextTokenizer& its_tokenizer, std::size_t size);

  const neural::TextTokenizer& tokenizer;
  std::shared_ptr<const VocabularyTrie> trie;
  std::vector<neural::TokenId> ends;  // tokens that end a reply
  TokenMask written;                  // text and ends
};

class Reply {
 public:
  // Borrows both. ConfigError where nothing can be said with the request's lexicon.
  Reply(const ReplyVocabulary& vocabulary, const TextRequest& request, std::size_t most_tokens);
  Reply(Reply&&) noexcept;
  ~Reply();

  // The next token after what has float32 logits [V]; nullopt: the reply is complete.
  std::optional<neural::TokenId> next(std::span<const float> logits);
  // Once, at the end: without control characters but line ends and tabs.
  TextReply finish();

 private:
  const ReplyVocabulary& vocabulary_;
  const TextRequest& request_;
  const std::size_t most_;  // tokens
  std::unique_ptr<ClaimLines> claims_;
  RandomStream random_;
  neural::Utf8Stream characters_;
  neural::StopStream stops_;
  TokenMask mask_;
  TextReply reply_;
};

}  // namespace modus::bridge
