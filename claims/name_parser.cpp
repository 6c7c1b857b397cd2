#include "claims/name_parser.h"

#include <fmt/core.h>

#include "claims/grammar.h"
#include "claims/token_remedies.h"

namespace modus::claims {

std::string parse_name(TokenStream& tokens, std::string_view role) {
  const Token token = tokens.peek();
  const bool constant = token.kind == TokenKind::kVariable && tokens.is_constant(token.text);
  if (token.kind != TokenKind::kName && !constant) tokens.fail(token, name_remedy(token, role));
  if (const auto part = reserved_word(token.text))
    tokens.fail(token, reserved_remedy(token.text, *part));
  return std::string(tokens.take().text);
}

void expect_end(TokenStream& tokens) {
  if (!tokens.at_end()) tokens.fail(tokens.peek(), leftover_remedy(tokens.peek()));
}

}  // namespace modus::claims
