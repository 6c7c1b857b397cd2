// Small things that the readers of traces share.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modus::tasks {

std::vector<std::string> split_by_space(std::string_view text);  // parted by white space
std::vector<std::string> quoted_in(std::string_view text);       // what stands in "..."
std::vector<std::string> sentences_of(std::string_view text);    // parted behind ". "
std::vector<std::string> parted(std::string_view text, std::string_view separator);
std::string bare_text(std::string_view text);  // without white space and full stop at the ends
std::string lower_case(std::string_view text);

// first, second, ... twelfth: 0 to 11.
std::optional<std::size_t> ordinal(std::string_view word);

}  // namespace modus::tasks
