#include "neural/text/byte_alphabet.h"

#include <array>
#include <cstdint>

namespace modus::neural {
namespace {

// Bytes that print in Latin-1 stand for themselves, the others for U+0100 and up, in order.
struct Alphabet {
  std::array<std::uint32_t, 256> point_of{};
  std::array<int, 256 + 68> byte_of{};  // by code point; -1: none

  Alphabet() {
    byte_of.fill(-1);
    std::uint32_t next = 256;
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
      const bool prints = (byte >= 33 && byte <= 126) || (byte >= 161 && byte != 173);
      point_of[byte] = prints ? byte : next++;
      byte_of[point_of[byte]] = static_cast<int>(byte);
    }
  }
};

const Alphabet& alphabet() {
  static const Alphabet made;
  return made;
}

}  // namespace

std::string to_byte_alphabet(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    const std::uint32_t point = alphabet().point_of[static_cast<unsigned char>(c)];
    if (point < 0x80) {
      text += static_cast<char>(point);
    } else {
      text += static_cast<char>(0xC0 | point >> 6);
      text += static_cast<char>(0x80 | (point & 0x3F));
    }
  }
  return text;
}

std::optional<std::string> from_byte_alphabet(std::string_view spelled) {
  std::string bytes;
  for (std::size_t at = 0; at < spelled.size(); ++at) {
    std::uint32_t point = static_cast<unsigned char>(spelled[at]);
    if (point >= 0x80) {
      const bool two_bytes = point >= 0xC2 && point < 0xE0 && at + 1 < spelled.size() &&
                             (static_cast<unsigned char>(spelled[at + 1]) & 0xC0) == 0x80;
      if (!two_bytes) return std::nullopt;
      point = (point & 0x1F) << 6 | (static_cast<unsigned char>(spelled[++at]) & 0x3F);
    }
    if (point >= alphabet().byte_of.size() || alphabet().byte_of[point] < 0) return std::nullopt;
    bytes += static_cast<char>(alphabet().byte_of[point]);
  }
  return bytes;
}

}  // namespace modus::neural
