// The first cut of a text: into the pieces that no merge of a byte-level vocabulary crosses.
//
// A file names regular expressions; they are applied one after the other, each to the pieces of the
// one before, and both what matches and what lies between matches is a piece. Patterns from files
// are never run: a pattern must be one that is known here, letter for letter.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace modus::neural {

// What the pre-tokenizers `ByteLevel` and `Digits` of Hugging Face stand for.
inline constexpr std::string_view kGpt2Pattern =
    R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)";
inline constexpr std::string_view kDigitPattern = R"(\p{N})";
inline constexpr std::string_view kDigitsPattern = R"(\p{N}+)";

// The patterns of a vocabulary by the name that GGUF files give them (`tokenizer.ggml.pre`):
// gpt-2, smollm, qwen2, llama-bpe, deepseek-llm, deepseek-coder, deepseek-v3, and names for the
// same ones. nullopt: another name.
std::optional<std::vector<std::string>> patterns_named(std::string_view name);

// A value, cheap to copy. Thread-safe. Characters younger than Unicode 14 count as unassigned.
class PreTokenizer {
 public:
  // ConfigError naming a pattern that is not known.
  explicit PreTokenizer(std::span<const std::string> patterns);

  // The pieces of a text, in order; together they are the text. Requires UTF-8 (first_invalid_utf8
  // in base/files.h); linear in its length. Views into it.
  std::vector<std::string_view> split(std::string_view text) const;

 private:
  struct Expressions;
  std::shared_ptr<const Expressions> expressions_;
};

}  // namespace modus::neural
