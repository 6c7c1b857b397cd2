#include "claims/number_parser.h"

#include <utility>

#include <fmt/core.h>

#include "claims/calendar.h"
#include "claims/number.h"
#include "claims/token_remedies.h"

namespace modus::claims {

Claim parse_number(TokenStream& tokens, AtomForm form) {
  const Token token = tokens.take();
  if (const auto date = parse_date(token.text)) {
    const Claim term = date_term(*date);
    const auto parts = term.children();
    return make(Op::kApply, term.name(), {parts.begin(), parts.end()}, token.span);
  }
  auto literal = parse_literal(token.text);
  if (!literal) tokens.fail(token, "this is no number that can be read");
  literal->unit = std::string(token.unit);
  const Token& next = tokens.peek();
  if (form == AtomForm::kBracketed &&
      (next.kind == TokenKind::kName || next.kind == TokenKind::kVariable))
    tokens.fail(next, fmt::format("{} is no unit; a product is written {} * {}", shown(next),
                                  token.text.substr(0, 20), next.text));
  return number(std::move(*literal), token.span);
}

}  // namespace modus::claims
