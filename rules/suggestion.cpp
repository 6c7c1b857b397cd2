#include "rules/suggestion.h"

#include <fmt/format.h>

#include "claims/nearest.h"

namespace modus::rules {

std::string suggestion(std::string_view word, std::span<const std::string_view> known) {
  if (const auto near = claims::nearest(word, known))
    return fmt::format("; did you mean `{}`?", *near);
  return fmt::format("; known are: {}", fmt::join(known, ", "));
}

}  // namespace modus::rules
