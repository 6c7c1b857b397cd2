#include "neural/vocabulary.h"

#include <algorithm>
#include <set>

#include "base/error.h"
#include "neural/normalise_word.h"
#include "neural/piece.h"

namespace modus::neural {

std::string reserved_bytes(std::string_view piece) {
  std::string bytes = is_always_joined(piece) ? "" : " ";
  return bytes.append(piece);
}

Vocabulary base_vocabulary(const std::vector<std::string>& reserved) {
  Vocabulary vocabulary;
  vocabulary.reserved_count = reserved.size();
  std::set<std::string> seen;
  for (const std::string& piece : reserved) {
    if (piece.empty() || piece.size() > kMaxReservedBytes ||
        std::any_of(piece.begin(), piece.end(), is_blank_or_control))
      throw ConfigError(fmt::format("a reserved token has 1 to {} bytes without spaces, got `{}`",
                                    kMaxReservedBytes, piece));
    vocabulary.bytes.push_back(reserved_bytes(piece));
    if (!seen.insert(vocabulary.bytes.back()).second)
      throw ConfigError(fmt::format("the reserved token `{}` is there twice", piece));
  }
  for (int byte = 0; byte < 256; ++byte) {
    std::string bytes(1, static_cast<char>(byte));
    if (!seen.contains(bytes)) vocabulary.bytes.push_back(std::move(bytes));
  }
  return vocabulary;
}

}  // namespace modus::neural
