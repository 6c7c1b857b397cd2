#include "claims/parse.h"

#include "claims/claim_parser.h"

namespace modus::claims {

Claim parse_claim(const Source& source) {
  TokenStream tokens(source, kMaxTokens);
  if (tokens.at_end()) tokens.fail(tokens.peek(), "expected a claim, found nothing");
  Claim claim = parse_expression(tokens, AtomForm::kBracketed);
  expect_end(tokens);
  return claim;
}

Claim parse_claim(std::string_view text, std::string_view source_name) {
  return parse_claim(Source{.name = source_name, .text = text, .constants = {}});
}

}  // namespace modus::claims
