// modus.chain/v1 to a chain whose offsets point into the JSON; chain_json.h has the format.
#pragma once

#include <string_view>

#include "claims/chain.h"

namespace modus::claims {

// Throws ParseError with the path. Spans inside claims are meaningless.
Chain read_json_chain(std::string_view json, std::string_view source_name);

}  // namespace modus::claims
