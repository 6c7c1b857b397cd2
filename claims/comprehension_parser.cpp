#include "claims/comprehension_parser.h"

#include <optional>
#include <string>

#include <fmt/core.h>

#include "claims/comprehension.h"
#include "claims/operands.h"

namespace modus::claims {

Claim parse_comprehension(TokenStream& tokens, const Token& open, const EventReader& range,
                          const EventReader& condition) {
  const Token bound = tokens.take();
  std::optional<Claim> whole;
  if (tokens.accept("in")) {
    whole = range();
    require_set(tokens, *whole);
    for (const std::string& free : free_variables(*whole))
      if (free == bound.text)
        tokens.fail(whole->span().begin,
                    fmt::format("where {} comes from does not depend on {}", free, free));
  }
  tokens.expect(":", "the variable of a set");
  const Claim where = condition();
  require_formula(tokens, where, "the condition of a set");
  return comprehension(std::string(bound.text), whole, where,
                       {open.span.begin, tokens.end_of_last() + 1});
}

}  // namespace modus::claims
