// What tools/compare_tokenizer compares: rows from standard input through a public tokenizer.
// usage: modus_tokenize_rows FOLDER|FILE.gguf
// A row is a text in hexadecimal; the answer is its tokens, a tab, and what they stand for in
// hexadecimal. A row `# 5 7` is tokens; the answer is what they stand for.
#include <cstdio>
#include <iostream>
#include <sstream>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "neural/text/gguf_tokenizer.h"
#include "neural/text/text_tokenizer_json.h"
#include "tools/program.h"

namespace modus {
namespace {

std::string from_hex(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  return bytes;
}

std::string to_hex(const std::string& bytes) {
  std::string hex;
  for (const char c : bytes) hex += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return hex;
}

std::string answer(const neural::TextTokenizer& tokenizer, const std::string& row) {
  std::vector<neural::TokenId> tokens;
  if (row.starts_with("#")) {
    std::istringstream ids(row.substr(1));
    for (neural::TokenId id = 0; ids >> id;) tokens.push_back(id);
    return to_hex(tokenizer.decode(tokens));
  }
  tokens = tokenizer.encode(from_hex(row), neural::Controls::kAsTokens);
  return fmt::format("{}\t{}", fmt::join(tokens, " "), to_hex(tokenizer.decode(tokens)));
}

neural::TextTokenizer load(const std::string& path) {
  if (!path.ends_with(".gguf")) return neural::load_text_tokenizer(path);
  return neural::TextTokenizer(neural::tokenizer_file_of(neural::GgufFile::open(path)));
}

int run(const std::string& path) {
  const neural::TextTokenizer tokenizer = load(path);
  for (std::string row; std::getline(std::cin, row);) std::puts(answer(tokenizer, row).c_str());
  return 0;
}

}  // namespace
}  // namespace modus

int main(int argc, char** argv) {
  return modus::run_program(argc, argv, 1, "modus_tokenize_rows FOLDER|FILE.gguf < ROWS",
                            [](char** given) { return modus::run(given[1]); });
}
