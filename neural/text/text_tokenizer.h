// The byte-level tokenizer of a public checkpoint: a text to tokens and back. Its files are
// tokenizer.json (text_tokenizer_json.h) and GGUF (gguf_tokenizer.h).
//
// A text is parted at added tokens, brought to its normal form, cut into pieces
// (pre_tokenizer.h), and the bytes of each piece are merged (byte_pairs.h). Gives the ids that
// Hugging Face `tokenizers` gives (tools/compare_tokenizer).
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "neural/text/added_tokens.h"
#include "neural/vocabulary.h"

namespace modus::neural {

// What the file of a tokenizer says, unchecked. Tokens are spelled in the byte-level alphabet;
// one that is not (a control token) stands for itself.
struct TokenizerFile {
  std::string name;  // for errors
  std::vector<std::pair<std::string, TokenId>> tokens;
  std::vector<std::pair<std::string, std::string>> merges;  // by rank, spelled
  std::vector<AddedToken> added;
  std::vector<std::string> patterns;  // pre_tokenizer.h
  bool nfc = false;
  bool ignore_merges = false;   // a piece that is a token is that token, whatever merges say
  std::vector<TokenId> prefix;  // stands before every prompt
  std::vector<TokenId> ends;    // each ends what a model writes, as do those of chat_markers.h
  std::string chat_template;    // as in the file; never run, only recognised (chat_template.h)
};

// Whether control tokens that are spelled out in a text become tokens. Text that somebody else
// wrote must not be able to end a turn or to begin one.
enum class Controls { kAsText, kAsTokens };

// A value, cheap to copy. Thread-safe.
class TextTokenizer {
 public:
  // IoError naming the file and the place: ids out of range (kMaxVocabulary) or twice, a token
  // twice, a merge of unknown tokens or twice, an added token of another id, an unknown pattern.
  explicit TextTokenizer(const TokenizerFile& file);

  std::size_t size() const;  // the highest id + 1
  // IoError where a model with that many rows of logits cannot give every token.
  void require_fits(std::size_t model_vocabulary) const;

  // Requires UTF-8 of at most kMaxTextBytes (base/files.h), else IoError. A byte that has no token
  // is left out, as in `tokenizers`.
  std::vector<TokenId> encode(std::string_view text, Controls controls) const;
  // The bytes that tokens stand for; control tokens by their name. Not always UTF-8.
  std::string decode(std::span<const TokenId> tokens) const;
  const std::string& bytes(TokenId token) const;  // empty where the id is nobody's

  std::optional<TokenId> control(std::string_view text) const;
  bool is_control(TokenId token) const;
  std::span<const TokenId> prefix() const;
  bool is_end(TokenId token) const;
  const std::string& chat_template() const;

 private:
  struct State;
  std::shared_ptr<const State> state_;
};

}  // namespace modus::neural
