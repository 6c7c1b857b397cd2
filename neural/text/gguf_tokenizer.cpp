#include "neural/text/gguf_tokenizer.h"

#include <fmt/format.h>

#include "base/error.h"
#include "neural/text/pre_tokenizer.h"

namespace modus::neural {
namespace {

// Values of tokenizer.ggml.token_type.
constexpr std::int64_t kUnknownType = 2, kControlType = 3, kUserDefinedType = 4, kUnusedType = 5;

[[noreturn]] void fail(const GgufFile& file, const std::string& message) {
  throw IoError(fmt::format("{}: {}", file.path(), message));
}

void read_patterns(const GgufFile& file, TokenizerFile& tokenizer) {
  const std::string name(file.text("tokenizer.ggml.pre"));
  const auto patterns = patterns_named(name);
  if (!patterns)
    fail(file, fmt::format("tokenizer.ggml.pre is `{}`, which is not known here: gpt-2, smollm, "
                           "qwen2, llama-bpe, deepseek-llm, deepseek-coder and deepseek-v3 are",
                           name));
  tokenizer.patterns = *patterns;
  // The file does not say these two; the models' own tokenizer.json does.
  tokenizer.nfc = name == "qwen2" || name == "deepseek-r1-qwen";
  tokenizer.ignore_merges = name == "llama-bpe" || name == "llama3" || name == "llama-v3";
}

void read_tokens(const GgufFile& file, TokenizerFile& tokenizer) {
  const auto& texts = file.texts("tokenizer.ggml.tokens");
  if (texts.size() > kMaxVocabulary)
    fail(file, fmt::format("tokenizer.ggml.tokens: more than {} tokens", kMaxVocabulary));
  std::vector<std::int64_t> types(texts.size(), 1);
  if (file.find("tokenizer.ggml.token_type") != nullptr)
    types = file.integers("tokenizer.ggml.token_type");
  if (types.size() != texts.size())
    fail(file, fmt::format("{} tokens, but {} entries in tokenizer.ggml.token_type", texts.size(),
                           types.size()));
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto id = static_cast<TokenId>(i);
    if (types[i] == kControlType || types[i] == kUnknownType || types[i] == kUserDefinedType)
      tokenizer.added.push_back(
          {.id = id, .text = std::string(texts[i]), .control = types[i] != kUserDefinedType});
    else if (types[i] != kUnusedType)
      tokenizer.tokens.emplace_back(texts[i], id);
  }
}

void read_merges(const GgufFile& file, TokenizerFile& tokenizer) {
  for (const std::string_view merge : file.texts("tokenizer.ggml.merges")) {
    const std::size_t space = merge.find(' ');
    if (space == std::string_view::npos || space == 0 || space + 1 == merge.size())
      fail(file, fmt::format("tokenizer.ggml.merges: entry {} is not two tokens",
                             tokenizer.merges.size()));
    tokenizer.merges.emplace_back(merge.substr(0, space), merge.substr(space + 1));
  }
}

std::optional<TokenId> id_named(const GgufFile& file, std::string_view key) {
  const std::optional<std::size_t> id = file.size_if(key);
  if (!id) return std::nullopt;
  if (*id >= kMaxVocabulary)
    fail(file, fmt::format("{} is {}: at most {} is allowed", key, *id, kMaxVocabulary - 1));
  return static_cast<TokenId>(*id);
}

}  // namespace

TokenizerFile tokenizer_file_of(const GgufFile& file) {
  if (file.text("tokenizer.ggml.model") != "gpt2")
    fail(file, fmt::format("tokenizer.ggml.model is `{}`: only byte-level vocabularies (gpt2) can "
                           "be read",
                           file.text("tokenizer.ggml.model")));
  TokenizerFile tokenizer;
  tokenizer.name = file.path();
  read_patterns(file, tokenizer);
  read_tokens(file, tokenizer);
  read_merges(file, tokenizer);
  const auto begin = id_named(file, "tokenizer.ggml.bos_token_id");
  // Llama 3's files were written before there was such a key.
  if (begin && file.flag_if("tokenizer.ggml.add_bos_token").value_or(tokenizer.ignore_merges))
    tokenizer.prefix.push_back(*begin);
  for (const char* key : {"tokenizer.ggml.eos_token_id", "tokenizer.ggml.eot_token_id",
                          "tokenizer.ggml.eom_token_id"})
    if (const auto end = id_named(file, key)) tokenizer.ends.push_back(*end);
  tokenizer.chat_template = file.text_if("tokenizer.chat_template").value_or("");
  return tokenizer;
}

}  // namespace modus::neural
