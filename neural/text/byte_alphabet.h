// The byte-level alphabet of GPT-2: a printable character for each byte, in which the files of
// byte-level vocabularies spell their tokens: " a" is "Ġa".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace modus::neural {

std::string to_byte_alphabet(std::string_view bytes);

// nullopt where a character is not in the alphabet.
std::optional<std::string> from_byte_alphabet(std::string_view spelled);

}  // namespace modus::neural
