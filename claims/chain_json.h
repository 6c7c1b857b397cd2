// modus.chain/v1: {"format":"modus.chain/v1","header":{...},"text":["..."],"steps":[{...}]}.
// Claims are strings in canonical print. chain_from_json(chain_to_json(c)) == c. Unknown keys,
// wrong types and depth beyond 16 are ParseErrors that name the path ("steps[3].claim").
#pragma once

#include <string>
#include <string_view>

#include "claims/chain.h"

namespace modus::claims {

std::string chain_to_json(const Chain& chain);
Chain chain_from_json(std::string_view json, std::string_view source_name);

}  // namespace modus::claims
