// JSON strings as text in a claim or chain: "Ann said \"no\"". Whole JSON texts are read in
// chain_json.cpp alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace modus::claims {

// Bytes that the string literal at the front of `text` takes, both quotes included. nullopt when it
// does not begin with a quote or is not closed on its line.
std::optional<std::size_t> json_string_length(std::string_view text);

// The text that a whole literal denotes, UTF-8. nullopt for a wrong escape, a lone surrogate, NUL,
// a raw control character or bytes that are not UTF-8.
std::optional<std::string> read_json_string(std::string_view literal);

// Control characters, quotes and backslashes escaped, all else as it is.
std::string write_json_string(std::string_view text);

}  // namespace modus::claims
