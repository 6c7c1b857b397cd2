#include "neural/normalise_word.h"

#include <algorithm>

#include "neural/normalise.h"
#include "neural/suffix.h"

namespace modus::neural {
namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

std::size_t code_point_bytes(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  if (wanted > text.size()) return 1;
  return std::all_of(text.begin() + 1, text.begin() + static_cast<std::ptrdiff_t>(wanted),
                     continues)
             ? wanted
             : 1;
}

void add_cut(std::string_view text, WordPlace place, std::vector<Piece>& pieces) {
  while (text.size() > kMaxPieceBytes) {
    std::size_t length = kMaxPieceBytes;
    while (length > kMaxPieceBytes - 4 && continues(text[length])) --length;
    pieces.push_back({std::string(text.substr(0, length)), place.begins_word, place.begin,
                      std::min(place.begin + length, place.end)});
    text.remove_prefix(length);
    place.begin = pieces.back().end;
    place.begins_word = false;
  }
  pieces.push_back({std::string(text), place.begins_word, place.begin, place.end});
}

void add_word(std::string_view word, WordPlace place, std::vector<Piece>& pieces) {
  if (word.size() > kMaxPieceBytes) return add_cut(word, place, pieces);
  StemAndSuffix parts = split_suffix(word);
  if (parts.suffix.empty()) return add_cut(word, place, pieces);
  const std::size_t letters = parts.suffix.size() - 1;
  const std::size_t joint = std::max(place.begin, place.end - std::min(place.end, letters));
  pieces.push_back({std::move(parts.stem), place.begins_word, place.begin, joint});
  pieces.push_back({std::move(parts.suffix), false, joint, place.end});
}

}  // namespace modus::neural
