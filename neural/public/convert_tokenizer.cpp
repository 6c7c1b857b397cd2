#include <array>
#include <optional>

#include <fmt/format.h>

#include "base/error.h"
#include "neural/public/convert.h"
#include "neural/text/pre_tokenizer.h"

namespace modus::neural {
namespace {

using Entries = std::vector<std::pair<std::string, GgufEntry>>;

// Values of tokenizer.ggml.token_type.
constexpr std::int32_t kNormal = 1, kControl = 3, kUserDefined = 4, kUnused = 5;

constexpr std::array kBytePairFamilies = std::to_array<std::string_view>(
    {"gpt-2", "smollm", "qwen2", "llama-bpe", "deepseek-llm", "deepseek-coder", "deepseek-v3"});

[[noreturn]] void refuse(const TokenizerFile& file, const std::string& what) {
  throw ConfigError(fmt::format("{}: {}, which a GGUF file cannot say", file.name, what));
}

// The name stands for the patterns and for two switches (gguf_tokenizer.cpp reads it so).
std::string family_of(const TokenizerFile& file) {
  for (const std::string_view name : kBytePairFamilies)
    if (patterns_named(name) == file.patterns) {
      if (file.nfc != (name == "qwen2")) refuse(file, "a normal form of its own");
      if (file.ignore_merges != (name == "llama-bpe")) refuse(file, "merges that are ignored");
      return std::string(name);
    }
  refuse(file, "a pre-tokenizer of its own");
}

void add_tokens(const TokenizerFile& file, std::size_t vocabulary, Entries& entries) {
  std::vector<std::string> texts(vocabulary);
  std::vector<std::int32_t> types(vocabulary, kUnused);
  const auto put = [&](TokenId id, const std::string& text, std::int32_t type) {
    if (id < 0 || static_cast<std::size_t>(id) >= vocabulary)
      throw ConfigError(fmt::format("{}: token {} is beyond the model's vocabulary of {}",
                                    file.name, id, vocabulary));
    texts[static_cast<std::size_t>(id)] = text;
    types[static_cast<std::size_t>(id)] = type;
  };
  for (const auto& [text, id] : file.tokens) put(id, text, kNormal);
  for (const AddedToken& token : file.added) {
    if (token.takes_space_before || token.takes_space_behind)
      refuse(file, fmt::format("`{}` takes the space around it", token.text));
    put(token.id, token.text, token.control ? kControl : kUserDefined);
  }
  for (std::size_t id = 0; id < vocabulary; ++id)
    if (types[id] == kUnused) texts[id] = fmt::format("[PAD{}]", id);
  entries.emplace_back("tokenizer.ggml.tokens", std::move(texts));
  entries.emplace_back("tokenizer.ggml.token_type", std::move(types));
}

void add_ends(const TokenizerFile& file, Entries& entries) {
  constexpr std::array kEnds = std::to_array<std::string_view>({"eos", "eot", "eom"});
  if (file.ends.size() > kEnds.size()) refuse(file, "more than three tokens that end a text");
  for (std::size_t i = 0; i < file.ends.size(); ++i)
    entries.emplace_back(fmt::format("tokenizer.ggml.{}_token_id", kEnds[i]),
                         static_cast<std::uint32_t>(file.ends[i]));
}

}  // namespace

Entries tokenizer_entries(const TokenizerFile& file, std::size_t vocabulary) {
  Entries entries;
  entries.emplace_back("tokenizer.ggml.model", std::string("gpt2"));
  entries.emplace_back("tokenizer.ggml.pre", family_of(file));
  add_tokens(file, vocabulary, entries);
  std::vector<std::string> merges;
  for (const auto& [left, right] : file.merges) merges.push_back(left + " " + right);
  entries.emplace_back("tokenizer.ggml.merges", std::move(merges));
  if (file.prefix.size() > 1) refuse(file, "more than one token before a text");
  for (const TokenId begin : file.prefix)
    entries.emplace_back("tokenizer.ggml.bos_token_id", static_cast<std::uint32_t>(begin));
  entries.emplace_back("tokenizer.ggml.add_bos_token", !file.prefix.empty());
  add_ends(file, entries);
  if (!file.chat_template.empty())
    entries.emplace_back("tokenizer.chat_template", file.chat_template);
  return entries;
}

}  // namespace modus::neural
