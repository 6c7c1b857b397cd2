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

constexpr std::size_t kMostLines = 6;  // claims of one reply

// Claims, one a line: what may come next.
class ClaimLines {
 public:
  ClaimLines(std::shared_ptr<const VocabularyTrie> trie, const TextLexicon& lexicon)
      : guide_(std::move(trie), claim_grammar(lexicon)) {}

  // `ends` are the tokens that end a reply: allowed where a claim is complete.
  void allowed(TokenMask& mask, const std::vector<TokenId>& ends) const {
    if (lines_ < kMostLines) guide_.allowed(mask);
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

  TokenId choose(const TokenMask& mask, float temperature, RandomStream& random) {
    const float uniform = temperature > 0 ? static_cast<float>(random.unit()) : 0.0f;
    TokenId token = -1;
    float log_probability = 0;
    kernels::sample_masked({.batch = 1,
                            .vocabulary = logits.size(),
                            .logits = logits.data(),
                            .mask = mask.words().data(),
                            .temperature = temperature,
                            .uniform = &uniform,
                            .token = &token,
                            .log_probability = &log_probability},
                           {});
    MODUS_CHECK(token >= 0, "no token is allowed");
    return token;
  }

  TextReply write(const TextRequest& request) {
    const std::vector<TokenId> prompt = prompt_of(request);
    std::optional<ClaimLines> claims;
    if (request.lexicon != nullptr) claims.emplace(trie, *request.lexicon);
    KeptPrompts::Sequence sequence = prompts.continued(prompt, logits, [&] { require_going(); });
    RandomStream random(request.seed);
    neural::Utf8Stream characters;
    neural::StopStream stops(request.stops);
    TokenMask mask = written;
    TextReply reply;
    const std::size_t room = decoder.context() - prompt.size();
    while (reply.tokens < std::min(request.max_tokens, room) && !stops.stopped()) {
      require_going();
      if (claims) {
        mask.clear();
        claims->allowed(mask, ends);
      }
      const TokenId token = choose(mask, request.temperature, random);
      ++reply.tokens;
      if (tokenizer.is_end(token)) break;
      if (claims) claims->take(token);
      reply.text += stops.push(characters.push(tokenizer.bytes(token)));
      sequence.append(token, logits);
    }
    reply.text += stops.push(characters.finish()) + stops.finish();
    std::erase_if(reply.text, [](char c) {
      return ((c >= 0 && c < ' ') || c == 0x7f) && c != '\n' && c != '\t';
    });
    return reply;
  }

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

}  // namespace modus::bridge
