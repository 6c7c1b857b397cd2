#include "claims/parse.h"

#include "claims/claim_parser.h"
#include "claims/token_stream.h"

namespace modus::claims {

Claim parse_claim(std::string_view text, std::string_view source_name) {
  Source source;
  source.name = source_name;
  source.text = text;
  return parse_claim(source);
}

Claim parse_claim(const Source& source) {
  TokenStream tokens(source, kMaxTokens);
  Claim claim = parse_expression(tokens, AtomForm::kBracketed);
  expect_end(tokens);
  return claim;
}

}  // namespace modus::claims
