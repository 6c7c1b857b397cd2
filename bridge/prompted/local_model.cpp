#include "bridge/prompted/local_model.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <vector>

#include <fmt/core.h>

#include "base/error.h"
#include "base/random.h"
#include "bridge/prompted/kept_prompts.h"
#include "bridge/text_guide/claim_grammar.h"
#include "bridge/text_guide/text_guide.h"
#include "kernels/sampling.h"
#include "neural/text/utf8_stream.h"

namespace modus::bridge {
namespace {

using neural::TokenId;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostClaims = 6;  // claims of one reply

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

}  // namespace

struct LocalModel::State {
  State(std::string its_name, neural::TextTokenizer its_tokenizer, neural::Decoder& its_decoder,
        neural::ChatTemplate its_chat, const std::atomic<bool>* its_stop)
      : name(std::move(its_name)),
        tokenizer(std::move(its_tokenizer)),
        decoder(its_decoder),
        chat(its_chat),
        stop(its_stop),
        trie(vocabulary_trie(tokenizer)),
        written(decoder.vocabulary()),
        prompts(decoder),
        logits(decoder.vocabulary()) {
    tokenizer.require_fits(decoder.vocabulary());
    for (std::size_t id = 0; id < tokenizer.size(); ++id) {
      const auto token = static_cast<TokenId>(id);
      if (tokenizer.is_end(token)) ends.push_back(token);
      if (trie->offers(token)) written.set(token);
    }
    for (const TokenId end : ends) written.set(end);
  }

  std::vector<TokenId> prompt_of(const TextRequest& request) const {
    std::vector<TokenId> tokens = encode_chat(tokenizer, chat, request.messages);
    const std::vector<TokenId> begun =
        tokenizer.encode(request.begins_with, neural::Controls::kAsText);
    tokens.insert(tokens.end(), begun.begin(), begun.end());
    if (tokens.size() + 1 >= decoder.context())
      throw Error(fmt::format("a conversation of {} tokens: the model's context is {} tokens",
                              tokens.size(), decoder.context()));
    return tokens;
  }

  void require_going() const {
    if (stop != nullptr && stop->load()) throw IoError(name + ": interrupted");
  }

  // Read as far as it was not read before; `logits` are those after it.
  KeptPrompts::Sequence read(std::span<const TokenId> prompt) {
    return prompts.continued(prompt, logits, [&] { require_going(); });
  }

  TextReply write(const TextRequest& request);
  std::vector<TextReply> write_together(std::span<const TextRequest> requests,
                                        std::span<const TokenId> prompt);

  const std::string name;
  const neural::TextTokenizer tokenizer;
  neural::Decoder& decoder;
  const neural::ChatTemplate chat;
  const std::atomic<bool>* const stop;
  const std::shared_ptr<const VocabularyTrie> trie;
  std::vector<TokenId> ends;
  TokenMask written;  // text and ends
  KeptPrompts prompts;
  std::vector<float> logits;  // float32 [V]
};

namespace {

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

// One reply as it is written.
class LocalModel::Reply {
 public:
  Reply(const State& model, const TextRequest& request, std::size_t prompt_tokens)
      : model_(model),
        request_(request),
        most_(std::min(request.max_tokens, model.decoder.context() - prompt_tokens)),
        random_(request.seed),
        stops_(request.stops),
        mask_(model.written) {
    if (request.lexicon != nullptr) claims_.emplace(model.trie, *request.lexicon);
  }

  // The next token, which is appended to what the model reads; nullopt at the end.
  std::optional<TokenId> next(std::span<const float> logits) {
    if (reply_.tokens >= most_ || stops_.stopped()) return std::nullopt;
    if (claims_) {
      mask_.clear();
      claims_->allowed(mask_, model_.ends);
    }
    const TokenId token = choose(logits, mask_, request_.temperature, random_);
    ++reply_.tokens;
    if (model_.tokenizer.is_end(token)) return std::nullopt;
    if (claims_) claims_->take(token);
    reply_.text += stops_.push(characters_.push(model_.tokenizer.bytes(token)));
    return token;
  }

  TextReply finish() {
    reply_.text += stops_.push(characters_.finish()) + stops_.finish();
    std::erase_if(reply_.text, [](char c) {
      return ((c >= 0 && c < ' ') || c == 0x7f) && c != '\n' && c != '\t';
    });
    return std::move(reply_);
  }

 private:
  const State& model_;
  const TextRequest& request_;
  const std::size_t most_;  // tokens
  std::optional<ClaimLines> claims_;
  RandomStream random_;
  neural::Utf8Stream characters_;
  neural::StopStream stops_;
  TokenMask mask_;
  TextReply reply_;
};

TextReply LocalModel::State::write(const TextRequest& request) {
  const std::vector<TokenId> prompt = prompt_of(request);
  KeptPrompts::Sequence sequence = read(prompt);
  Reply reply(*this, request, prompt.size());
  while (const auto token = reply.next(logits)) {
    require_going();
    sequence.append(*token, logits);
  }
  return reply.finish();
}

std::vector<TextReply> LocalModel::State::write_together(std::span<const TextRequest> requests,
                                                         std::span<const TokenId> prompt) {
  const KeptPrompts::Sequence begun = read(prompt);
  struct Writing {
    Reply reply;
    neural::SequenceId sequence;
    std::optional<TokenId> token;
  };
  std::vector<Writing> all;
  const auto close_all = [&] {
    for (const Writing& writing : all) decoder.close(writing.sequence);
  };
  try {
    for (const TextRequest& request : requests) {
      all.push_back({Reply(*this, request, prompt.size()), begun.fork(), std::nullopt});
      all.back().token = all.back().reply.next(logits);
    }
    std::vector<neural::Append> batch;
    std::vector<float> rows;
    for (;;) {
      require_going();
      batch.clear();
      for (const Writing& writing : all)
        if (writing.token) batch.push_back({writing.sequence, {&*writing.token, 1}});
      if (batch.empty()) break;
      rows.resize(batch.size() * decoder.vocabulary());
      decoder.append(batch, rows);
      std::span<const float> rest = rows;
      for (Writing& writing : all) {
        if (!writing.token) continue;
        writing.token = writing.reply.next(rest.first(decoder.vocabulary()));
        rest = rest.subspan(decoder.vocabulary());
      }
    }
  } catch (...) {
    close_all();
    throw;
  }
  close_all();
  std::vector<TextReply> replies;
  for (Writing& writing : all) replies.push_back(writing.reply.finish());
  return replies;
}

LocalModel::LocalModel(std::string name, neural::TextTokenizer tokenizer, neural::Decoder& decoder,
                       neural::ChatTemplate chat, const std::atomic<bool>* stop)
    : state_(std::make_unique<State>(std::move(name), std::move(tokenizer), decoder, chat, stop)) {}
LocalModel::~LocalModel() = default;

std::string LocalModel::name() const { return state_->name; }

std::size_t LocalModel::tokens_read() const { return state_->prompts.tokens_read(); }

TextReply LocalModel::write(const TextRequest& request) {
  const Clock::time_point start = Clock::now();
  TextReply reply = state_->write(request);
  reply.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return reply;
}

std::vector<TextReply> LocalModel::write_each(std::span<const TextRequest> requests) {
  if (requests.size() < 2) return TextModel::write_each(requests);
  const Clock::time_point start = Clock::now();
  const std::vector<TokenId> prompt = state_->prompt_of(requests.front());
  for (const TextRequest& request : requests)
    if (state_->prompt_of(request) != prompt) return TextModel::write_each(requests);
  std::vector<TextReply> replies = state_->write_together(requests, prompt);
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  for (TextReply& reply : replies) reply.seconds = seconds / static_cast<double>(replies.size());
  return replies;
}

}  // namespace modus::bridge
