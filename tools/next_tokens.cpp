// What tools/compare_logits compares: a public model over rows of tokens from standard input.
// usage: modus_next_tokens FILE.gguf|FOLDER logits|N [ADAPTER]
// logits: for each row the logits after each of its tokens, float32 [T, V], to standard output.
// N: for each row the N tokens that the model finds most probable one after the other, as a line.
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <iostream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "neural/public/public_model.h"
#include "neural/transformer_decoder.h"
#include "tools/program.h"

namespace modus {
namespace {

using neural::TokenId;

std::vector<TokenId> tokens_of(const std::string& row) {
  std::vector<TokenId> tokens;
  std::istringstream ids(row);
  for (TokenId id = 0; ids >> id;) tokens.push_back(id);
  return tokens;
}

class Model {
 public:
  Model(const std::string& path, const std::string& adapter)
      : decoder_(neural::load_adapted_weights(path, adapter)), logits_(decoder_.vocabulary()) {}

  void write_logits(const std::vector<TokenId>& row) {
    const neural::SequenceId sequence = decoder_.open();
    for (const TokenId token : row) {
      append(sequence, {&token, 1});
      std::fwrite(logits_.data(), sizeof(float), logits_.size(), stdout);
    }
    decoder_.close(sequence);
  }

  std::vector<TokenId> most_probable(const std::vector<TokenId>& row, std::size_t count) {
    const neural::SequenceId sequence = decoder_.open();
    append(sequence, row);
    std::vector<TokenId> tokens;
    while (tokens.size() < count) {
      const auto best = std::ranges::max_element(logits_);
      tokens.push_back(static_cast<TokenId>(best - logits_.begin()));
      append(sequence, {&tokens.back(), 1});
    }
    decoder_.close(sequence);
    return tokens;
  }

 private:
  void append(neural::SequenceId sequence, std::span<const TokenId> tokens) {
    const neural::Append append{sequence, tokens};
    decoder_.append({&append, 1}, logits_);
  }

  neural::TransformerDecoder decoder_;
  std::vector<float> logits_;
};

std::optional<std::size_t> count_of(std::string_view text) {
  std::size_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return count;
}

int run(const std::string& path, std::string_view wanted, const std::string& adapter) {
  const std::optional<std::size_t> count = count_of(wanted);
  if (!count && wanted != "logits") throw Error("`logits` or a number of tokens is expected");
  Model model(path, adapter);
  for (std::string row; std::getline(std::cin, row);) {
    const std::vector<TokenId> tokens = tokens_of(row);
    if (count)
      fmt::print("{}\n", fmt::join(model.most_probable(tokens, *count), " "));
    else
      model.write_logits(tokens);
  }
  return 0;
}

}  // namespace
}  // namespace modus

int main(int argc, char** argv) {
  const bool adapted = argc == 4;
  return modus::run_program(
      argc, argv, adapted ? 3 : 2, "modus_next_tokens FILE.gguf|FOLDER logits|N [ADAPTER] < ROWS",
      [&](char** given) { return modus::run(given[1], given[2], adapted ? given[3] : ""); });
}
