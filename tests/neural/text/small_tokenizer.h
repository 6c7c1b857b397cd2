// A byte-level tokenizer for tests: the ids 0 to 255 are the bytes.
#pragma once

#include "neural/text/byte_alphabet.h"
#include "neural/text/pre_tokenizer.h"
#include "neural/text/text_tokenizer.h"

namespace modus::neural {

inline TokenizerFile byte_tokenizer(const std::vector<std::string>& control_tokens) {
  TokenizerFile file;
  file.name = "bytes";
  for (int byte = 0; byte < 256; ++byte)
    file.tokens.emplace_back(to_byte_alphabet(std::string(1, static_cast<char>(byte))), byte);
  for (std::size_t i = 0; i < control_tokens.size(); ++i)
    file.added.push_back(
        {.id = static_cast<TokenId>(256 + i), .text = control_tokens[i], .control = true});
  file.patterns = {std::string(kGpt2Pattern)};
  return file;
}

}  // namespace modus::neural
