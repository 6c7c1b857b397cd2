#include "neural/text/generate.h"

#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/format.h>

#include "base/error.h"
#include "neural/text/utf8_stream.h"

namespace modus::neural {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kMaxStops = 16;
// Tokens of a prompt that are appended at once: between them an interrupt is seen.
constexpr std::size_t kPromptStep = 64;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

void require_usable(const Decoder& decoder, std::size_t prompt, const GenerateOptions& options) {
  if (prompt == 0) throw ConfigError("the prompt is empty");
  if (options.max_tokens == 0u) throw ConfigError("at least one token must be asked for");
  const std::size_t wanted = options.max_tokens.value_or(1);
  if (prompt >= decoder.context() || wanted > decoder.context() - prompt)
    throw ConfigError(
        fmt::format("a prompt of {} tokens and {} to write: the model's context is {} tokens",
                    prompt, wanted, decoder.context()));
  if (options.stops.size() > kMaxStops)
    throw ConfigError(
        fmt::format("{} stop texts: at most {} are allowed", options.stops.size(), kMaxStops));
  for (const std::string& stop : options.stops)
    if (stop.empty()) throw ConfigError("a stop text is empty");
}

std::vector<bool> tokens_with_bytes(const TextTokenizer& tokenizer) {
  std::vector<bool> allowed(tokenizer.size());
  for (std::size_t id = 0; id < allowed.size(); ++id)
    allowed[id] = !tokenizer.bytes(static_cast<TokenId>(id)).empty();
  return allowed;
}

// A sequence of a decoder that is closed at the end, however that comes.
class OpenSequence {
 public:
  explicit OpenSequence(Decoder& decoder)
      : decoder_(decoder), id_(decoder.open()), logits_(decoder.vocabulary()) {}
  ~OpenSequence() { decoder_.close(id_); }
  OpenSequence(const OpenSequence&) = delete;
  OpenSequence& operator=(const OpenSequence&) = delete;

  void append(std::span<const TokenId> tokens) {
    const Append append{id_, tokens};
    decoder_.append({&append, 1}, logits_);
  }
  std::span<const float> logits() const { return logits_; }

 private:
  Decoder& decoder_;
  SequenceId id_;
  std::vector<float> logits_;
};

class Writing {
 public:
  Writing(const TextTokenizer& tokenizer, Decoder& decoder, const GenerateOptions& options,
          const std::function<void(std::string_view)>& arrived)
      : tokenizer_(tokenizer),
        options_(options),
        arrived_(arrived),
        sampler_(options.sampling, tokens_with_bytes(tokenizer)),
        stops_(options.stops),
        sequence_(decoder) {}

  Generated run(std::span<const TokenId> prompt, std::size_t most) {
    const Clock::time_point start = Clock::now();
    if (!read(prompt)) return finished(Finish::kInterrupted);
    result_.prompt_s = seconds_since(start);
    const Clock::time_point begin = Clock::now();
    const Finish finish = write(most);
    result_.write_s = seconds_since(begin);
    return finished(finish);
  }

 private:
  bool interrupted() const { return options_.interrupt != nullptr && options_.interrupt->load(); }

  bool read(std::span<const TokenId> prompt) {
    for (std::size_t at = 0; at < prompt.size(); at += kPromptStep) {
      if (interrupted()) return false;
      sequence_.append(prompt.subspan(at, std::min(kPromptStep, prompt.size() - at)));
    }
    return true;
  }

  Finish write(std::size_t most) {
    for (;;) {
      if (interrupted()) return Finish::kInterrupted;
      const TokenId token = sampler_.next(sequence_.logits());
      result_.tokens.push_back(token);
      if (tokenizer_.is_end(token)) return Finish::kEnd;
      if (!tokenizer_.is_control(token)) show(characters_.push(tokenizer_.bytes(token)));
      if (stops_.stopped()) return Finish::kStop;
      if (result_.tokens.size() == most)
        return options_.max_tokens ? Finish::kMaxTokens : Finish::kContext;
      sequence_.append({&token, 1});
    }
  }

  void show(const std::string& characters) { emit(stops_.push(characters)); }

  void emit(const std::string& text) {
    if (text.empty()) return;
    result_.text += text;
    arrived_(text);
  }

  Generated finished(Finish finish) {
    show(characters_.finish());
    emit(stops_.finish());
    result_.finish = stops_.stopped() ? Finish::kStop : finish;
    return std::move(result_);
  }

  const TextTokenizer& tokenizer_;
  const GenerateOptions& options_;
  const std::function<void(std::string_view)>& arrived_;
  TokenSampler sampler_;
  Utf8Stream characters_;
  StopStream stops_;
  OpenSequence sequence_;
  Generated result_;
};

}  // namespace

std::string_view to_string(Finish finish) {
  static constexpr std::array<std::string_view, 5> kNames = {"end", "stop", "max_tokens", "context",
                                                             "interrupted"};
  return kNames[static_cast<std::size_t>(finish)];
}

Generated generate(const TextTokenizer& tokenizer, Decoder& decoder,
                   std::span<const TokenId> prompt, const GenerateOptions& options,
                   const std::function<void(std::string_view)>& arrived) {
  tokenizer.require_fits(decoder.vocabulary());
  require_usable(decoder, prompt.size(), options);
  const std::size_t room = decoder.context() - prompt.size();
  return Writing(tokenizer, decoder, options, arrived)
      .run(prompt, options.max_tokens.value_or(room));
}

}  // namespace modus::neural
