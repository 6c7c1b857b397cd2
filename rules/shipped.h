// The rule files that were built into the program: cmake/EmbedRules.cmake writes their texts into
// shipped.cpp in the build folder.
#pragma once

#include <span>
#include <string_view>

namespace modus::rules {

struct ShippedFile {
  std::string_view path;  // "library/propositional/affirming_the_consequent.toml"
  std::string_view text;
};

std::span<const ShippedFile> shipped_files();  // sorted by path

}  // namespace modus::rules
