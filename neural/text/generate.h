// A public model writes on: prompt tokens in, text out as it comes.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "neural/decoder.h"
#include "neural/text/text_tokenizer.h"
#include "neural/text/token_sampler.h"

namespace modus::neural {

struct GenerateOptions {
  std::optional<std::size_t> max_tokens = {};  // at least 1; nullopt: what the context has room for
  SamplingOptions sampling = {};
  std::vector<std::string> stops = {};  // at most 16, none empty; the text ends before the first
  const std::atomic<bool>* interrupt = nullptr;  // looked at before every token
};

enum class Finish { kEnd, kStop, kMaxTokens, kContext, kInterrupted };
std::string_view to_string(Finish finish);  // "end", "stop", "max_tokens", "context", "interrupted"

struct Generated {
  std::string text;             // UTF-8; without control tokens and without the stop text
  std::vector<TokenId> tokens;  // with the one that ended it, if one did
  Finish finish = Finish::kEnd;
  double prompt_s = 0, write_s = 0;
};

// `arrived` is called with each piece of text, never with half a character; their sum is the text.
// ConfigError where an option is out of range, the prompt is empty, or prompt and max_tokens
// exceed the decoder's context; IoError where the tokenizer does not fit the decoder. The sequence
// is closed at the end.
Generated generate(const TextTokenizer& tokenizer, Decoder& decoder,
                   std::span<const TokenId> prompt, const GenerateOptions& options,
                   const std::function<void(std::string_view)>& arrived);

}  // namespace modus::neural
