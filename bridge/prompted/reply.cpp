#include "bridge/prompted/reply.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/error.h"
#include "bridge/text_guide/claim_grammar.h"
#include "bridge/text_guide/text_guide.h"
#include "kernels/sampling.h"

namespace modus::bridge {

using neural::TokenId;

namespace {

constexpr std::size_t kMostClaims = 6;  // of one reply

TokenId choose(std::span<const float> logits, const TokenMask& mask, float temperature,
               RandomStream& random) {
  const float uniform = temperature > 0 ? static_cast<float>(random.unit()) : 0.0f;
  TokenId token = -1;
  kernels::sample_masked({.batch = 1,
                          .vocabulary = logits.size(),
                          .logits = logits.data(),
                          .mask = mask.words().data(),
                          .temperature = temperature,
                          .uniform = &uniform,
                          .token = &token},
                         {});
  MODUS_CHECK(token >= 0, "no token is allowed");
  return token;
}

}  // namespace

// Claims, one a line: what may come next.
class ClaimLines {
 public:
  ClaimLines(std::shared_ptr<const VocabularyTrie> trie, const TextLexicon& lexicon)
      : guide_(std::move(trie), claim_grammar(lexicon)) {}

  // `ends` are the tokens that end a reply: allowed where a claim is complete.
  void allowed(TokenMask& mask, const std::vector<TokenId>& ends) const {
    if (lines_ < kMostClaims) guide_.allowed(mask);
    TextGuide rest = guide_;
    const bool complete = lines_ > 0 && guide_.bytes_taken() == 0;
    if (complete || rest.take_text("\n"))
      for (const TokenId end : ends) mask.set(end);
  }
  void take(TokenId token) {
    MODUS_CHECK(guide_.take(token), "token {} was not allowed", token);
    if (!guide_.may_end()) return;
    ++lines_;
    guide_.restart();
  }

 private:
  TextGuide guide_;
  std::size_t lines_ = 0;
};

ReplyVocabulary::ReplyVocabulary(const neural::TextTokenizer& its_tokenizer, std::size_t size)
    : tokenizer(its_tokenizer), trie(vocabulary_trie(tokenizer)), written(size) {
  tokenizer.require_fits(size);
  for (std::size_t id = 0; id < tokenizer.size(); ++id) {
    const auto token = static_cast<TokenId>(id);
    if (tokenizer.is_end(token)) ends.push_back(token);
    if (trie->offers(token)) written.set(token);
  }
  for (const TokenId end : ends) written.set(end);
}

Reply::Reply(const ReplyVocabulary& vocabulary, const TextRequest& request, std::size_t most_tokens)
    : vocabulary_(vocabulary),
      request_(request),
      most_(std::min(request.max_tokens, most_tokens)),
      random_(request.seed),
      stops_(request.stops),
      mask_(vocabulary.written) {
  if (request.lexicon != nullptr)
    claims_ = std::make_unique<ClaimLines>(vocabulary.trie, *request.lexicon);
}
Reply::Reply(Reply&&) noexcept = default;
Reply::~Reply() = default;

std::optional<TokenId> Reply::next(std::span<const float> logits) {
  if (reply_.tokens >= most_ || stops_.stopped()) return std::nullopt;
  if (claims_) {
    mask_.clear();
    claims_->allowed(mask_, vocabulary_.ends);
  }
  const TokenId token = choose(logits, mask_, request_.temperature, random_);
  ++reply_.tokens;
  if (vocabulary_.tokenizer.is_end(token)) return std::nullopt;
  if (claims_) claims_->take(token);
  reply_.text += stops_.push(characters_.push(vocabulary_.tokenizer.bytes(token)));
  return token;
}

TextReply Reply::finish() {
  reply_.text += stops_.push(characters_.finish()) + stops_.finish();
  std::erase_if(reply_.text, [](char c) {
    return ((c >= 0 && c < ' ') || c == 0x7f) && c != '\n' && c != '\t';
  });
  return std::move(reply_);
}

}  // namespace modus::bridge
