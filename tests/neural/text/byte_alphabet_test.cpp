#include "neural/text/byte_alphabet.h"

#include <gtest/gtest.h>

namespace modus::neural {
namespace {

TEST(ByteAlphabet, SpellsAsGpt2Does) {
  EXPECT_EQ(to_byte_alphabet(" a\n"), "\u0120a\u010A");
  EXPECT_EQ(to_byte_alphabet("\u00e9"), "\u00c3\u00a9");
  EXPECT_EQ(to_byte_alphabet(std::string(1, '\0')), "\u0100");
}

TEST(ByteAlphabet, EveryByteComesBack) {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  EXPECT_EQ(from_byte_alphabet(to_byte_alphabet(bytes)), bytes);
}

TEST(ByteAlphabet, RefusesOtherCharacters) {
  for (const char* text : {" ", "a b", "\u0144", "\uFF5C", "\xC3", "\xC1\x81", "\x80", "\xE2\x96"})
    EXPECT_EQ(from_byte_alphabet(text), std::nullopt) << text;
  EXPECT_NE(from_byte_alphabet("\u0143"), std::nullopt);  // the last one, byte 173
}

}  // namespace
}  // namespace modus::neural
