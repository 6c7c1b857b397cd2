// What holds of every chain that a parser accepted: its three forms give it back.
#pragma once

#include <string_view>

#include "base/error.h"
#include "claims/chain_json.h"
#include "claims/chain_text.h"
#include "claims/chain_tokens.h"

namespace modus::fuzz {

inline std::string_view text_of(const unsigned char* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

inline void check_forms(const claims::Chain& chain) {
  const std::string printed = claims::print_chain(chain);
  MODUS_CHECK(claims::parse_chain(printed, "printed") == chain, "printed form: {}", printed);
  const std::string json = claims::chain_to_json(chain);
  MODUS_CHECK(claims::chain_from_json(json, "json") == chain, "JSON form: {}", json);
  const std::string tokens = claims::chain_to_tokens(chain);
  claims::Chain read = claims::chain_from_tokens(tokens, "tokens");
  read.text = chain.text;
  MODUS_CHECK(read == chain, "token form: {}", tokens);
  try {
    claims::signature_of(chain);
  } catch (const Error&) {  // sorts that clash
  }
}

}  // namespace modus::fuzz
