// A Hugging Face folder of a small random DeepSeek-V3.
#pragma once

#include <string>

namespace modus::neural {

struct DeepSeekFolder {
  std::size_t query_middle = 20;  // 0: none
  std::string rope_scaling = {};  // its JSON object; empty: none
};

// 3 layers, the first dense; 8 experts in 4 groups; 261 tokens, bytes and five control tokens.
void write_deepseek_folder(const std::string& folder, const DeepSeekFolder& shape);

}  // namespace modus::neural
